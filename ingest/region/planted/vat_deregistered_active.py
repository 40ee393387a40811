"""Trade goes on after the VAT number has ended (T05: more than 60 days)."""

from ingest.region.case import TAX, Case
from ingest.region.firms import Firm

CODE = "T05"
VARIANTS = {
    "positive": (True, "The number was taken away four months ago; the firm applies."),
    "near-miss": (False, "The number was taken away 50 days ago."),
    "innocent": (False, "The firm uses the scheme for small businesses."),
    "hidden": (True, "The tax authority keeps the state of the number for itself."),
}


def plant(case: Case) -> None:
    vat = case.applicant.vat if isinstance(case.applicant, Firm) else ""
    state = case.of("deregistered_by_authority", innocent="small_business_scheme")
    told = {"vat_number": vat, "state": state, "from": case.of(120, near_miss=50)}
    case.tell("vat_status", TAX, organisation_ref=case.applicant, share_with=case.of("", hidden="owner"), **told)
