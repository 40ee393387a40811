"""A row that is disputed, or closed by acquittal or annulment: all its records move to the compartment that says so.

The decision is kept by the row's key, apart from the records: a load applies it to each version that it writes, before
anybody can see it. `told_in` of a moved record is the compartment that its row told, to which it returns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.model.compartments import STATES, Compartment, Status
from graph.model.kinds import the_model
from graph.store.connection import Store, Transaction
from graph.store.leases import Lease
from graph.store.loads import KEEP_COMPARTMENTS, compartment_row, named_compartments
from graph.store.writer import thing_lines

BY_HAND = 0  # no load made these compartments, so no roll-back takes them away
READ = "MATCH (d:StateDispute) RETURN d {.*} AS dispute ORDER BY d.id"
OF_SOURCE = "MATCH (d:StateDispute) WHERE d.source = $source AND d.authority = $authority RETURN d.id AS key LIMIT 1"
KEEP = "MERGE (d:StateDispute {id: $dispute.id}) SET d = $dispute"
ROW = "split(x.key, '#')[0]"
FOUND_NODES, FOUND_LINES = "MATCH (x:{kind})", "MATCH (:{start})-[x:{kind}]->()"
LIES_IN = f"""
 WHERE $rows[{ROW}] IS NOT NULL AND x.known_from >= $since
RETURN DISTINCT {ROW} AS key, coalesce(x.told_in, x.compartment) AS told, x.authority AS authority, x.source AS source
"""
THESE = f" WHERE {ROW} = $key AND x.known_from >= $since AND coalesce(x.told_in, x.compartment) = $told"
MOVE = THESE + " SET x.told_in = $back, x.compartment = $now"
MOVE_OWN = MOVE + " WITH x MATCH (x)-[o]-() WHERE o.record = x.record SET o.told_in = $back, o.compartment = $now"
MOVE_AT_THING = THESE + (
    " WITH x MATCH (x)-[:DESCRIBES]->()-[o:{types}]-() WHERE o.record = x.record"
    " SET o.told_in = $back, o.compartment = $now"
)


@dataclass(frozen=True)
class Dispute:
    """`id` is the key of the row; `status` normal: a dispute that ended, kept as what was decided."""

    id: str
    authority: str
    source: str
    status: Status
    reason: str
    by: str
    on: date


def row_of(record: str) -> str:
    """The key of the row that a record, or a version of it, came from."""
    return record.rpartition("@")[0].partition("#")[0] or record.partition("#")[0]


def read_disputes(store: Store) -> dict[str, Dispute]:
    return {row["dispute"]["id"]: Dispute(**row["dispute"]) for row in store.read(READ)}


def owner_of(store: Store, row: str) -> tuple[str, str]:
    """Authority and source of the records of a row; empty where there are none."""
    for match, _ in _places(None):
        if found := store.read(match + LIES_IN, rows={row: True}, since=0):
            return found[0]["authority"], found[0]["source"]
    return "", ""


def rows_held(store: Store, rows: Iterable[str]) -> set[str]:
    """Those of these rows of which a record is still there."""
    asked = dict.fromkeys(rows, True)
    found = (store.read(match + LIES_IN, rows=asked, since=0) for match, _ in _places(None)) if asked else ()
    return {row["key"] for some in found for row in some}


def keep_dispute(lease: Lease, dispute: Dispute) -> None:
    """Note it, and move every version of the row's records, in one transaction."""
    moves = list(_moves(lease.store, {dispute.id: dispute.status}, None, 0))

    def work(transaction: Transaction) -> None:
        transaction.run(KEEP, dispute=vars(dispute))
        for statement, told in moves:
            transaction.run(statement, **told)

    lease.transact(work)


def apply_disputes(lease: Lease, source: str, authority: str, places: Iterable[str], number: int) -> None:
    """What a load wrote is moved before it is published. `places` (`Shape.place`): where it wrote. Safe to repeat."""
    if not lease.store.read(OF_SOURCE, source=source, authority=authority):
        return
    rows = {key: one.status for key, one in read_disputes(lease.store).items() if one.status != "normal"}
    for statement, told in _moves(lease.store, rows, frozenset(places), number):
        lease.write(statement, **told)


def _moves(
    store: Store, rows: Mapping[str, Status], places: frozenset[str] | None, since: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Statements with their parameters: the compartments first, then what moves into them."""
    for match, texts in _places(places):
        found = store.read(match + LIES_IN, rows=dict(rows), since=since)
        known = named_compartments(store, {row["told"] for row in found})
        for row in found:
            told = known[row["told"]]
            now = in_state(told, rows[row["key"]])
            yield KEEP_COMPARTMENTS, {"rows": [compartment_row(now)], "number": BY_HAND}
            moved = {"told": told.id, "now": now.id, "back": None if now == told else told.id}
            yield from ((match + text, {"key": row["key"], "since": since, **moved}) for text in texts)


def in_state(told: Compartment, status: Status) -> Compartment:
    """The compartment that a row told, in the stricter state of the two: a dispute never opens what its row closed."""
    return replace(told, status=max(told.status, status, key=STATES.index))


def _places(places: frozenset[str] | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How records of a place are found, and how they are moved; none given: everywhere."""
    model = the_model()
    for kind in model.records:
        if places is None or kind in places:
            at_thing = thing_lines(kind)
            more = (MOVE_AT_THING.format(types="|".join(at_thing)),) if at_thing else ()
            yield FOUND_NODES.format(kind=kind), (*more, MOVE_OWN)
    for kind in model.relationships:
        for start in model.kinds[kind].ends[0]:
            if start in model.things and (places is None or f"{kind} {start}" in places):
                yield FOUND_LINES.format(kind=kind, start=start), (MOVE,)
