"""Turnover that floor and staff do not explain (M04: above the 95th or below the 5th of a hundred, for two years)."""

from ingest.region.case import TAX, Case
from ingest.region.plot import AT_MAASTRICHT
from ingest.region.shapes import premises_row

CODE = "M04"
ASKED_BY = "tax"
VARIANTS = {
    "positive": (True, "A cafe of 60 square metres with nine times what 95 of 100 cafes reach, two years running."),
    "near-miss": (False, "Such a turnover in one year only."),
    "innocent": (False, "The median of its trade."),
    "hidden": (True, "The tax authority keeps the turnovers for itself."),
}


def plant(case: Case) -> None:
    ref = f"S{case.plot.next()}"
    row = {**premises_row(ref, case.place(use="catering", area=60), "catering"), "floor_area": 60, "capacity": 30}
    case.plot.rows[AT_MAASTRICHT].append(("premises", row))
    bar = {"activity": "sbi2008:5630", "premises_ref": ref}
    case.tell("permit", applicant_ref=case.applicant, **bar)
    for year, sold in ((2024, case.of(4_000_000, near_miss=140_000, innocent=140_000)),
                       (2025, case.of(4_200_000, innocent=150_000))):  # fmt: skip
        told = {"period_from": f"{year}-01-01", "period_to": f"{year}-12-31", "turnover": sold}
        case.tell("turnover", TAX, organisation_ref=case.applicant, **told, share_with=case.of("", hidden="owner"))
