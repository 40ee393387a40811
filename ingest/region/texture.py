"""What makes a made-up town look like one: a trust office, a franchise, students' houses, a holiday park."""

from dataclasses import replace
from datetime import timedelta

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.national import NOBODY
from ingest.region.people import Person
from ingest.region.registered import firm_at
from ingest.region.shapes import Values, organisation_row, person_row, premises_row
from ingest.region.streets import Address
from ingest.region.town_hall import TownHall
from ingest.region.towns import town_of
from ingest.region.world import TODAY

FRANCHISE_TOWN = "gm0983"
TENANTS = 4


def write_texture(hall: TownHall, folder: ContractFolder) -> None:
    _trust_office(hall, folder)
    _franchise(hall, folder)
    if hall.town.country != "LU":  # a ministry has no population register
        for house in range(1 + hall.permits // 80):
            _students_house(hall, folder, house)
        _holiday_park(hall, folder)


def _trust_office(hall: TownHall, folder: ContractFolder) -> None:
    """One firm lends its address to one of ten, and keeps their books."""
    office = f"{hall.mark}TO"
    firm = firm_at(hall.world, hall.town, hall.world.firms(hall.town) - 1)
    folder.write("organisation", organisation_row(office, firm))
    for index in range(0, hall.firms, 10):
        roll = hall.world.roll("trust", hall.town.code, index)
        told: Values = {"provider_ref": office, "client_ref": hall.organisation_ref(index), "kind": "address"}
        folder.write("service_contract", {**told, "from": hall.world.day(roll, 30, 2_000)})


def _franchise(hall: TownHall, folder: ContractFolder) -> None:
    """One Dutch firm is the franchisor of one case in twenty, in every town and country."""
    ref = f"{hall.mark}TF"
    folder.write("organisation", organisation_row(ref, firm_at(hall.world, town_of(FRANCHISE_TOWN), 0)))
    for permit in range(0, hall.permits, 20):
        told: Values = {"case_number": hall.case_number(permit), "party_ref": ref, "role": "franchisor"}
        folder.write("party", {**told, "origin": "document", "from": TODAY - timedelta(days=700)})


def _students_house(hall: TownHall, folder: ContractFolder, number: int) -> None:
    """A large house, let room by room; more live in it than rent by name, and many move every year."""
    world, town, ref = hall.world, hall.town, f"{hall.mark}TS{number}"
    roll = world.roll("students", town.code, number)
    house = world.address(town, world.addresses(town) - 1 - number)
    folder.write("premises", {**premises_row(ref, house, "dwelling"), "floor_area": 180 + roll.below(200)})
    people = TENANTS + roll.below(12)
    count: Values = {"registered_persons": people, "moves_6_months": people // 3, "moves_12_months": people // 2}
    folder.write("occupancy", {"premises_ref": ref, "date": TODAY - timedelta(days=1), "dwelling_units": 1, **count})
    for tenant in range(TENANTS):
        person, since = f"{ref}-{tenant}", world.day(roll, 20, 900)
        folder.write("person", person_row(person, _student(hall, person, house, roll)))
        rent: Values = {"rent": 380 + roll.below(200), "per": "month", "cash": "no", "written": "yes", "from": since}
        landlord = hall.landlord(roll)
        folder.write("lease", {"premises_ref": ref, "landlord_ref": landlord, "tenant_ref": person, **rent})
        folder.write("residence", {"person_ref": person, "premises_ref": ref, "from": since})


def _student(hall: TownHall, ref: str, house: Address, roll: Roll) -> Person:
    """Eighteen to twenty-six years old, from anywhere, who lives here now."""
    world, town = hall.world, hall.town
    other = world.person(town, roll.below(world.people(town)))
    born, who = TODAY - timedelta(days=6_600 + roll.below(2_900)), f"{town.code}/student/{ref}"
    return replace(other, born=born, home=house, national=NOBODY, who=who)


def _holiday_park(hall: TownHall, folder: ContractFolder) -> None:
    """A park and some of its homes; in a few of them somebody lives, against the rules."""
    world, town, park = hall.world, hall.town, f"{hall.mark}TH"
    start = world.addresses(town) - 2 - hall.permits // 80
    owner = f"{hall.mark}TP"
    folder.write("organisation", organisation_row(owner, firm_at(world, town, world.firms(town) - 2)))
    right: Values = {"premises_ref": park, "owner_ref": owner, "right": "owner", "share_pct": 100}
    folder.write("title", {**right, "from": TODAY - timedelta(days=4_000)})
    for number in range(6 + hall.permits // 100):
        ref = f"{park}{number}" if number else park
        row = premises_row(ref, world.address(town, start - number), "holiday")
        folder.write("premises", {**row, "part_of_ref": park if number else None})
        lived = 2 if world.roll("park", town.code, number).chance(0.1) else 0
        told: Values = {"premises_ref": ref, "date": TODAY - timedelta(days=1), "registered_persons": lived}
        folder.write("occupancy", told)
