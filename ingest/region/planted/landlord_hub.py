"""One owner holds several premises with measures (A05: three in five years, a fifth of what he owns)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "A05"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Three of four premises of one owner were closed in four years."),
    "near-miss": (False, "Two of four."),
    "innocent": (False, "A housing company: three of thirty."),
    "hidden": (True, "The closures are kept by Heerlen for itself."),
}


def plant(case: Case) -> None:
    where = case.other(AT_MAASTRICHT, HEERLEN)
    for number in range(case.of(4, innocent=30)):
        place = case.place()
        case.tell("title", premises_ref=place, owner_ref=case.applicant)
        if number < case.of(3, near_miss=2):
            told = {"measure_type": "closure", "date_start": 300 + 400 * number}
            case.tell("measure", where, premises_ref=place, **told, share_with=case.of("", hidden="owner"))
