"""Records that are withdrawn: after the load that no longer tells them, none of their versions may be read.

In two steps, so that the load stays invisible until it is published: before, every version is marked with the number
of the load; after, every marked version and its lines end at 0, before any number a View may read at. `was_to` keeps
the end it had, for a roll-back.
"""

from collections import defaultdict
from collections.abc import Mapping

from graph.model.kinds import the_model
from graph.store.batches import batches
from graph.store.connection import Store
from graph.store.leases import Lease, leased
from graph.store.states import Held
from graph.store.writer import Load, thing_lines

KEYS = 10_000  # one look at all records of a kind for so many keys

WITHDREW = "MATCH (l:StateLoad {number: $number}) SET l.withdrew = $kinds"
PENDING = """
MATCH (l:StateLoad) WHERE l.status = 'published' AND l.withdrew <> ''
RETURN l.number AS number, l.withdrew AS kinds
"""
MARK_NODES = "MATCH (x:{kind}) WHERE $keys[x.key] AND x.withdrawn IS NULL SET x.withdrawn = $number"
MARK_LINES = "MATCH (:{start})-[x:{kind}]->() WHERE $keys[x.key] AND x.withdrawn IS NULL SET x.withdrawn = $number"
SWEEP_THING = """
MATCH (x:{kind})-[:DESCRIBES]->()-[o:{types}]-()
WHERE x.withdrawn = $number AND o.record = x.record AND o.known_to > 0
WITH DISTINCT o LIMIT 1000 SET o.was_to = o.known_to, o.known_to = 0, o.withdrawn = $number
RETURN count(o) AS changed
"""
SWEEP_NODES = """
MATCH (x:{kind}) WHERE x.withdrawn = $number AND x.known_to > 0
WITH x LIMIT 1000 SET x.was_to = x.known_to, x.known_to = 0
WITH x OPTIONAL MATCH (x)-[o]-() WHERE o.record = x.record
SET o.was_to = o.known_to, o.known_to = 0, o.withdrawn = $number
RETURN count(DISTINCT x) AS changed
"""
SWEEP_LINES = """
MATCH (:{start})-[x:{kind}]->() WHERE x.withdrawn = $number AND x.known_to > 0
WITH x LIMIT 1000 SET x.was_to = x.known_to, x.known_to = 0 RETURN count(x) AS changed
"""


def mark_withdrawn(load: Load, vanished: Mapping[str, Held]) -> None:
    """End these records, and note for the sweep all their versions; safe to repeat."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for key, held in vanished.items():
        kinds[held.kind].append(key)
    load.lease.write(WITHDREW, number=load.number, kinds=" ".join(sorted(kinds)))
    for kind, keys in kinds.items():
        starts = the_model().kinds[kind].ends[0]
        texts = [MARK_LINES.format(kind=kind, start=start) for start in starts]
        for text in texts or [MARK_NODES.format(kind=kind)]:
            for some in batches(keys, KEYS):
                load.lease.write(text, keys=dict.fromkeys(some, True), number=load.number)
    load.end(vanished)


def finish_withdrawals(store: Store) -> None:
    """Sweep what a load that was killed right after its publication left readable at earlier numbers."""
    if store.read(PENDING):
        with leased(store) as lease:
            sweep_withdrawn(lease)


def sweep_withdrawn(lease: Lease) -> None:
    """After publication: every version of a withdrawn record becomes unreadable. Safe to repeat after a kill."""
    for row in lease.store.read(PENDING):
        for kind in row["kinds"].split():
            _sweep(lease, kind, row["number"])
        lease.write(WITHDREW, number=row["number"], kinds="")


def _sweep(lease: Lease, kind: str, number: int) -> None:
    for start in the_model().kinds[kind].ends[0]:
        lease.repeat(SWEEP_LINES.format(kind=kind, start=start), number=number)
    if kind in the_model().records:
        if types := thing_lines(kind):
            lease.repeat(SWEEP_THING.format(kind=kind, types="|".join(types)), number=number)
        lease.repeat(SWEEP_NODES.format(kind=kind), number=number)
