"""A business rests on provisional and event permits in a row (L10: three in 12 months, or half a year covered)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L10"
VARIANTS = {
    "positive": (True, "Three provisional permits in ten months, no full one."),
    "near-miss": (False, "Two provisional permits of two months each."),
    "innocent": (False, "Three provisional permits, and a full one for the same time."),
    "hidden": (True, "Two of the three were given by Heerlen and are kept for itself."),
}


def plant(case: Case) -> None:
    begins = case.of([300, 200, 100], near_miss=[200, 100])
    for number, start in enumerate(begins):
        where = case.other(AT_MAASTRICHT, HEERLEN) if number else AT_MAASTRICHT
        told = {"status": "provisional", "term": "provisional", "date_application": start + 10, "date_start": start}
        shared = "owner" if where == HEERLEN else ""
        told |= {"date_end": start - 60, "delay_by": "applicant", "share_with": shared}
        case.tell("permit", where, applicant_ref=case.applicant, premises_ref=case.site, **told)
    if case.variant == "innocent":
        full = {"term": "full", "date_start": 700, "date_application": 800}
        case.tell("permit", applicant_ref=case.applicant, premises_ref=case.site, **full)
