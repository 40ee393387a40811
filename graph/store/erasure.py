"""Records past their day and withdrawn ones are erased: every version, its lines, things nobody speaks about now."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.model.kinds import the_model
from graph.store.connection import Store
from graph.store.leases import Lease

WITHDRAWN = "x.known_to = 0"  # before every number that a View may read at (withdrawal.py)
EXPIRED = "x.retain_until < $today AND x.known_to > 0"
FOUND_NODES, FOUND_LINES = "MATCH (x:{kind})", "MATCH (:{start})-[x:{kind}]->()"
NODES = " WHERE {where} WITH x LIMIT 1000 DETACH DELETE x RETURN count(*) AS changed"
LINES = " WHERE {where} WITH x LIMIT 1000 DELETE x RETURN count(*) AS changed"
COUNT = f"""
 WHERE x.retain_until < $today OR {WITHDRAWN}
RETURN sum(CASE WHEN {WITHDRAWN} THEN 1 ELSE 0 END) AS withdrawn, sum(CASE WHEN {EXPIRED} THEN 1 ELSE 0 END) AS expired
"""
KEYS = f" WHERE {WITHDRAWN} RETURN DISTINCT x.key AS key, x.authority AS authority"
LONELY = "MATCH (x:{kind}) WHERE NOT (x)--() WITH x LIMIT 1000 DELETE x RETURN count(*) AS changed"


@dataclass(frozen=True)
class DueRecords:
    """Kind -> how many records or lines a retention run on a day erases."""

    expired: dict[str, int] = field(default_factory=dict)
    withdrawn: dict[str, int] = field(default_factory=dict)


def due_records(store: Store, today: date) -> DueRecords:
    expired, withdrawn = Counter[str](), Counter[str]()
    for kind, match, _ in _places():
        row = store.read(match + COUNT, today=today)[0]
        expired[kind] += row["expired"]
        withdrawn[kind] += row["withdrawn"]
    return DueRecords(dict(+expired), dict(+withdrawn))


def erase_expired(lease: Lease, today: date, kinds: Collection[str] | None = None) -> dict[str, int]:
    """Kind -> how many were erased, with things nobody speaks about now; kinds without any left out. Safe to repeat.

    A record is loaded and read until its `retain_until` has come (contracts.md, section 8), and kept no longer.
    `kinds`: those in which there is something to erase; none given: every one is looked through.
    """
    erased = _erase(lease, EXPIRED, today, kinds)
    lonely = {kind: lease.repeat(LONELY.format(kind=kind)) for kind in the_model().things}
    return erased | {kind: number for kind, number in lonely.items() if number}


def erase_withdrawn(lease: Lease, today: date, kinds: Collection[str]) -> dict[str, int]:
    """Kind -> how many records that a load withdrew were erased; `erase_expired` takes the things they spoke about."""
    return _erase(lease, WITHDRAWN, today, kinds)


def withdrawn_keys(store: Store, kinds: Collection[str] | None = None) -> dict[str, str]:
    """Key -> authority of every record that a load withdrew and that is not erased yet."""
    rows = (row for _, match, _ in _places(kinds) for row in store.read(match + KEYS))
    return {row["key"]: row["authority"] for row in rows}


def _erase(lease: Lease, where: str, today: date, kinds: Collection[str] | None) -> dict[str, int]:
    erased = Counter[str]()
    for kind, match, delete in _places(kinds):
        erased[kind] += lease.repeat(match + delete.format(where=where), today=today)
    return dict(+erased)


def _places(kinds: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Kind, how its records are found and erased: the lines first, since a record takes its own with it."""
    model = the_model()
    for kind in (kind for kind in model.relationships if kinds is None or kind in kinds):
        yield from ((kind, FOUND_LINES.format(kind=kind, start=start), LINES) for start in model.kinds[kind].ends[0])
    yield from (
        (kind, FOUND_NODES.format(kind=kind), NODES) for kind in model.records if kinds is None or kind in kinds
    )
