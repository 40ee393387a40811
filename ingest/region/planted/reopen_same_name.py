"""A closed business opens again across the border under the same name (L02: within 12 months, one shared person)."""

from ingest.region.case import GENK, Case
from ingest.region.firms import Firm

CODE = "L02"
VARIANTS = {
    "positive": (True, "Closed in Genk 10 months ago; opens under the same name here, with the same manager."),
    "near-miss": (False, "The same name and manager, but opened 15 months after the closure."),
    "innocent": (False, "A franchise: the same name, and nobody in common."),
    "hidden": (True, "Only Genk's own file names the manager of the closed business: the closure is not published."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), trade="restaurant", days=case.of(200, near_miss=40))


def plant(case: Case) -> None:
    name = case.applicant.name if isinstance(case.applicant, Firm) else ""
    manager, closed = case.person(), case.firm(case.person(), "nis71016", name=name)
    there = case.place("nis71016")
    trade = {"applicant_ref": closed, "premises_ref": there, "trade_name": name}
    number = case.tell("permit", GENK, **trade)
    case.tell("party", GENK, case_number=number, party_ref=manager, role="manager", from_=800)
    days, published = case.of(300, near_miss=500), case.of("yes", hidden="no")
    ground = {"measure_type": "closure", "legal_ground": "BE_DRUGWET_9BIS"}
    case.tell("measure", GENK, **ground, premises_ref=there, date_start=days, published=published)
    case.tell("party", party_ref=case.of(manager, innocent=case.person()), role="manager")
