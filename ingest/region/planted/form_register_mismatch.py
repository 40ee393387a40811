"""The form leaves out what a register shows of the applicant's director (L07: a current role, or one of five years)."""

from datetime import timedelta

from ingest.region.case import HEERLEN, Case
from ingest.region.firms import Office
from ingest.region.plot import days_ago

CODE = "L07"
VARIANTS = {
    "positive": (True, "The manager directs a second firm, which the form does not name."),
    "near-miss": (False, "The undeclared directorship ended more than five years ago."),
    "innocent": (False, "The second firm is declared in the form."),
    "hidden": (True, "The other tie, a loan, stands in an integrity file of Heerlen only."),
}


def plant(case: Case) -> None:
    manager, since = case.person(), days_ago(2_500)
    until = days_ago(1_900) if case.variant == "near-miss" else None
    held = (Office("director", manager, since, until), Office("director", case.person(), since + timedelta(days=1)))
    second = case.firm(days=2_500, offices=held if case.variant != "hidden" else held[1:])
    case.tell("party", party_ref=manager, role="manager")
    declared = second if case.variant == "innocent" else case.applicant
    case.tell("declaration", declarant_ref=manager, subject_ref=declared, relation="director", from_=900)
    if case.variant == "hidden":
        case.tell("loan", HEERLEN, lender_ref=second, borrower_ref=manager, amount=40_000)
