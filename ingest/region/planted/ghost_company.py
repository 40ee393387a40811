"""A registered firm that files nothing, employs nobody and is never met (F06: two of three, one of them a visit)."""

from ingest.region.case import LABOUR, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "F06"
VARIANTS = {
    "positive": (True, "Not found at its seat by a visit, and no staff for a year."),
    "near-miss": (False, "No staff, but nobody has visited it."),
    "innocent": (False, "A holding: no staff, and met at its seat."),
    "hidden": (True, "Only the labour inspection, which no official reads, knows that it has no staff."),
}


def plant(case: Case) -> None:
    for period in ("2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"):
        case.tell("employment", LABOUR, organisation_ref=case.applicant, period=period, n_employees=0)
    if case.variant == "near-miss":
        return
    found = case.of("not_found", innocent="none")
    shared = case.of("", hidden="owner")
    told = {"organisation_ref": case.applicant, "finding": found, "share_with": shared}
    case.tell("inspection", AT_MAASTRICHT, premises_ref=case.site, inspection_type="registration", **told)
