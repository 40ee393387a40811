"""A member's partner holds the permit while the member funds it (O09: never the tie alone)."""

from ingest.region.case import POLICE, Case

CODE = "O09"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "The applicant's partner is a member, and lends to the business."),
    "near-miss": (False, "The applicant's partner is a member, and nothing more is known."),
    "innocent": (False, "A family business: a relative lends, who is a member of nothing."),
    "hidden": (True, "The Belgian police knows of the tie and shares it with nobody."),
}


def prepare(case: Case) -> None:
    case.applicant = case.person()


def plant(case: Case) -> None:
    partner, where = case.person(), case.other(POLICE, "be-pol-limburg")
    incident = case.tell("incident", where)
    told = {"kind": "partner", "incident_ids": incident, "from": 1_000, "share_with": case.of("", hidden="owner")}
    case.tell("tie", where, person_ref=partner, other_ref=case.applicant, **told)
    if case.variant != "innocent":
        case.member(partner, where)
    if case.variant != "near-miss":
        case.tell("loan", lender_ref=partner, borrower_ref=case.applicant, amount=15_000)
