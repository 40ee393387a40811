"""A visit sees a sensitive trade that is neither permitted nor registered (L09)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L09"
VARIANTS = {
    "positive": (True, "A visit found a bar where a shop is registered."),
    "near-miss": (False, "The visit noted a minor thing, no other activity."),
    "innocent": (False, "Another activity was found, and a permit for it had been granted."),
    "hidden": (True, "The visit that found it is kept by Heerlen for itself."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), trade="fashion")


def plant(case: Case) -> None:
    where = case.other(AT_MAASTRICHT, HEERLEN)
    found = {
        "finding": case.of("activity_mismatch", near_miss="minor"),
        "observed_activity": case.of("bar", near_miss=""),
    }
    shared = case.of("", hidden="owner")
    told = {"premises_ref": case.site, "organisation_ref": case.applicant, "share_with": shared}
    case.tell("inspection", where, **told, **found)
    if case.variant == "innocent":
        bar = {"activity": "sbi2008:5630", "date_start": 400}
        case.tell("permit", applicant_ref=case.applicant, premises_ref=case.site, permit_type="alcohol", **bar)
