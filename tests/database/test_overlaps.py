"""Premises whose house numbers overlap with those of the application are offered, as far as they may be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboards.texts.texts import texts
from dashboards.widgets.premises import overlapping_numbers
from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.check import Check, run_check
from graph.checks.describe import describe
from graph.checks.words import check_lines
from graph.network.neighbourhood import around
from graph.store.connection import Rows, Store
from tests.database.deliveries import TODAY, Sent, fresh, load, police, town

KVK = Path(__file__).parents[2] / "ingest" / "sources" / "nl_kvk_hr" / "sample" / "first"
STREET = {"street": "Marktproef", "postcode": "6211CC", "town": "Maastricht", "country": "NL"}


def _town(others: dict[str, str]) -> Sent:
    """The application is for number 4; other premises of the street are leased by the same landlord."""
    sent = town()
    for ref, number in others.items():
        sent.rows["premises"].append(STREET | {"premises_ref": ref, "number": number})
        sent.rows["lease"].append({"premises_ref": ref, "landlord_ref": "P2", "tenant_ref": "P3", "from": "2020-01-01"})
    return sent


def _police() -> Sent:
    """Police speak of a range as well, and of a firm with its seat at another: closed to an official."""
    sent = police()
    here = STREET | {"premises_ref": "Z0", "number": "4", "address_id": "0935200000012345"}
    sent.rows["premises"] = [
        STREET | {"premises_ref": "Z1", "number": "1-7", "part_of_ref": "Z0"},
        here | {"address_id_type": "NL_BAG_NUM"},
    ]
    sent.rows["incident"][0]["premises_ref"] = "Z1"
    sent.rows["organisation"] = [STREET | {"organisation_ref": "Z2", "name": "Verzonnen Gevel", "number": "3-5"}]
    sent.rows["group_business"] = [
        {"group_id": "G1", "organisation_ref": "Z2", "relation": "owns", "incident_ids": "I1", "from": "2025-01-01"}
    ]
    return sent


@pytest.fixture
def log(store: Store) -> Iterator[AuditLog]:
    fresh(store)
    opened = AuditLog(store, store.settings)
    yield opened
    opened.close()


def _view(store: Store, log: AuditLog) -> View:
    who = account("official-maastricht")
    return open_view(
        store, log, who, open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY), TODAY
    )


def _checked(store: Store, log: AuditLog) -> Check:
    return run_check(_view(store, log), "2026-0001")


def test_ranges_that_hold_the_number_are_offered_and_no_others(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, _town({"R2": "2-6", "R3": "6-10", "R4": "6", "R5": "4-4"}).at(tmp_path / "town"))
    result = _checked(store, log)
    assert [row["number"] for row in result.overlaps] == ["2-6"]
    lines = list(check_lines(result))
    assert any(
        line.startswith("  Marktproef 2-6, 6211CC Maastricht, told by nl-gm0935 on 2026-06-01") for line in lines
    )
    assert "Overlappende panden" in (page := overlapping_numbers(texts("nl"), result))
    assert "Marktproef 2-6, 6211CC Maastricht" in page
    assert "2026-06-01" in page
    assert not {row["id"] for row in result.overlaps} & {row["premises"] for row in result.subject.application}


def test_a_part_of_the_building_is_offered_and_its_neighbour_is_not(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    load(store, _town({"R2": "4A", "R3": "4 bus 3", "R4": "2 t/m 6", "R5": "6A"}).at(tmp_path / "town"))
    assert [row["number"] for row in _checked(store, log).overlaps] == _by_id(store, "4A", "4 bus 3", "2 t/m 6")


def test_a_park_that_only_its_house_names_is_told_and_offered(store: Store, log: AuditLog, tmp_path: Path) -> None:
    """Its number says nothing of the house: they have the line only."""
    sent = town()
    park = {"premises_ref": "TH", "street": "Parkproef", "number": "1", "postcode": "6211CC", "town": "Maastricht"}
    sent.rows["premises"][0]["part_of_ref"] = "TH"
    sent.rows["premises"].append(park | {"country": "NL", "use": "holiday"})
    assert "refused" not in load(store, sent.at(tmp_path / "town")).records["premises"]
    [told] = _checked(store, log).overlaps
    view = _view(store, log)
    assert "Parkproef 1" in describe(view, [told["id"]])[told["id"]].label
    [line] = [edge for edge in around(view, [told["id"]], hops=1).edges if edge.type == "PART_OF"]
    assert line.end == told["id"]


def test_firms_of_a_register_in_the_street_are_offered(store: Store, log: AuditLog, tmp_path: Path) -> None:
    """The register writes Kerkstraat 12 A for a seat and an establishment; the application is for 10-14."""
    sent = town()
    sent.rows["premises"] = [
        {"premises_ref": "R1", "street": "Kerkstr.", "number": "10-14", "postcode": "6211 ZZ"}
        | {"town": "Maastricht", "country": "NL"}
    ]
    load(store, sent.at(tmp_path / "town"))
    assert _checked(store, log).overlaps == []
    load(store, KVK, "nl_kvk_hr")
    found = _checked(store, log).overlaps
    assert {row["id"] for row in found} == {"pre:nl:0935200000900001"}
    kinds = store.read(
        "UNWIND $ids AS i MATCH (s) WHERE s.record = i RETURN DISTINCT labels(s) AS kind", ids=_ids(found)
    )
    assert sorted(row["kind"] for row in kinds) == [["Location"], ["OrganisationStatement"]]


def _ids(found: Rows) -> list[str]:
    return [row["record"] for row in found]


def _by_id(store: Store, *numbers: str) -> list[str]:
    """The numbers in the order of the ids of their premises."""
    rows = store.read("MATCH (s:PremisesStatement)-[:DESCRIBES]->(p:Premises) RETURN p.id AS id, s.number AS number")
    return [row["number"] for row in sorted(rows, key=lambda row: row["id"]) if row["number"] in numbers]


def test_what_may_not_be_read_overlaps_with_nothing(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, _town({}).at(tmp_path / "town"))
    before = _checked(store, log).overlaps
    load(store, _police().at(tmp_path / "police"), "nl_police")
    assert store.read("MATCH (s:PremisesStatement) WHERE s.number = '1-7' RETURN s.street_key AS key") != []
    assert (
        store.read("MATCH (:Premises)-[r:PART_OF]->(p:Premises) WHERE p.id = 'pre:nl:0935200000012345' RETURN r.key")
        != []
    )
    assert store.read("MATCH (s:OrganisationStatement) WHERE s.number = '3-5' RETURN s.street_key AS key") != []
    assert _checked(store, log).overlaps == before == []
