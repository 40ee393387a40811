"""Breaches of labour law follow a person through new firms (H04: two firms in five years)."""

from ingest.region.case import LABOUR, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "H04"
VARIANTS = {
    "positive": (True, "Two firms of the manager were fined; reports for this case say so."),
    "near-miss": (False, "One of them was."),
    "innocent": (False, "Two sites of one firm were fined."),
    "hidden": (True, "Only the labour inspection knows of the fines."),
}


def plant(case: Case) -> None:
    manager = case.person()
    case.tell("party", party_ref=manager, role="manager")
    one = case.firm(manager)
    for number in range(case.of(2, near_miss=1)):
        firm = one if case.variant == "innocent" or not number else case.firm(manager)
        case.tell("labour_finding", LABOUR, organisation_ref=firm, date=300 + 300 * number)
        if case.variant != "hidden":
            case.tell("report", AT_MAASTRICHT, subject_ref=firm, statement="labour_offence", statement_date=300)
