"""An idle company gets a new director, seat and trade at once (F05: two of three in 60 days after 24 months idle)."""

from ingest.region.case import Case
from ingest.region.firms import Office
from ingest.region.plot import days_ago

CODE = "F05"
VARIANTS = {
    "positive": (True, "No turnover in two years' accounts, then a new director and a new seat in one month."),
    "near-miss": (False, "Idle, then a new director only."),
    "innocent": (False, "A new director and seat, after two years of trade."),
    "hidden": (True, "The accounts that show it idle are kept by the register for itself."),
}


def prepare(case: Case) -> None:
    old, new = case.person("lu-luxembourg"), case.person("lu-luxembourg")
    offices = (Office("director", old, days_ago(3_000), days_ago(120)), Office("director", new, days_ago(120)))
    case.applicant = case.firm(town="lu-luxembourg", days=3_000, offices=offices)


def plant(case: Case) -> None:
    turnover, shared = case.of(0, innocent=240_000), case.of("", hidden="owner")
    for year in (2023, 2024):
        told = {"organisation_ref": case.applicant, "year": year, "turnover": turnover, "staff": 0}
        case.tell("accounts", "lu-rcs", **told, filed_on=500, share_with=shared)
    if case.variant != "near-miss":
        seat = {"kind": "seat", "from": 110, "premises_ref": case.place("lu-luxembourg")}
        case.tell("location", "lu-rcs", organisation_ref=case.applicant, **seat)
