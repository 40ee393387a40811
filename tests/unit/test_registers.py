"""Registers without an open format: who may deliver, what an open register tells of a person, and what a row needs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RefusedError, UsageError
from graph.resolve.country_keys import read_keys
from graph.store.records import Record
from ingest.admission import admit
from ingest.contract.check import Checker
from ingest.contract.columns import sort_columns
from ingest.contract.kind import kinds
from ingest.mapping import Mapper
from ingest.rows import Delivery, Refusal, Row
from ingest.spec import sources
from ingest.things import Things

NAMES = {"surname", "given_names", "name", "name_key"}
PERSON = {"person_ref": "p1", "surname": "Preuve", "given_names": "Marc", "birth_date": "1969-07-19", "town": "Esch"}
MANDATE = {"organisation_ref": "o1", "holder_ref": "p1", "function": "manager", "from": date(2024, 1, 1)}
BAN = {"measure_id": "B1", "measure_type": "director_ban", "date_start": date(2025, 1, 1), "subject_ref": "p1"}
NORM = {
    "country": "NL",
    "activity": "sbi2008:56101",
    "quantity": "turnover",
    "year": "2024",
    "median": "1",
    "publication": "x",
}


def check(kind: str, values: dict[str, str], relaxed: tuple[str, ...] = ()) -> list[Refusal]:
    return Checker(kinds()[kind], frozenset(relaxed)).check(Row(kind, f"{kind}.csv", 2, values), values)[1]


def told_of_person(folder: Path, *facts: tuple[str, dict[str, Any]]) -> list[Record]:
    """The records of one person that the rows of a register of companies refer to."""
    delivery = Delivery("lu_rcs", "lu-rcs", "d", date(2026, 6, 1), True, True, "law")
    mapper = Mapper(sources()["lu_rcs"], delivery, Things("lu_rcs", "lu-rcs", "LU", read_keys(folder / "keys")))
    found = mapper.things.identify("Person", "p1", PERSON)
    for kind, values in facts:
        list(mapper.records(kinds()[kind], Row(kind, f"{kind}.csv", 2, {}), values))
    mapper.needed = mapper.referred
    return list(mapper.identity(kinds()["person"], Row("person", "person.csv", 2, {}), PERSON, found))


def test_an_open_register_tells_all_that_it_says_of_a_person(tmp_path: Path) -> None:
    [record] = told_of_person(tmp_path, ("mandate", MANDATE))
    assert record.compartment.category == "open"
    assert set(record.properties) == NAMES | {"birth_date", "town"}


@pytest.mark.parametrize("turn", [1, -1])
def test_a_published_ban_names_the_person_and_takes_nothing_from_the_register(tmp_path: Path, turn: int) -> None:
    published = ("measure", BAN | {"published": "yes"})
    [record] = told_of_person(tmp_path, published)
    assert set(record.properties) == NAMES
    [record] = told_of_person(tmp_path, *[published, ("mandate", MANDATE)][::turn])
    assert set(record.properties) == NAMES | {"birth_date", "town"}


def test_a_beneficial_owner_lies_in_a_category_of_its_own(tmp_path: Path) -> None:
    records = told_of_person(tmp_path, ("mandate", MANDATE | {"function": "ubo"}), ("measure", BAN))
    assert sorted(record.compartment.category for record in records) == ["measure", "ubo"]
    assert sources()["lu_rcs"].categories(["mandate"]) == ("open", "ubo")


def test_a_mandate_by_contract_has_a_first_day_where_a_register_may_not() -> None:
    row = {name: str(value) for name, value in MANDATE.items() if name != "from"}
    assert [told.field for told in check("mandate", row)] == ["from"]
    assert check("mandate", row, sources()["nl_kvk_hr"].kinds["mandate"].relaxed) == []
    with pytest.raises(UsageError, match="'title' is neither in the contract"):
        sort_columns(kinds()["mandate"], [*MANDATE, "title"], (), "mandate.csv")


@pytest.mark.parametrize("activity", ["56101", "sbi2008:56.10", "sbi2008:56101;sbi2008:56102"])
def test_a_norm_is_of_one_activity_with_its_scheme(activity: str) -> None:
    assert check("branch_norm", NORM) == []
    assert [told.field for told in check("branch_norm", NORM | {"activity": activity})] == ["activity"]


def deliver(source: str, authority: str, instrument: str = "law") -> None:
    delivery = Delivery(source, authority, "d", date(2026, 6, 1), True, True, instrument)
    admit(delivery, sources()[source])


def test_a_source_of_any_country_is_told_by_an_authority_of_any() -> None:
    deliver("provider_lists", "euregio-reviewers")
    deliver("provider_lists", "be-kbo")
    with pytest.raises(UsageError, match="is of BE, but nl_municipality of NL"):
        deliver("nl_municipality", "be-nis71016")
    with pytest.raises(UsageError, match="case_entry"):
        deliver("case_entry", "nl-gm0935")


def test_a_national_register_is_told_by_its_own_authority_only() -> None:
    deliver("nl_land_register", "nl-kadaster")
    with pytest.raises(UsageError, match="authority nl-kvk, but nl_land_register comes from nl-kadaster"):
        deliver("nl_land_register", "nl-kvk")
    with pytest.raises(RefusedError, match="names no legal_instrument"):
        deliver("nl_land_register", "nl-kadaster", instrument="")
