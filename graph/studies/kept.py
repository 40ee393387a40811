"""Studies that were made: each quarter once, kept as it was told, and never made again.

Two studies of one quarter with one row between them would tell that row.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import UsageError
from graph.store.connection import Store
from graph.store.state_nodes import merge_state

KEEP = """
MERGE (s:StateStudy {id: $id}) ON CREATE SET s.made_on = $made_on, s.told = $told
RETURN s.id AS id, s.made_on AS made_on, s.told AS told
"""
READ = "MATCH (s:StateStudy {id: $id}) RETURN s.id AS id, s.made_on AS made_on, s.told AS told"
ALL = "MATCH (s:StateStudy) RETURN s.id AS id, s.made_on AS made_on, s.told AS told ORDER BY s.id"


@dataclass(frozen=True)
class Study:
    """`id` is its quarter; `told` is everything that is ever shown of it (graph/studies/telling.py says its shape)."""

    id: str
    made_on: date
    told: dict[str, Any]


def keep_study(store: Store, quarter: str, told: dict[str, Any], today: date) -> Study:
    """Keep what was made; of two that were made at the same moment the first is kept, and both are told it."""
    text = json.dumps(told, ensure_ascii=False)
    return _made(merge_state(store, KEEP, id=quarter, made_on=today, told=text)[0])


def find_study(store: Store, quarter: str) -> Study | None:
    rows = store.read(READ, id=quarter)
    return _made(rows[0]) if rows else None


def read_study(store: Store, quarter: str) -> Study:
    if found := find_study(store, quarter):
        return found
    raise UsageError(f"No study of {quarter} was made here: make it with `euregraph study make --quarter {quarter}`.")


def list_studies(store: Store) -> list[Study]:
    return [_made(row) for row in store.read(ALL)]


def _made(row: dict[str, Any]) -> Study:
    return Study(row["id"], row["made_on"], json.loads(row["told"]))
