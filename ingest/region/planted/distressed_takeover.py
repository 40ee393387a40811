"""A business in trouble borrows dearly, and the lender's circle takes over (M07: within 18 months)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.firms import Office
from ingest.region.plot import AT_MAASTRICHT, days_ago

CODE = "M07"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Lent at 14 per cent; ten months later the lender directs the firm."),
    "near-miss": (False, "The lender becomes director 20 months after the loan."),
    "innocent": (False, "A bank's usual loan; a new director without a tie to it."),
    "hidden": (True, "The loan stands in an integrity file of Heerlen only."),
}


def prepare(case: Case) -> None:
    lender, before = case.person(), case.person()
    follower, days = (case.person() if case.variant == "innocent" else lender), case.of(300, near_miss=60)
    since = days_ago(2_000)
    offices = (Office("director", before, since, days_ago(days)), Office("director", follower, days_ago(days)))
    case.applicant = case.firm(days=2_000, offices=offices)
    where = case.other(AT_MAASTRICHT, HEERLEN)
    told = {"lender_ref": lender, "borrower_ref": case.applicant, "amount": 60_000, "date": case.of(600, near_miss=660)}
    case.tell("loan", where, **told, interest=case.of(14, innocent=4), repayment="in_arrears")


def plant(case: Case) -> None:
    """Everything was told before the application."""
