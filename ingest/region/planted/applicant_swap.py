"""A refused operator is followed at the same premises by a new applicant he is tied to (L05: 18 months)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L05"
VARIANTS = {
    "positive": (True, "Refused a year ago at these premises; the former operator lends to the new applicant."),
    "near-miss": (False, "Refused 20 months ago: more than 18."),
    "innocent": (False, "The business was sold: nothing but the landlord is the same."),
    "hidden": (True, "The loan stands only in an integrity file of Heerlen."),
}


def plant(case: Case) -> None:
    former, days = case.person(), case.of(360, near_miss=610)
    told = {"status": "refused", "ground_kind": "integrity", "date_application": days + 60, "date_decision": days}
    case.tell("permit", applicant_ref=former, premises_ref=case.site, **told)
    landlord = case.person()
    for tenant, since in ((former, 900), (case.applicant, 50)):
        case.tell("lease", premises_ref=case.site, landlord_ref=landlord, tenant_ref=tenant, from_=since)
    if case.variant != "innocent":
        where = case.other(AT_MAASTRICHT, HEERLEN)
        case.tell("loan", where, lender_ref=former, borrower_ref=case.applicant, amount=20_000)
