"""Everything the graph holds, kind by kind, as rows that are the same on every engine.

A row has `own` (properties) and, for a relationship, `start` and `end` (the label and id or record of its ends).
No elementIds: they are the engine's own and change.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.errors import StoreError
from graph.model.kinds import the_model
from graph.store.connection import Store

Row = dict[str, Any]

NODES = "MATCH (n:{kind}) RETURN properties(n) AS own"
LINES = """
MATCH (a:{start})-[x:{kind}]->(b)
RETURN coalesce(a.record, a.id) AS start, head(labels(b)) AS label, coalesce(b.record, b.id) AS end,
  properties(x) AS own
"""


def kinds() -> list[str]:
    """Every kind of the model: things and records first, so that relationships find their ends."""
    model = the_model()
    return [*model.things, *model.records, *model.relationships]


def rows_of(store: Store, kind: str) -> Iterator[Row]:
    """All nodes or relationships of a kind, one by one, in any order."""
    starts = the_model().kinds[kind].ends[0]
    if not starts:
        yield from store.stream(NODES.format(kind=kind))
    for start in starts:
        for row in store.stream(LINES.format(kind=kind, start=start)):
            yield {"own": row["own"], "start": [start, row["start"]], "end": [row["label"], row["end"]]}


def encode(row: Row) -> str:
    """One line of JSON with sorted keys; a date becomes {"date": "YYYY-MM-DD"}."""
    return json.dumps(row, default=_date, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def decode(line: str) -> Row:
    row: Row = json.loads(line, object_hook=_undate)
    return row


def _date(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise StoreError(f"A property holds a {type(value).__name__}: only text, numbers, dates and lists are kept.")
    return {"date": value.isoformat()}


def _undate(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found["date"]) if found.keys() == {"date"} else found
