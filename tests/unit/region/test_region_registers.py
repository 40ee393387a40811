"""The registers of the made-up region: format and check digits."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.be import vat
from stdnum.nl import bsn

from graph.resolve.identifiers import SCHEMES
from ingest.readers.folder import open_folder
from ingest.region.towns import all_towns
from ingest.region.world import TODAY
from ingest.rows import Refusal, Row
from ingest.sources.be_kbo import reader as be_kbo
from ingest.sources.de_gewerbeanzeige import reader as de_gewerbeanzeige
from ingest.sources.de_offeneregister import reader as de_offeneregister
from ingest.sources.nl_bag import reader as nl_bag
from ingest.sources.nl_kvk_hr import reader as nl_kvk_hr
from tests.unit.region.files import (
    MAASTRICHT,
    NS,
    inscriptions,
    key_of,
    rows,
    text,
)


def test_the_belgian_register_reads_without_a_refusal(region: Path) -> None:
    lines = Counter[str]()
    with open_folder(region / "01-be_kbo") as folder:
        assert be_kbo.open_delivery(folder).complete
        found = list(be_kbo.read_rows(folder, lambda file, outcome, count: lines.update({file: count})))
    assert [item for item in found if isinstance(item, Refusal)] == []
    assert lines["enterprise.csv"] == key_of(region)["counts"]["be_kbo/be-kbo"]["enterprise"]


def test_the_dutch_register_reads_without_a_refusal(region: Path) -> None:
    with open_folder(region / "02-nl_kvk_hr") as folder:
        told = nl_kvk_hr.open_delivery(folder)
        found = list(nl_kvk_hr.read_rows(folder, lambda file, outcome, count: None))
    assert (told.complete, told.synthetic, told.extracted_on) == (True, True, TODAY)
    assert [item for item in found if isinstance(item, Refusal)] == []
    kinds_told = {item.kind for item in found if isinstance(item, Row)}
    assert kinds_told == {"organisation", "location", "mandate", "person", "insolvency"}


def test_the_address_register_reads_without_a_refusal_and_knows_the_addresses_of_the_others(region: Path) -> None:
    with open_folder(region / "18-nl_bag") as folder:
        assert nl_bag.open_delivery(folder).complete
        found = list(nl_bag.read_rows(folder, lambda file, outcome, count: None))
    places = {item.values["address_id"]: item.values for item in found if isinstance(item, Row)}
    assert len(places) == len(found) == key_of(region)["counts"]["nl_bag/nl-bag"]["NUM"]
    for told in rows(region / MAASTRICHT / "premises.csv"):
        same = places[told["address_id"]]
        assert (same["street"], same["number"], same["postcode"]) == (told["street"], told["number"], told["postcode"])
        assert float(same["lat"]) == pytest.approx(float(told["lat"]), abs=0.02)


def test_the_trade_notices_read_without_a_refusal_and_name_their_companies(region: Path) -> None:
    for path in region.glob("*-de_gewerbeanzeige--*"):
        with open_folder(path) as folder:
            assert de_gewerbeanzeige.open_delivery(folder).authority == path.name.partition("--")[2]
            found = list(de_gewerbeanzeige.read_rows(folder, lambda file, outcome, count: None))
        told = [item.values for item in found if isinstance(item, Row) and item.kind == "organisation"]
        assert [item for item in found if isinstance(item, Refusal)] == []
        entered = [values for values in told if "register_number" in values]
        assert all(values["organisation_ref"].startswith("euid:DER310") for values in entered)
        assert 0 < len(entered) < len(told)


def test_the_german_register_reads_without_a_warning_and_tells_firms_of_the_notices_as_they_were(region: Path) -> None:
    with open_folder(region / "33-de_offeneregister") as folder:
        told = de_offeneregister.open_delivery(folder)
        found = list(de_offeneregister.read_rows(folder, lambda file, outcome, count: None))
    assert (told.complete, told.synthetic) == (False, True)
    assert date(2018, 12, 1) < told.extracted_on < date(2019, 2, 1)
    of_kind: dict[str, list[dict[str, str]]] = {"organisation": [], "person": [], "mandate": []}
    for item in found:
        assert isinstance(item, Row), item
        of_kind[item.kind].append(item.values)
    noticed = set[str]()
    for path in region.glob("*-de_gewerbeanzeige--*"):
        with open_folder(path) as folder:
            rows_of = list(de_gewerbeanzeige.read_rows(folder, lambda file, outcome, count: None))
        noticed |= {row.values.get("organisation_ref", "") for row in rows_of if isinstance(row, Row)}
    firms = {values["organisation_ref"]: values for values in of_kind["organisation"]}
    towns = {town.local_name for town in all_towns() if town.country == "DE" and town.authority}
    assert {ref for ref, values in firms.items() if values["town"] in towns} < noticed
    assert all(values["street"] and len(values["postcode"]) == 5 for values in firms.values())
    assert all(values["from"] < told.extracted_on.isoformat() for values in of_kind["mandate"])
    silent = firms.keys() - {values["organisation_ref"] for values in of_kind["mandate"]}
    assert 0.25 < len(silent) / len(firms) < 0.55
    assert not any("birth_date" in values for values in of_kind["person"])
    assert {ref.partition(".")[2][:3] for ref in firms} == {"HRA", "HRB"}


def test_firms_of_germany_and_luxembourg_have_numbers_of_their_registers(region: Path) -> None:
    for pattern, register in (("*de_municipality*", "DE_HR"), ("*lu_ministry*", "LU_RCS")):
        told = [row for path in region.glob(pattern) for row in rows(path / "organisation.csv")]
        numbers = [row for row in told if row.get("register") == register]
        assert len(numbers) > 5
        assert all(SCHEMES[register].normalise(row["register_number"]) for row in numbers)
        assert register != "DE_HR" or all(SCHEMES["DE_COURT"].normalise(row["register_court"]) for row in numbers)


def test_people_and_firms_of_each_country_appear_across_its_borders(region: Path) -> None:
    for country in ("nl", "be", "de", "lu"):
        for file in ("person.csv", "organisation.csv"):
            told = {row.get("country") for path in region.glob(f"*-{country}_m*") for row in rows(path / file)}
            assert len(told) > 1, f"{country} {file}"


def test_the_belgian_register_quotes_text_and_nothing_else(region: Path) -> None:
    folder = region / "01-be_kbo"
    line = (folder / "establishment.csv").read_text("utf-8").splitlines()[1]
    number, day, enterprise = line.split(",")
    assert (number[0], number[-1], enterprise[0]) == ('"', '"', '"')
    assert date(int(day[6:]), int(day[3:5]), int(day[:2])) < TODAY
    assert ',"",' not in (folder / "enterprise.csv").read_text("utf-8")
    assert ',,,"' in (folder / "address.csv").read_text("utf-8")


def test_all_numbers_pass_their_check(region: Path) -> None:
    enterprises = [row["EnterpriseNumber"].replace(".", "") for row in rows(region / "01-be_kbo" / "enterprise.csv")]
    assert all(97 - int(number[:8]) % 97 == int(number[8:]) for number in enterprises)
    assert all(vat.is_valid(number) for number in enterprises)
    persons = [row["national_id"] for row in rows(region / MAASTRICHT / "person.csv") if "national_id" in row]
    assert len(persons) > 50
    assert all(bsn.is_valid(number) for number in persons)
    registered = list(inscriptions(region / "02-nl_kvk_hr"))
    rsins = [found.text or "" for one in registered for found in one.iter(f"{NS}rsin")]
    assert all(bsn.is_valid(number) for number in rsins)
    numbers = [text(one, "product/maatschappelijkeActiviteit/kvkNummer") for one in registered]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 8 and number[:2] == "00" for number in numbers)
