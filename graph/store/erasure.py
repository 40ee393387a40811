"""Records past their day are erased: every version, its lines, and things of which nothing is told any more."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from graph.model.kinds import the_model
from graph.store.leases import Lease

NODES = "MATCH (x:{kind}) WHERE x.retain_until < $today WITH x LIMIT 1000 DETACH DELETE x RETURN count(*) AS changed"
LINES = """
MATCH (:{start})-[x:{kind}]->() WHERE x.retain_until < $today
WITH x LIMIT 1000 DELETE x RETURN count(*) AS changed
"""
LONELY = "MATCH (x:{kind}) WHERE NOT (x)--() WITH x LIMIT 1000 DELETE x RETURN count(*) AS changed"


def erase_expired(lease: Lease, today: date) -> dict[str, int]:
    """Kind -> how many were erased, kinds without any left out. Safe to repeat after an interruption.

    A record is loaded and read until its `retain_until` has come (contracts.md, section 8), and kept no longer.
    """
    erased = Counter[str]()
    for kind, statement in _expired():
        erased[kind] += lease.repeat(statement, today=today)
    for kind in the_model().things if erased.total() else ():
        erased[kind] += lease.repeat(LONELY.format(kind=kind))
    return dict(+erased)


def _expired() -> Iterator[tuple[str, str]]:
    """Kind, and how its records are erased: the lines first, since a record takes its own with it."""
    for kind in the_model().relationships:
        yield from ((kind, LINES.format(kind=kind, start=start)) for start in the_model().kinds[kind].ends[0])
    yield from ((kind, NODES.format(kind=kind)) for kind in the_model().records)
