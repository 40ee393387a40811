"""The link of a decision: a SAME_AS line between two persons, in the compartment of the decision alone."""

from datetime import date
from typing import Any

from graph.access.cases import Case
from graph.access.four_eyes import ANSWER
from graph.access.identity import DECISIONS, IdentityDecision, compartment_of
from graph.errors import RefusedError, StoreError
from graph.model.kinds import OPEN_END
from graph.store import statements
from graph.store.connection import Transaction
from graph.store.disputes import BY_HAND
from graph.store.leases import Lease
from graph.store.loads import KEEP_COMPARTMENTS, PUBLISHED, compartment_row
from graph.store.records import Record, Thing

# closing the case writes to the same node: one of the two comes first
OPEN = "MATCH (c:StateCase {id: $case}) SET c.asked = $by WITH c WHERE c.closed_on IS NULL RETURN c.id AS id"
NOTE = "MATCH (s:StateSignature) WHERE s.id = $id SET s.from_load = $number"


def hold(lease: Lease, case: Case, decision: IdentityDecision, keep_until: date, answer: dict[str, Any]) -> None:
    """Sign and, for the same person, link, in one transaction; RefusedError once it is answered or the case closed.

    It begins at the last published load: the lease keeps the next one away, so whoever reads as it was known at an
    earlier one does not see it.
    """

    def work(transaction: Transaction) -> None:
        if not transaction.run(OPEN, case=case.id, by=answer["by"]).rows:
            raise RefusedError(f"Case {case.id} was closed a moment ago.")
        if not transaction.run(ANSWER, **answer).rows:
            raise RefusedError(f"Act {decision.id} was answered by somebody else a moment ago.")
        number = transaction.run(PUBLISHED).rows[0]["number"]
        transaction.run(NOTE, id=decision.id, number=number)
        if decision.decided == "same":
            link(transaction, link_record(case, decision, keep_until, answer["today"]), number)

    lease.transact(work)


def link_record(case: Case, decision: IdentityDecision, keep_until: date, today: date) -> Record:
    one, other = decision.persons
    return Record(
        kind="SAME_AS",
        key=f"{DECISIONS}/{case.authority}/same/{decision.id}",
        hash=decision.id,
        compartment=compartment_of(case.authority, case.id, decision.id),
        collected_on=today,
        retain_until=keep_until,
        file="",
        line=0,
        properties={"method": "decision", "decided_by": decision.asked_by},
        ends=(Thing("Person", one), Thing("Person", other)),
    )


def link(transaction: Transaction, record: Record, number: int) -> None:
    """Write it with its compartment, as known from a load on."""
    place = record.compartment
    transaction.run(KEEP_COMPARTMENTS, rows=[compartment_row(place)], number=BY_HAND)
    shape, ends = statements.shape_of(record)
    told: statements.Row = {"source": place.source, "authority": place.authority, "delivery": f"case {place.case}"}
    told |= {"known_from": number, "known_to": OPEN_END}
    rows = [statements.parameters(record, ends, number)]
    if transaction.run(statements.create(shape), rows=rows, **told).relationships_created != 1:
        raise StoreError("One of the two persons is gone: nothing was kept. Look at the case again.")
