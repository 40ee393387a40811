"""One circle controls several barbers, car washes or night shops (M08: four outlets, three formal owners)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "M08"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Four barbers with four owners, lent to by one person."),
    "near-miss": (False, "Three barbers."),
    "innocent": (False, "A small chain: four outlets of one owner, openly."),
    "hidden": (True, "The loans lie in integrity files of Heerlen."),
}


def plant(case: Case) -> None:
    lender, owner = case.person(), case.person()
    case.tell("party", party_ref=lender, role="financier")
    for number in range(case.of(4, near_miss=3)):
        shop = case.firm(owner if case.variant == "innocent" else case.person(), trade="barber")
        where = case.other(AT_MAASTRICHT, HEERLEN)
        told = {"permit_type": "other", "activity": "sbi2008:9602", "premises_ref": case.place()}
        case.tell("permit", applicant_ref=shop, **told)
        if case.variant != "innocent":
            case.tell("loan", where, lender_ref=lender, borrower_ref=shop, amount=8_000 + number)
