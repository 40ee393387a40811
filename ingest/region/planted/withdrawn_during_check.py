"""An application is withdrawn after questions, and the premises come back with another applicant (L04: 12 months)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L04"
VARIANTS = {
    "positive": (True, "Withdrawn 5 months ago after questions; the same financier stands behind the new applicant."),
    "near-miss": (False, "Withdrawn after questions, but 14 months before the new application."),
    "innocent": (False, "The financing was lost before any question was put, and the applicant said so."),
    "hidden": (True, "The earlier application was withdrawn in Heerlen, in an integrity file that stays there."),
}


def plant(case: Case) -> None:
    where, earlier, financier = case.other(AT_MAASTRICHT, HEERLEN), case.firm(case.person()), case.person()
    day = case.of(150, near_miss=430)
    told = {"status": "withdrawn_by_applicant", "date_withdrawn": day, "date_application": day + 90}
    if case.variant != "innocent":
        told |= {"questions_put_on": day + 20, "questions_answered": "no", "withdrawal_reason": "not_stated"}
    else:
        told |= {"withdrawal_reason": "financing_lost"}
    number = case.tell("permit", where, applicant_ref=earlier, premises_ref=case.site, **told)
    case.tell("party", where, case_number=number, party_ref=financier, role="financier", from_=day + 90)
    case.tell("party", party_ref=financier, role="financier")
