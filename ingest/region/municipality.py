"""What a made-up municipality delivers: applicants, premises and permits; acts.py adds what hangs on them.

The rows are numbered, and the numbers alone say who refers to whom, so that every person, firm and address of
the delivery is referred to (contracts.md, section 2) and nothing has to be remembered. Per permit k of P:
firm O<k> or person P<k> applies for premises A<k>, P<k> manages, P<P+k> directs; P<2P+j> rents A<P/2+j>.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.firms import Firm
from ingest.region.registered import firm_at
from ingest.region.shapes import Values, organisation_row, person_row, premises_row
from ingest.region.streets import Address
from ingest.region.towns import Town, words
from ingest.region.world import World

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


def office_words(country: str, part: str) -> tuple[str, ...]:
    return words(country, part, "office_words.yaml")


@dataclass(frozen=True)
class TownHall:
    """One town's permits: which firm, address or applicant stands behind a number.

    `mark` tells the refs and cases of one town from those of another in the delivery of a ministry.
    """

    world: World
    town: Town
    mark: str = ""

    @cached_property
    def permits(self) -> int:
        return self.world.permits(self.town)

    @cached_property
    def firms(self) -> int:
        return max(1, self.permits * 6 // 10)

    @cached_property
    def premises(self) -> int:
        return self.permits + self.permits // 2

    def firm(self, index: int) -> Firm:
        """Mostly a firm of the town, sometimes one from across the border with its own register number."""
        roll = self.world.roll("applicant", self.town.code, index)
        if roll.chance(0.06):
            there = self.world.abroad(roll, self.town)
            return firm_at(self.world, there, roll.below(self.world.firms(there)))
        return firm_at(self.world, self.town, index)

    def address(self, index: int) -> tuple[Address, str]:
        """Where, and in which use: the firms' own addresses, then business centres, then others."""
        world, town, centres = self.world, self.town, self.world.centres(self.town)
        if index < self.firms:
            place = centres + index
        elif index - self.firms < min(centres, self.permits // 10):
            place = index - self.firms
        else:
            place = centres + world.firms(town) + index - self.firms
        return world.address(town, place), world.use(town, place)

    def organisation_ref(self, index: int) -> str:
        return f"{self.mark}O{index}"

    def person_ref(self, index: int) -> str:
        return f"{self.mark}P{index}"

    def premises_ref(self, index: int) -> str:
        return f"{self.mark}A{index}"

    def case_number(self, permit: int) -> str:
        return f"{self.mark}Z/{10 + permit % 17}/{100_000 + permit}"

    def applicant(self, permit: int) -> str:
        roll = self.world.roll("applies", self.town.code, permit)
        if permit < self.firms:
            return self.organisation_ref(permit)
        if roll.chance(0.4):
            return self.organisation_ref(roll.low(self.firms))
        return self.person_ref(permit % self.permits)


def write_identities(folder: ContractFolder, hall: TownHall) -> None:
    for index in range(hall.firms):
        folder.write("organisation", organisation_row(hall.organisation_ref(index), hall.firm(index)))
    for index in range(3 * hall.permits):
        folder.write("person", person_row(hall.person_ref(index), hall.world.person(hall.town, index)))
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
