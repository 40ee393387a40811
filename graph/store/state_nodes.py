"""The application's own state (loads, compartments, cases, grants, chains) as rows, for backup and restore."""

import re
from collections.abc import Iterator
from typing import Any

from graph.errors import StoreError
from graph.store.connection import Rows, Store
from graph.store.schema import FOLDER

LABEL = re.compile(r"FOR \(n:(State\w+)\)")
NODES = "MATCH (n:{label}) RETURN properties(n) AS own"
NOT_KEPT = ("StateSchema", "StateSession", "StateTries")
OF_THIS_STORE = ("instance", "lease", "beat", "fence", "asked", "restoring")


def merge_state(store: Store, statement: str, /, **parameters: Any) -> Rows:
    """Write to a node that the statement makes where it is not there yet.

    On the embedded engine two first ones at the same moment both make the node, and one of them is told so: it does it
    again, and finds the node.
    """
    try:
        return store.write(statement, **parameters).rows
    except StoreError:
        return store.write(statement, **parameters).rows


def state_labels() -> list[str]:
    """Those that cypher/schema declares; the schema itself is that of the store it is restored into.

    Sessions stay out: a restore would open those again that were ended since.
    """
    found = (label for path in sorted(FOLDER.glob("*.cypher")) for label in LABEL.findall(path.read_text("utf-8")))
    return [label for label in dict.fromkeys(found) if label not in NOT_KEPT]


def state_rows(store: Store, label: str) -> Iterator[dict[str, Any]]:
    """The rows of one label, without what names this very store or its lease."""
    for row in store.stream(NODES.format(label=label)):
        yield {"own": {name: value for name, value in row["own"].items() if name not in OF_THIS_STORE}}
