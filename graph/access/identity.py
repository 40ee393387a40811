"""Decisions in a case that two persons are one, or two: whoever may not read all it rests on has none.

A link lies in a compartment of its own that no policy opens: a View opens it after it has found every record cited.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from graph.model.compartments import Compartment
from graph.store.connection import Rows, Store

ACT, DECISIONS = "identity", "identity_decision"
# how the records about a person are found in a View; what most decisions rest on comes first
HELD = ("held-statements", "held-acts", "held-offices", "held-homes", "held-parties", "held-vehicles")
OF_CASE = """
MATCH (s:StateSignature) WHERE s.case = $case AND s.act = 'identity'
RETURN s {.*} AS told ORDER BY s.asked_on, s.id
"""
Decided = Literal["same", "different"]
Step = Callable[..., Rows]


@dataclass(frozen=True)
class IdentityDecision:
    """That two persons (ids, in order) are the same or different, by whom, why, and the records that it rests on.

    `state`: asked, signed, refused or undone. `from_load`: the last load there was when it was signed.
    """

    id: str
    decided: Decided
    persons: tuple[str, str]
    reason: str
    facts: tuple[str, ...]
    asked_by: str
    asked_on: date
    state: str
    answered_by: str = ""
    answered_on: date | None = None
    because: str = ""
    until: date | None = None
    from_load: int = 0
    undone_by: str = ""
    undone_on: date | None = None
    undone_because: str = ""

    def holds(self, today: date, known_at: int) -> bool:
        signed = self.state == "signed" and self.until is not None and self.until >= today
        return signed and self.from_load <= known_at


def about(decided: Decided, one: str, other: str) -> str:
    """What a second person signs; the two persons in order, whichever was named first."""
    return " ".join((decided, *sorted((one, other))))


def read_decision(told: dict[str, Any]) -> IdentityDecision:
    """From the properties of its signature."""
    decided, one, other = told["about"].split(" ")
    known = {field.name: told[field.name] for field in fields(IdentityDecision) if field.name in told}
    return IdentityDecision(**known | {"decided": decided, "persons": (one, other), "facts": tuple(told["facts"])})


def read_decisions(store: Store, case: str) -> list[IdentityDecision]:
    """All of a case, whoever may know of them."""
    return [read_decision(row["told"]) for row in store.read(OF_CASE, case=case)]


def compartment_of(authority: str, case: str, decision: str) -> Compartment:
    """The compartment that holds the link of one decision; erased with its case."""
    return Compartment(authority, DECISIONS, "case_entry", confidentiality=decision, case=case)


def evidence(step: Step, persons: Collection[str], cited: Collection[str]) -> dict[str, dict[str, Any]]:
    """Those of the cited records about these persons that a View shows, with their last day and whether disputed."""
    found: dict[str, dict[str, Any]] = {}
    for name in HELD:
        if set(cited) == set(found):
            break
        found |= {row["record"]: row for row in step(name, ids=sorted(persons)) if row["record"] in cited}
    return found


def seen(step: Step, decisions: list[IdentityDecision]) -> list[tuple[IdentityDecision, bool]]:
    """Those of which a View shows every record cited, and whether one of these is disputed."""
    persons = {id_ for one in decisions for id_ in one.persons}
    found = evidence(step, persons, {fact for one in decisions for fact in one.facts}) if decisions else {}
    told = (one for one in decisions if one.facts and set(one.facts) <= set(found))
    return [(one, any(found[fact]["disputed"] for fact in one.facts)) for one in told]
