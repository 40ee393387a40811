"""Independent indicators meet at one applicant (X01: facts of different origin, a repeated row counts once)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "X01"
VARIANTS = {
    "positive": (True, "A dear rent, a loan without contract and an unexplained sum: three themes, three sources."),
    "near-miss": (False, "One of them."),
    "innocent": (False, "One loan, told three times: the later rows copy the first."),
    "hidden": (True, "Two of the three lie in files of Heerlen."),
}


def plant(case: Case) -> None:
    lender, where = case.person(), case.other(AT_MAASTRICHT, HEERLEN)
    loan = {"lender_ref": lender, "borrower_ref": case.applicant, "amount": 50_000, "written": "no", "interest": 0}
    case.tell("loan", **loan, security="none", repayment="none", date=430)
    if case.variant == "innocent":
        for day in (429, 428):
            first = {"security": "none", "repayment": "none", "date": day}
            case.tell("loan", HEERLEN, **loan, **first)
    elif case.variant != "near-miss":
        rent = {"landlord_ref": case.person(), "tenant_ref": case.applicant, "rent": 2_300}
        case.tell("lease", where, premises_ref=case.site, **rent, share_with=case.of("", hidden="owner"))
        plan = {"amount": 90_000, "evidenced_amount": 20_000, "evidence": "partly", "paid_from": "cash"}
        case.tell("finance_plan", where, item="purchase", payer_ref=lender, **plan)
