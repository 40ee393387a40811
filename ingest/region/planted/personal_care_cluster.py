"""Salons with different owners share a lease and have staff that comes and goes (H05: three, five moves)."""

from ingest.region.case import LABOUR, Case

CODE = "H05"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (
        True,
        "Three nail studios of three owners with one landlord; six joined and six left in a quarter.",
    ),
    "near-miss": (False, "Two studios."),
    "innocent": (False, "A franchise: three studios with steady staff."),
    "hidden": (True, "The labour inspection keeps the numbers for itself."),
}


def plant(case: Case) -> None:
    landlord = case.person()
    case.tell("party", party_ref=landlord, role="landlord")
    for _ in range(case.of(3, near_miss=2)):
        studio = case.firm(case.person(), trade="nails")
        told = {"permit_type": "other", "activity": "sbi2008:9602", "premises_ref": case.place()}
        case.tell("permit", applicant_ref=studio, **told)
        case.tell("lease", premises_ref=told["premises_ref"], landlord_ref=landlord, tenant_ref=studio)
        moves = case.of(6, innocent=0)
        staff = {"period": "2026-Q1", "n_employees": 7, "n_joined": moves, "n_left": moves}
        case.tell("employment", LABOUR, organisation_ref=studio, share_with=case.of("", hidden="owner"), **staff)
