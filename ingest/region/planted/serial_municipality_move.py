"""One operator is hit by a measure in town after town (L03: three towns in five years, or two when one is abroad)."""

from ingest.region.case import GENK, HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L03"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "A closure in Heerlen three years ago and a published one in Genk last year."),
    "near-miss": (False, "Two closures in two Dutch towns: it takes three, or one abroad."),
    "innocent": (False, "A travelling fair: the measures in Heerlen and Genk are warnings that were annulled."),
    "hidden": (True, "The measure in Genk is kept for its owner: nobody else may count it."),
}


def plant(case: Case) -> None:
    outcome, kind = case.of("none", innocent="annulled"), case.of("closure", innocent="warning")
    for where, town, days in ((HEERLEN, "gm0917", 1_000), (case.of(GENK, near_miss=AT_MAASTRICHT), "", 300)):
        site = case.place(town or case.of("nis71016", near_miss="gm0935"))
        case.tell("permit", where, applicant_ref=case.applicant, premises_ref=site)
        told = {"premises_ref": site, "subject_ref": case.applicant, "outcome": outcome, "measure_type": kind}
        told["published"] = "yes" if where == GENK and case.variant == "positive" else "no"
        shared = "owner" if where == GENK and case.variant == "hidden" else ""
        case.tell("measure", where, **told, date_start=days, share_with=shared)
