"""A decision on two persons inside an open transaction, as if two had signed it."""

from collections.abc import Iterable
from typing import Any

from graph.access.cases import Case
from graph.access.identity import Decided, about, read_decision
from graph.identity.link import link, link_record
from graph.store.connection import Transaction
from tests.worlds import KEPT, TODAY

SIGNED = "CREATE (s:StateSignature) SET s = $told"
LINK = "MATCH (:Person)-[x:SAME_AS]->() WHERE x.method = 'decision' AND x.key ENDS WITH 'decision-1' DELETE x"
REST = "MATCH (s) WHERE (s:StateSignature OR s:StateCompartment) AND (s.id = 'decision-1' OR s.case = $case) DELETE s"


def decide(transaction: Transaction, case: Case, what: Decided, persons: tuple[str, str], facts: Iterable[str]) -> None:
    told: dict[str, Any] = {
        "id": "decision-1",
        "act": "identity",
        "case": case.id,
        "authority": case.authority,
        "state": "signed",
    }
    told |= {"about": about(what, *persons), "reason": "a test", "asked_by": "x", "asked_on": TODAY, "from_load": 1}
    told |= {"facts": sorted(facts), "answered_by": "y", "answered_on": TODAY, "until": KEPT}
    transaction.run(SIGNED, told=told)
    if what == "same":
        link(transaction, link_record(case, read_decision(told), KEPT, TODAY), 1)


def undecide(transaction: Transaction, case: Case) -> None:
    transaction.run(LINK)
    transaction.run(REST, case=case.id)
