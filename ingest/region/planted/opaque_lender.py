"""A loan without contract, interest or repayment (M02: two of five)."""

from ingest.region.case import HEERLEN, Case, Told
from ingest.region.plot import AT_MAASTRICHT

CODE = "M02"
VARIANTS = {
    "positive": (True, "No contract, no interest and nothing repaid in 14 months."),
    "near-miss": (False, "No interest, but a contract and payments."),
    "innocent": (False, "A family loan with contract, interest and payments."),
    "hidden": (True, "The loan stands in an integrity file of Heerlen only."),
}


def plant(case: Case) -> None:
    where, regular = case.other(AT_MAASTRICHT, HEERLEN), case.variant in {"near-miss", "innocent"}
    told: Told = {"lender_ref": case.person(), "borrower_ref": case.applicant, "amount": 45_000, "date": 430}
    told |= {"written": "yes" if regular else "no", "repayment": "as_agreed" if regular else "none"}
    case.tell("loan", where, **told, interest=case.of(0, innocent=3), security="none")
