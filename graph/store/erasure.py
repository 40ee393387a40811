"""Records past their day are erased: every version, its lines, and things of which nothing is told any more."""

from collections.abc import Iterator
from datetime import date

from graph.model.kinds import the_model
from graph.store.leases import Lease

COUNT_NODES = "MATCH (x:{kind}) WHERE x.retain_until < $today RETURN count(x) AS found"
COUNT_LINES = "MATCH (:{start})-[x:{kind}]->() WHERE x.retain_until < $today RETURN count(x) AS found"
LONELY = "MATCH (x:{kind}) WHERE NOT (x)--() RETURN count(x) AS found"
ERASE_NODES = """
MATCH (x:{kind}) WHERE x.retain_until < $today WITH x LIMIT 1000 DETACH DELETE x RETURN count(*) AS changed
"""
ERASE_LINES = """
MATCH (:{start})-[x:{kind}]->() WHERE x.retain_until < $today
WITH x LIMIT 1000 DELETE x RETURN count(*) AS changed
"""
ERASE_LONELY = "MATCH (x:{kind}) WHERE NOT (x)--() WITH x LIMIT 1000 DELETE x RETURN count(*) AS changed"

Pair = tuple[str, str]


def erase_expired(lease: Lease, today: date) -> dict[str, int]:
    """Kind -> how many were erased, kinds without any left out. Safe to repeat after an interruption.

    A record is loaded and read until its `retain_until` has come (contracts.md, section 8), and kept no longer.
    """
    erased: dict[str, int] = {}
    for kind, (count, erase) in _expired():
        if found := lease.store.read(count, today=today)[0]["found"]:
            lease.repeat(erase, today=today)
            erased[kind] = erased.get(kind, 0) + found
    for kind in the_model().things if erased else ():
        if found := lease.store.read(LONELY.format(kind=kind))[0]["found"]:
            lease.repeat(ERASE_LONELY.format(kind=kind))
            erased[kind] = found
    return erased


def _expired() -> Iterator[tuple[str, Pair]]:
    """Kind, how to count and how to erase: the lines first, since a record takes its own with it."""
    for kind in the_model().relationships:
        for start in the_model().kinds[kind].ends[0]:
            yield kind, (COUNT_LINES.format(kind=kind, start=start), ERASE_LINES.format(kind=kind, start=start))
    for kind in the_model().records:
        yield kind, (COUNT_NODES.format(kind=kind), ERASE_NODES.format(kind=kind))
