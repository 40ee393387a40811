"""What makes the made-up region look like one: families, trust offices, franchises, students, parks, names, skew."""

from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

from ingest.region.build import build_region
from ingest.region.registered import firm_at
from ingest.region.towns import town_of
from ingest.region.world import World
from tests.unit.region.files import MAASTRICHT, contract_folders, rows


def _all(region: Path, file: str) -> list[dict[str, str]]:
    return [row for folder in contract_folders(region) if (folder / file).exists() for row in rows(folder / file)]


def test_a_trust_office_lends_its_address_to_many_and_a_franchise_goes_over_the_borders(region: Path) -> None:
    lent = [row["client_ref"] for row in _all(region, "service_contract.csv") if row["provider_ref"] == "TO"]
    assert len(lent) > 15
    franchisors = defaultdict(set)
    for folder in contract_folders(region):
        if (folder / "party.csv").exists():
            refs = {row["party_ref"] for row in rows(folder / "party.csv") if row["role"] == "franchisor"}
            for row in rows(folder / "organisation.csv"):
                if row["organisation_ref"] in refs:
                    franchisors[row["register_number"]].add(folder.name.split("-")[1][:2])
    assert list(franchisors.values()) == [{"nl", "be", "de", "lu"}]


def test_students_live_in_a_house_and_some_people_on_a_holiday_park(region: Path) -> None:
    place = region / MAASTRICHT
    counted = {row["premises_ref"]: int(row["registered_persons"]) for row in rows(place / "occupancy.csv")}
    lived = Counter(row["premises_ref"] for row in rows(place / "residence.csv"))
    assert lived["TS0"] == 4 <= counted["TS0"]
    homes = [row for row in rows(place / "premises.csv") if row.get("part_of_ref") == "TH"]
    assert len(homes) >= 5
    assert {row["use"] for row in homes} == {"holiday"}


def test_households_share_a_name_and_namesakes_do_not_share_a_number() -> None:
    world, town = World(1, 0.02), town_of("gm0935")
    people = [world.person(town, index) for index in range(world.people(town))]
    together = [(one, other) for one, other in zip(people[::2], people[1::2], strict=False) if one.home == other.home]
    assert len(together) > 0.9 * len(people) / 2
    assert sum(one.surname == other.surname for one, other in together) > 0.1 * len(together)
    same = Counter((one.given, one.family_name, one.born) for one in people)
    namesakes = [one for one in people if same[one.given, one.family_name, one.born] > 1]
    assert len(namesakes) > 10
    assert len({one.bsn for one in namesakes}) == len(namesakes)


def test_sizes_and_holdings_have_a_heavy_tail() -> None:
    roll = World(1, 1).roll("tail")
    staff = [roll.tail(1, 4_000) for _ in range(20_000)]
    assert median(staff) <= 2
    assert max(staff) > 500
    lets = Counter(roll.few(500) for _ in range(10_000))
    assert max(lets.values()) > 100 * median(lets.values()) / 3


def test_clients_of_a_trust_office_are_seated_where_it_is() -> None:
    world, town = World(1, 0.02), town_of("gm0935")
    office = firm_at(world, town, world.firms(town) - 1)
    clients = [firm_at(world, town, index) for index in range(0, world.permits(town) * 6 // 10, 10)]
    assert len(clients) > 5
    assert {firm.seat for firm in clients} == {office.seat}


def test_students_are_young_and_live_in_their_house(region: Path) -> None:
    for folder in region.glob("*-[nbd]?_municipality--*"):
        houses = {row["premises_ref"]: row for row in rows(folder / "premises.csv")}
        students = {row["person_ref"]: row for row in rows(folder / "person.csv") if row["person_ref"].startswith("TS")}
        assert students
        born = [row["birth_date"] for row in students.values() if len(row.get("birth_date", "")) == 10]
        assert all("1989" < day < "2010" for day in born)  # a slip of ten years included
        same = [row.get("postcode") == houses[ref.partition("-")[0]]["postcode"] for ref, row in students.items()]
        assert all(same)


def test_a_holiday_park_has_a_firm_that_owns_it(region: Path) -> None:
    titles = {row["premises_ref"]: row["owner_ref"] for row in rows(region / MAASTRICHT / "title.csv")}
    firms = {row["organisation_ref"] for row in rows(region / MAASTRICHT / "organisation.csv")}
    assert titles["TH"] in firms


def test_few_let_much_and_nobody_lets_nearly_all(tmp_path: Path) -> None:
    build_region(tmp_path / "wide", 0.02, 1)
    lets = Counter(row["landlord_ref"] for row in rows(tmp_path / "wide" / MAASTRICHT / "lease.csv"))
    assert 0.01 * lets.total() < max(lets.values()) < 0.12 * lets.total()
    assert len(lets) > 0.15 * lets.total()
    for folder in (tmp_path / "wide").glob("*-be_municipality--*"):
        told = [row for row in rows(folder / "premises.csv") if row["premises_ref"][0] == "A"]
        places = Counter((row["street"], row["number"], row["postcode"]) for row in told)
        assert max(places.values()) == 1, folder.name
