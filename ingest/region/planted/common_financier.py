"""One lender behind several permit holders (M03: three in 36 months, without a tie of ownership)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "M03"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Three permit holders were lent to by one person in two years."),
    "near-miss": (False, "Two permit holders."),
    "innocent": (False, "A brewery, listed as trade lender, lends to three."),
    "hidden": (True, "The other two loans lie in integrity files of Heerlen."),
}


def plant(case: Case) -> None:
    lender = case.firm(case.person()) if case.variant == "innocent" else case.person()
    if case.variant == "innocent":
        told = {"kind": "trade_lender", "reviewer": "review desk", "reviewed_on": 90}
        case.tell("provider_list", "euregio-reviewers", organisation_ref=lender, **told)
    case.tell("loan", lender_ref=lender, borrower_ref=case.applicant, amount=25_000, case_number=case.number)
    for number in range(case.of(2, near_miss=1)):
        where, holder = case.other(AT_MAASTRICHT, HEERLEN), case.firm(case.person())
        permit = case.tell("permit", where, applicant_ref=holder, premises_ref=case.place())
        told = {"lender_ref": lender, "borrower_ref": holder, "amount": 30_000 + number, "case_number": permit}
        case.tell("loan", where, **told, date=400)
