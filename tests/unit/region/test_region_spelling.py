"""Authorities write one person or firm each in their way: habits, slips, moves, missing and wrong birth dates."""

import json
from collections import defaultdict
from datetime import date

import pytest

from ingest.region import spelling
from ingest.region.build import build_region
from ingest.region.habits import habits_of
from ingest.region.world import World
from tests.unit.region.files import contract_folders, rows

Row = dict[str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Row, Row]]:
    """Rows of unplanted persons with their line of the key."""
    out = tmp_path_factory.mktemp("spelling") / "region"
    build_region(out, 0.005, 1)
    lines = [json.loads(line) for line in (out / "identity_key.jsonl").read_text("utf-8").splitlines()]
    key = {(line["delivery"], line["ref"]): line for line in lines}
    return [
        (row, key[folder.name, row["person_ref"]])
        for folder in contract_folders(out)
        if (folder / "person.csv").is_file()
        for row in rows(folder / "person.csv")
        if not row["person_ref"].startswith("S")
    ]


def _name(row: Row) -> str:
    return " ".join(row.get(name, "") for name in ("given_names", "surname_prefix", "surname"))


def test_one_person_is_written_otherwise_by_many_authorities(told: list[tuple[Row, Row]]) -> None:
    written: dict[str, dict[str, str]] = defaultdict(dict)
    for row, line in told:
        written[line["who"]][line["authority"]] = _name(row)
    several = [set(names.values()) for names in written.values() if len(names) > 1]
    assert len(several) > 100
    assert sum(len(names) > 1 for names in several) > 0.5 * len(several)


def test_birth_dates_are_partial_missing_and_seldom_wrong(told: list[tuple[Row, Row]]) -> None:
    born = [(row.get("birth_date", ""), line["born"]) for row, line in told]
    wrong = sum(len(one) == 10 and one != true for one, true in born) / len(born)
    assert 0.005 < wrong < 0.025
    lengths = {len(one) for one, _ in born}
    assert lengths == {0, 4, 7, 10}


def test_addresses_differ_and_numbers_have_additions(told: list[tuple[Row, Row]]) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for row, line in told:
        places[line["who"]].add(f"{row.get('postcode')} {row.get('number')}")
    assert sum(len(one) > 1 for one in places.values()) > 20
    assert sum("suffix" in row for row, _ in told) > 0.02 * len(told)


def test_only_an_authority_at_home_has_the_national_number(told: list[tuple[Row, Row]]) -> None:
    homes = {(row["national_id_type"][:2], line["authority"][:2].upper()) for row, line in told if "national_id" in row}
    assert homes == {("NL", "NL"), ("BE", "BE"), ("LU", "LU")}
    dutch = [row for row, line in told if line["authority"] == "nl-gm0935"]
    assert 0.8 < sum("national_id" in row for row in dutch) / len(dutch) < 0.97


def test_habits_differ_between_authorities_and_stay_with_one() -> None:
    names = ("nl-gm0935", "nl-gm0917", "be-nis71016", "be-nis62063", "nl-pol-limburg", "be-tax", "de-pol-aachen")
    found = {habits_of(name) for name in names}
    assert len(found) > 4
    assert habits_of("be-tax") == habits_of("be-tax")


@pytest.mark.parametrize(
    ("way", "row", "expected"),
    [
        (spelling.umlauts, {"surname": "Kesvrünbach"}, {"surname": "Kesvruenbach"}),
        (spelling.prefix_inside, {"surname": "Dasvel", "surname_prefix": "van"}, {"surname": "van Dasvel"}),
        (spelling.prefix_behind, {"surname": "Dasvel", "surname_prefix": "van"}, {"surname": "Dasvel, van"}),
        (spelling.with_form, {"name": "Velzu Bau GmbH", "legal_form": "GmbH"}, {"name": "Velzu Bau G.m.b.H."}),
        (spelling.short_street, {"street": "Velmerstraat"}, {"street": "Velmerstr."}),
        (spelling.initials, {"given_names": "Anouk"}, {"given_names": "A."}),
        (spelling.swapped_given, {"given_names": "Tess", "surname": "Dasvel"}, {"given_names": "Dasvel"}),
    ],
)
def test_a_way_of_writing(way: spelling.Way, row: dict[str, object], expected: dict[str, object]) -> None:
    assert way(row, World(1, 1).roll("way")) | expected == way(row, World(1, 1).roll("way"))


def test_a_wrong_birth_date_is_another_day_of_the_calendar() -> None:
    roll = World(1, 1).roll("births")
    for day in (date(1980, 2, 29), date(1977, 7, 7), date(1977, 9, 7)):
        for _ in range(20):
            assert spelling.wrong_birth({"birth_date": day}, roll)["birth_date"] != day
