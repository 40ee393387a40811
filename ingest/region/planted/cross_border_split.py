"""Seat, premises, manager's home and money each lie in another country (F12: three countries, a local trade)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "F12"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Seat in Genk, premises in Maastricht, manager in Aachen, lender in Luxembourg."),
    "near-miss": (False, "Two countries: seat in Genk, everything else here."),
    "innocent": (False, "A frontier worker: the manager lives in Aachen, the rest is Dutch."),
    "hidden": (True, "Home and lender stand in an integrity file of Heerlen only."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(town=case.of("nis71016", innocent="gm0935"))


def plant(case: Case) -> None:
    where = case.other(AT_MAASTRICHT, HEERLEN)
    manager = case.person(case.of("ags05334002", near_miss="gm0935"))
    case.tell("party", where, party_ref=manager, role="manager", share_with=case.of("", hidden="owner"))
    lender = case.firm(town="lu-luxembourg") if case.variant in {"positive", "hidden"} else case.person()
    case.tell("loan", where, lender_ref=lender, borrower_ref=case.applicant, amount=60_000)
