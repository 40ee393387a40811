"""Somebody with a measure is tied to the business by informal links only (F02: two kinds from two sources)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "F02"
VARIANTS = {
    "positive": (True, "A person with a fine of two years ago lets to the applicant and lends to it."),
    "near-miss": (False, "Only one informal link, the lease."),
    "innocent": (False, "The landlord also lends, and there is no measure against him."),
    "hidden": (True, "The loan stands in an integrity file of Heerlen only."),
}


def plant(case: Case) -> None:
    principal = case.person()
    case.tell("lease", premises_ref=case.site, landlord_ref=principal, tenant_ref=case.applicant)
    if case.variant != "near-miss":
        where = case.other(AT_MAASTRICHT, HEERLEN)
        case.tell("loan", where, lender_ref=principal, borrower_ref=case.applicant, amount=30_000)
    if case.variant != "innocent":
        case.tell("measure", measure_type="fine", subject_ref=principal, date_start=700)
