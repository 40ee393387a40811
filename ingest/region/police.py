"""What a made-up police force delivers: groups, incidents, and what rests on incidents."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from ingest.region.contract_folder import ContractFolder
from ingest.region.registered import firm_at
from ingest.region.shapes import Values, organisation_row, person_row, premises_row
from ingest.region.towns import words
from ingest.region.world import AFFILIATIONS, World

GROUPS = 4
GRADES = ("A1", "A2", "B2", "B2", "B3", "C3", "X4")
ROLES = ("member", "member", "member", "prospect", "supporter", "officer", "leader", "former")
RELATIONS = ("owns", "controls", "front_suspected", "legal_vehicle")


@dataclass(frozen=True)
class Force:
    """A police authority; `first` is its first group in the list of clubs, `share` its part of the region."""

    authority: str
    country: str
    first: int
    share: float

    @property
    def source(self) -> str:
        return f"{self.country.lower()}_police"

    def affiliations(self, world: World) -> int:
        return max(3, round(AFFILIATIONS * world.scale * self.share))


FORCES = (
    Force("nl-pol-limburg", "NL", 0, 0.4),
    Force("be-pol-limburg", "BE", 2, 0.2),
    Force("be-pol-liege", "BE", 4, 0.2),
)
EASTERN = (Force("de-pol-aachen", "DE", 1, 0.17), Force("lu-pol", "LU", 3, 0.03))


def _write_groups(folder: ContractFolder, force: Force) -> None:
    for index in range(GROUPS):
        name, kind = (
            words("police", "clubs")[force.first + index],
            "support_club" if index == 3 else "outlaw_motorcycle_club",
        )
        group: Values = {"group_id": f"G{index}", "name": name, "type": kind, "status": "active"}
        folder.write("group", {**group, "country_scope": force.country})


def _write_incident(folder: ContractFolder, world: World, force: Force, index: int) -> None:
    roll = world.roll("incident", force.authority, index)
    kind, day = "concrete" if roll.chance(0.8) else "information_report", world.day(roll, 20, 1_400)
    town = roll.pick(world.authorities(force.country)).local_name
    folder.write(
        "incident",
        {
            "incident_id": f"I{index}",
            "kind": kind,
            "date_from": day,
            "town": town,
            "grade": roll.pick(GRADES),
        },
    )


def _write_affiliation(folder: ContractFolder, world: World, force: Force, index: int, persons: int) -> None:
    """The first ones bring in their person; later ones speak of a few persons again."""
    roll = world.roll("affiliation", force.authority, index)
    person = index if index < persons else roll.low(persons)
    if index < persons:
        town = roll.pick(world.authorities(force.country))
        folder.write("person", person_row(f"D{index}", world.person(town, roll.below(3 * world.permits(town)))))
    confirmed = world.day(roll, 10, 1_000)
    folder.write(
        "affiliation",
        {
            "affiliation_id": f"L{index}",
            "person_ref": f"D{person}",
            "group_id": f"G{roll.below(GROUPS)}",
            "role": roll.pick(ROLES),
            "incident_ids": f"I{index}",
            "from": confirmed - timedelta(days=roll.below(2_000)),
            "last_confirmed": confirmed,
            "grade": roll.pick(GRADES),
        },
    )


def _write_business(folder: ContractFolder, world: World, force: Force, index: int) -> None:
    roll = world.roll("group-business", force.authority, index)
    town, values = (
        roll.pick(world.authorities(force.country)),
        {"group_id": f"G{roll.below(GROUPS)}", "incident_ids": f"I{index}"},
    )
    if roll.chance(0.6):
        folder.write("organisation", organisation_row(f"B{index}", firm_at(world, town, roll.below(world.firms(town)))))
        folder.write("group_business", {**values, "organisation_ref": f"B{index}", "relation": roll.pick(RELATIONS)})
    else:
        address = world.address(town, roll.below(world.addresses(town)))
        folder.write("premises", premises_row(f"C{index}", address, "assembly"))
        folder.write("group_business", {**values, "premises_ref": f"C{index}", "relation": "clubhouse"})


def _write_chapter(folder: ContractFolder, world: World, force: Force, index: int) -> None:
    """Each group has a chapter in a town; a support club supports the first group."""
    town = world.roll("chapter", force.authority, index).pick(world.authorities(force.country)).local_name
    told: Values = {"chapter_id": f"K{index}", "group_id": f"G{index}", "name": town, "town": town}
    folder.write("chapter", {**told, "country": force.country, "status": "active", "from": "2018-05-01"})
    if index == GROUPS - 1:
        tie: Values = {"group_id": f"G{index}", "other_group_id": "G0", "kind": "supports", "from": "2019-01-01"}
        folder.write("group_tie", {**tie, "incident_ids": "I0"})


def _write_contacts(folder: ContractFolder, world: World, force: Force, index: int, persons: int) -> None:
    """Who was seen where, whose vehicle it was, and who knows whom."""
    roll = world.roll("contacts", force.authority, index)
    town, person = roll.pick(world.authorities(force.country)), f"D{roll.low(persons)}"
    sign = sha256(f"{world.seed}/{force.authority}/{index}".encode()).hexdigest()
    place, day = f"W{index}", world.day(roll, 10, 500)
    folder.write("premises", premises_row(place, world.address(town, roll.below(world.addresses(town))), "catering"))
    seen: Values = {"observation_id": f"W{index}", "kind": "vehicle", "date": day, "premises_ref": place}
    folder.write("observation", {**seen, "vehicle_sign": sign, "incident_ids": f"I{index}"})
    keeper: Values = {"vehicle_sign": sign, "keeper_ref": person, "country": force.country, "keeping": "own"}
    folder.write("vehicle", {**keeper, "from": day - timedelta(days=400)})
    if (other := f"D{roll.low(persons)}") != person:
        tie: Values = {"person_ref": person, "other_ref": other, "incident_ids": f"I{index}", "from": day}
        folder.write("tie", {**tie, "kind": roll.pick(("associate", "associate", "co_suspect", "relative"))})


def write_police(world: World, force: Force, folder: ContractFolder) -> None:
    """The whole delivery of one force but the planted cases."""
    _write_groups(folder, force)
    for index in range(GROUPS):
        _write_chapter(folder, world, force, index)
    count = force.affiliations(world)
    for index in range(count):
        _write_incident(folder, world, force, index)
        _write_affiliation(folder, world, force, index, 1 + count * 7 // 10)
        if index % 5 == 0:
            _write_business(folder, world, force, index)
        if index % 4 == 1:
            _write_contacts(folder, world, force, index, 1 + count * 7 // 10)
