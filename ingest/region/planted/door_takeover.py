"""Bars switch to one security firm with a tie to a club (O06: three in six months)."""

from ingest.region.case import POLICE, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "O06"
VARIANTS = {
    "positive": (
        True,
        "Three bars switched in four months; a report for this case calls its director a member.",
    ),
    "near-miss": (False, "Two bars."),
    "innocent": (False, "A good firm won three contracts, and nobody of it is known."),
    "hidden": (True, "Only the police knows that its director is a member."),
}


def plant(case: Case) -> None:
    director = case.person()
    guards = case.firm(director, trade="security")
    case.tell("party", party_ref=guards, role="security_firm")
    for number in range(case.of(3, near_miss=2)):
        bar = case.applicant if not number else case.firm(case.person())
        told = {"provider_ref": guards, "client_ref": bar, "kind": "door_security", "from": 40 + 40 * number}
        case.tell("service_contract", premises_ref=case.place(), **told)
    if case.variant != "innocent":
        case.member(director, POLICE)
    if case.variant in {"positive", "near-miss"}:
        told = {"subject_ref": director, "statement": "group_affiliation", "group_role": "member"}
        case.tell("report", AT_MAASTRICHT, **told, group_name="Zinkvogels MC")
