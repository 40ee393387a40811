"""Too many people at one dwelling (A03: more than one to 12 square metres, or more than ten moves in six months)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT
from ingest.region.shapes import premises_row

CODE = "A03"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Fourteen people registered in 90 square metres, twelve moves in half a year."),
    "near-miss": (False, "Seven people in 90 square metres, nine moves."),
    "innocent": (False, "A students' house: fourteen people in 300 square metres, and they stay."),
    "hidden": (True, "Heerlen counts the people and keeps the count for itself."),
}


def plant(case: Case) -> None:
    where, house = case.other(AT_MAASTRICHT, HEERLEN), case.place(use="dwelling", area=case.of(90, innocent=300))
    ref = f"S{case.plot.next()}"
    row = {**premises_row(ref, house, "dwelling"), "floor_area": house.area}
    case.plot.rows[where].append(("premises", row))
    count = {"registered_persons": case.of(14, near_miss=7), "moves_6_months": case.of(12, near_miss=9, innocent=3)}
    case.tell("occupancy", where, premises_ref=ref, date=10, **count, share_with=case.of("", hidden="owner"))
    case.tell("lease", premises_ref=house, landlord_ref=case.applicant, tenant_ref=case.person())
