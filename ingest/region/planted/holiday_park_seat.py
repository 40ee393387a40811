"""Firms are seated on a holiday park (A08: five, or more than a fifth of it lived in)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT
from ingest.region.shapes import premises_row

CODE = "A08"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Five firms are seated in homes of one park."),
    "near-miss": (False, "Four firms."),
    "innocent": (False, "One firm, that runs the park."),
    "hidden": (True, "Heerlen tells that the homes belong to a park, and keeps it for itself."),
}


def plant(case: Case) -> None:
    where, shared = case.other(AT_MAASTRICHT, HEERLEN), case.of("", hidden="owner")
    park = case.plot.ref(where, case.place(use="holiday"), use="holiday")
    for number in range(case.of(5, near_miss=4, innocent=1)):
        home, ref = case.place(use="holiday"), f"S{case.plot.next()}"
        case.firm(case.person(), seat=home)
        case.plot.rows[where].append(("premises", {**premises_row(ref, home, "holiday"), "part_of_ref": park}))
        told = {"registered_persons": case.of(number % 2, near_miss=0), "date": 20}
        case.tell("occupancy", where, premises_ref=ref, **told, share_with=shared)
    case.tell(
        "occupancy",
        where,
        premises_ref=park,
        date=20,
        registered_persons=case.of(3, near_miss=0, innocent=0),
        share_with=shared,
    )
