"""What two versions of one record show together: how it was told before, and how a load tells it now."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.store.batches import batches
from graph.store.records import Thing
from graph.store.states import Held
from graph.store.writer import Load

PAIRS = """
UNWIND $rows AS r
MATCH (old:{kind} {{record: r.old}})
MATCH (new:{kind} {{record: r.new}})-[d:DESCRIBES]->(t) WHERE d.record = r.new
RETURN properties(old) AS old, properties(new) AS new, head(labels(t)) AS thing, t.id AS id
"""


class Pair(NamedTuple):
    """The properties of the version before and of the version that a load wrote, and the thing they speak about."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    thing: Thing


def changed_pairs(load: Load, kind: str, changed: Mapping[str, Held]) -> Iterator[Pair]:
    """Both versions of every changed record of this kind; what the load writes of it must have been written."""
    rows = [
        {"old": f"{key}@{held.version}", "new": f"{key}@{load.number}"}
        for key, held in changed.items()
        if held.kind == kind
    ]
    for some in batches(rows):
        for row in load.lease.store.read(PAIRS.format(kind=kind), rows=some):
            yield Pair(row["old"], row["new"], Thing(row["thing"], row["id"]))
