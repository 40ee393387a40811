"""Firms without a common owner or director use one telephone number (F10: two to ten firms)."""

from ingest.region import numbers
from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT
from ingest.region.shapes import organisation_row

CODE = "F10"
VARIANTS = {
    "positive": (True, "Three firms with nothing in common write one telephone number."),
    "near-miss": (False, "Twelve firms write it: a service for many."),
    "innocent": (False, "Two firms of one director write it."),
    "hidden": (True, "The others write it in files of Heerlen that are not shared."),
}


def prepare(case: Case) -> None:
    case.applicant = case.person()


def plant(case: Case) -> None:
    phone, director = numbers.phone("NL", case.plot.next()), case.person()
    for number in range(case.of(3, near_miss=12, innocent=2)):
        where = HEERLEN if case.variant == "hidden" and number else AT_MAASTRICHT
        firm, ref = case.firm(director if case.variant == "innocent" else case.person()), f"S{case.plot.next()}"
        case.plot.rows[where].append(("organisation", {**organisation_row(ref, firm), "phone": phone}))
        shared = "owner" if where == HEERLEN else ""
        role = case.tell("permit", where, applicant_ref=ref, permit_type="event", share_with=shared)
        if where == AT_MAASTRICHT:
            case.tell("party", case_number=role, party_ref=case.applicant, role="adviser")
