"""A firm changes its directors unusually often (F03: three changes in 12 months, the first appointment apart)."""

from ingest.region.case import Case
from ingest.region.firms import Office
from ingest.region.plot import days_ago

CODE = "F03"
VARIANTS = {
    "positive": (True, "Three new directors in ten months."),
    "near-miss": (False, "Two new directors in twelve months."),
    "innocent": (False, "Three new directors in six years."),
    "hidden": (True, "Heerlen knows of two of the three, from a permit file that it does not share."),
}


def prepare(case: Case) -> None:
    starts = case.of((1_500, 300, 200, 90), near_miss=(1_500, 300, 90), innocent=(2_400, 1_700, 1_000, 400))
    if case.variant == "hidden":
        starts = (1_500, 90)
    ends = (*starts[1:], 0)
    offices = tuple(
        Office("director", case.person(), days_ago(start), days_ago(end) if end else None)
        for start, end in zip(starts, ends, strict=True)
    )
    case.applicant = case.firm(days=starts[0], offices=offices)


def plant(case: Case) -> None:
    if case.variant == "hidden":
        number = case.tell("permit", "nl-gm0917", applicant_ref=case.applicant)
        for start in (300, 200):
            told = {"party_ref": case.person(), "role": "director", "from": start, "to": start - 90}
            case.tell("party", "nl-gm0917", case_number=number, **told)
