"""What a made-up municipality delivers: applicants, premises and permits; acts.py adds what hangs on them."""

from datetime import date, timedelta

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.shapes import SCHEMES, Values, organisation_row, person_row, premises_row
from ingest.region.town_hall import TownHall, office_words
from ingest.region.trades import activity_code, firm_name

GRANTED = ("granted",) * 12 + ("granted_with_conditions",) * 2
STATUSES = (
    *GRANTED,
    "refused",
    "revoked",
    "withdrawn_by_applicant",
    "lapsed",
    "lapsed",
    "applied",
    "under_review",
)
PENDING = {"applied", "under_review"}
NEGATIVE = {"refused", "revoked"}
GROUND_KINDS = ("integrity", "planning", "planning", "incomplete", "public_order", "")


def write_identities(folder: ContractFolder, hall: TownHall) -> None:
    for index in range(hall.firms):
        folder.write("organisation", organisation_row(hall.organisation_ref(index), hall.firm(index)))
    for index in range(3 * hall.permits):
        folder.write("person", person_row(hall.person_ref(index), hall.person(index)))
    for index in range(hall.premises):
        folder.write("premises", premises_row(hall.premises_ref(index), *hall.address(index)))


def _decision(roll: Roll, country: str, status: str) -> Values:
    """What a decision says, and in the integrity file why; a published one is open."""
    values: Values = {"integrity_check": roll.pick(office_words(country, "integrity_check"))}
    if status in NEGATIVE:
        values["ground_kind"] = roll.pick(GROUND_KINDS)
        values["published"] = "yes" if roll.chance(0.15) else "no"
    if values.get("ground_kind") == "integrity":
        values |= {
            "ground": roll.pick(office_words(country, "ground")),
            "danger_degree": roll.pick(("lesser", "serious")),
        }
    return values


def _asked(hall: TownHall, permit: int, status: str, applied: date) -> Values:
    """What many files say beside: the trade and its name, questions put to the applicant, who caused a delay."""
    told: Values = {}
    roll = hall.world.roll("asked", hall.town.code, permit)
    if roll.chance(0.5):
        country = hall.town.country
        told["trade_name"], trade = firm_name(roll, hall.town.language)
        told["activity"] = f"{SCHEMES[country]}:{activity_code(country, trade)}"
    if roll.chance(0.15) and (date(2026, 5, 31) - applied).days > 40:
        answered = "no" if status == "withdrawn_by_applicant" and roll.chance(0.3) else "yes"
        told |= {"questions_put_on": applied + timedelta(days=10 + roll.below(20)), "questions_answered": answered}
        told["delay_by"] = roll.pick(("applicant", "authority", "third_party"))
    return told


def permit_row(hall: TownHall, permit: int) -> Values:
    roll, country = hall.world.roll("permit", hall.town.code, permit), hall.town.country
    status = roll.pick(STATUSES)
    applied = hall.world.day(roll, 1, 60 if status in PENDING else 2_500)
    values: Values = {
        "case_number": hall.case_number(permit),
        "permit_type": roll.pick(office_words(country, "permit_type")),
        "date_application": applied,
        "applicant_ref": hall.applicant(permit),
        "premises_ref": hall.premises_ref(permit % hall.premises),
        "term": "full",
        **_asked(hall, permit, status, applied),
    }
    decided = applied + timedelta(days=1 + roll.below(1 + min(120, (date(2026, 5, 31) - applied).days)))
    if status not in PENDING:
        values |= {"date_decision": decided, **_decision(roll, country, status)}
    if status == "withdrawn_by_applicant":
        values |= {"date_withdrawn": decided, "date_decision": None, "withdrawal_reason": "not_stated"}
    if status in GRANTED:
        values["date_start"] = decided
    return {**values, "status": status}


def write_permits(folder: ContractFolder, hall: TownHall) -> None:
    for permit in range(hall.permits):
        row = permit_row(hall, permit)
        folder.write("permit", row)
        party: Values = {
            "case_number": row["case_number"],
            "origin": "declared",
            "from": row["date_application"],
        }
        folder.write("party", {**party, "party_ref": hall.person_ref(permit), "role": "manager"})
        role = "financier" if permit % 5 == 0 else "director"
        folder.write("party", {**party, "party_ref": hall.person_ref(hall.permits + permit), "role": role})
