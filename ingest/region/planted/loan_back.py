"""The buyer is lent to by a foreign firm that he controls (R04: a ring of at most five)."""

from datetime import date

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "R04"
VARIANTS = {
    "positive": (True, "A Luxembourg firm lends to the applicant; his director owns it."),
    "near-miss": (False, "The Luxembourg lender belongs to somebody else."),
    "innocent": (False, "A bank lends; the director owns a Luxembourg firm that has nothing to do with it."),
    "hidden": (True, "The loan stands in an integrity file of Heerlen only."),
}


def plant(case: Case) -> None:
    director, lender = case.person(), case.firm(town="lu-luxembourg")
    case.tell("party", party_ref=director, role="director")
    holder = case.of(director, near_miss=case.person())
    told = {"holder_ref": holder, "function": "shareholder", "share_pct": 100, "from": date(2022, 2, 1)}
    case.tell("mandate", "lu-rcs", organisation_ref=lender, **told)
    who = case.firm(case.person()) if case.variant == "innocent" else lender
    where = case.other(AT_MAASTRICHT, HEERLEN)
    case.tell("loan", where, lender_ref=who, borrower_ref=case.applicant, amount=200_000)
