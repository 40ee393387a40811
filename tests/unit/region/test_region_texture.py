"""What makes the made-up region look like one: families, trust offices, franchises, students, parks, names, skew."""

from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

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
