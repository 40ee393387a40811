"""The identity key names each ref of each delivery with whom it speaks of, and so who is a namesake."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from graph.resolve.identifiers import SCHEMES
from ingest.contract.kind import kinds
from ingest.readers.folder import open_folder
from ingest.region.build import COUNTRIES, build_region
from ingest.region.national import national_number
from ingest.region.world import World
from ingest.rows import Row
from ingest.sources.be_kbo import reader as be_kbo
from ingest.sources.de_gewerbeanzeige import reader as de_gewerbeanzeige
from ingest.sources.de_offeneregister import reader as de_offeneregister
from ingest.sources.nl_kvk_hr import reader as nl_kvk_hr
from tests.unit.region.files import contract_folders, rows

Line = dict[str, str]
READERS = {
    "be_kbo": be_kbo, "nl_kvk_hr": nl_kvk_hr, "de_gewerbeanzeige": de_gewerbeanzeige,
    "de_offeneregister": de_offeneregister,
}  # fmt: skip
UNPLANTED = {"S0"}  # typed row by row, for no firm of a register


def read_key(folder: Path) -> list[Line]:
    return [json.loads(line) for line in (folder / "identity_key.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def key(region: Path) -> list[Line]:
    return read_key(region)


def _by_delivery(key: list[Line]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in key:
        found[line["delivery"]].add((line["kind"], line["ref"]))
    return found


def test_every_identity_row_by_contract_stands_in_the_key_and_nothing_else_does(region: Path, key: list[Line]) -> None:
    told = _by_delivery(key)
    for folder in contract_folders(region):
        refs = {
            (kind, row[kinds()[kind].key[0]])
            for kind in ("person", "organisation")
            for row in (rows(folder / f"{kind}.csv") if (folder / f"{kind}.csv").is_file() else ())
        }
        assert {one for one in refs ^ told[folder.name] if one[1] not in UNPLANTED} == set(), folder.name


def test_the_refs_of_a_register_are_those_that_its_reader_gives(region: Path, key: list[Line]) -> None:
    told = _by_delivery(key)
    for path in sorted(region.iterdir()):
        source = path.name[3:].partition("--")[0]
        if source not in READERS or not path.is_dir():
            continue
        with open_folder(path) as folder:
            reader = READERS[source]
            reader.open_delivery(folder)
            found = [row for row in reader.read_rows(folder, lambda *_: None) if isinstance(row, Row)]
        people = {(row.kind, row.values["person_ref"]) for row in found if row.kind == "person"}
        firms = {(row.kind, row.values["organisation_ref"]) for row in found if row.kind == "organisation"}
        assert people == {one for one in told[path.name] if one[0] == "person"}, path.name
        assert firms == {one for one in told[path.name] if one[0] == "organisation"}, path.name


def _people(key: list[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in key:
        if line["kind"] == "person":
            found[line["who"]].append(line)
    return found


def test_one_person_has_one_name_and_birth_and_is_told_by_several_authorities(key: list[Line]) -> None:
    people = _people(key)
    assert all(len({(line["name"], line["born"]) for line in told}) == 1 for told in people.values())
    assert sum(len({line["authority"] for line in told}) > 1 for told in people.values()) > 100
    countries = [{line["authority"][:2] for line in told} for told in people.values()]
    assert sum(len(one) > 1 for one in countries) > 10


def test_the_numbers_of_a_person_are_one_number(region: Path, key: list[Line]) -> None:
    """Who shares a number is one, who has another number is another: the key never contradicts an official number."""
    folders = {folder.name: folder for folder in contract_folders(region)}
    who = {(line["delivery"], line["ref"]): line["who"] for line in key}
    found: dict[str, set[str]] = defaultdict(set)
    for name, folder in folders.items():
        for row in rows(folder / "person.csv") if (folder / "person.csv").is_file() else ():
            if "national_id" in row:
                assert SCHEMES[row["national_id_type"]].normalise(row["national_id"]) == row["national_id"]
                found[f"{row['national_id_type']} {row['national_id']}"].add(who[name, row["person_ref"]])
    assert {number.partition(" ")[0] for number in found} == {"NL_BSN", "BE_NN", "BE_BIS", "LU_NIN"}
    assert all(len(one) == 1 for one in found.values())


def test_namesakes_live_in_the_smallest_region_too_and_across_borders(tmp_path: Path) -> None:
    build_region(tmp_path / "small", 0.001, 1)
    same: dict[tuple[str, str], set[str]] = defaultdict(set)
    for who, told in _people(read_key(tmp_path / "small")).items():
        same[told[0]["name"], told[0]["born"]].add(who)
    namesakes = [one for one in same.values() if len(one) > 1]
    assert len(namesakes) > 5
    places = [{who.partition("/")[0][:2] for who in one} for one in namesakes]
    assert any(len(one) > 1 for one in places), "none across a border"


def test_the_keys_of_the_countries_together_are_that_of_the_region(tmp_path: Path) -> None:
    build_region(tmp_path / "whole", 0.0005, 1)
    build_region(tmp_path / "apart", 0.0005, 1, per_country=True)
    apart = [line for country in COUNTRIES for line in read_key(tmp_path / "apart" / country.lower())]
    whole = read_key(tmp_path / "whole")
    assert {tuple(line.items()) for line in apart} == {tuple(line.items()) for line in whole}


@pytest.mark.parametrize("country", ["BE", "LU"])
def test_a_national_number_passes_its_check_and_cannot_be_anybodys(country: str) -> None:
    world = World(1, 0.3)
    people = [world.person(town, index) for town in world.towns(country) for index in range(world.people(town))]
    told = [one.national for one in people if one.national[1]]
    assert 0.1 < len(told) / len(people) < 0.4
    assert max(Counter(told).values()) == 1
    for kind, number in told:
        assert SCHEMES[kind].normalise(number) == number
        assert int(number[4:6]) > 31 if country == "BE" else int(number[:4]) > 2040


def test_where_a_range_is_full_nobody_has_a_number() -> None:
    born = World(1, 0.001).person(World(1, 1).towns("BE")[0], 0).born
    assert national_number("BE", 4 * 200_000, born) == ("none", "")
