"""A VAT number of some months reports far too much (T04: ten times the median of the trade in month 3 to 9)."""

from ingest.region.case import TAX, Case
from ingest.region.firms import Firm

CODE = "T04"
ASKED_BY = "tax"
VARIANTS = {
    "positive": (True, "A number of six months reports 3,000,000 in a month."),
    "near-miss": (False, "A number of six months reports 20,000 in a month."),
    "innocent": (False, "A number of ten years reports 3,000,000 in a month."),
    "hidden": (True, "The tax authority keeps the turnover for itself."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), trade="bar", days=case.of(180, innocent=3_700))


def plant(case: Case) -> None:
    vat = case.applicant.vat if isinstance(case.applicant, Firm) else ""
    case.tell("vat_status", TAX, organisation_ref=case.applicant, vat_number=vat, from_=case.of(180, innocent=3_700))
    told = {"period_from": 60, "period_to": 31, "turnover": case.of(3_000_000, near_miss=20_000)}
    case.tell("turnover", TAX, organisation_ref=case.applicant, **told, share_with=case.of("", hidden="owner"))
