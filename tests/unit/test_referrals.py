"""An identity row is told once per compartment of the rows that refer to it: what is hidden changes nothing else."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.patterns.patterns import Example
from graph.store.records import Record
from tests.examples import records_of
from tests.golden_records import fixed_keys

PARTY = {"case_number": "Z-1", "party_ref": "P1", "origin": "declared", "from": "2026-05-01"}
SHARED = {"retention_until": "2028-01-01", "collected_on": "2026-01-10"}
ROWS: dict[str, list[dict[str, Any]]] = {
    "party": [
        {**PARTY, **SHARED, "role": "manager"},
        {**PARTY, "role": "director", "share_with": "owner"},
        {**PARTY, "role": "financier", "from_questionnaire": "yes"},
        {**PARTY, "role": "lender", "case_number": "Z-2", "from_questionnaire": "yes"},
        {**PARTY, "role": "proxy", "outcome": "acquitted", "retention_until": "2040-01-01"},
        {**PARTY, "role": "adviser", "disputed": "yes"},
        {**PARTY, "role": "supplier", "confidentiality": "geheim"},
        {**PARTY, "role": "ubo", "purpose": "supervision"},
    ],
    "person": [{"person_ref": "P1", "surname": "Voorbeeld", "birth_date": "1980-02-03"}],
}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    fixed_keys(tmp_path / "keys")
    return tmp_path / "keys"


def records(rows: dict[str, Any], keys: Path) -> list[Record]:
    given = {"nl_municipality/nl-gm0935": rows}
    told = {"name": "", "variant": "positive", "account": "", "case_number": "", "as_of": "2026-06-01"}
    found = records_of(Example.model_validate({**told, "given": given, "expect": "met"}), keys)
    return [replace(one, line=0) for one in found]


def parts(found: list[Record]) -> list[Record]:
    return [one for one in found if one.kind == "PersonStatement"]


@pytest.mark.parametrize("gone", range(len(ROWS["party"])))
def test_a_row_changes_nothing_in_the_compartments_of_others(gone: int, keys: Path) -> None:
    rows = deepcopy(ROWS)
    del rows["party"][gone]
    full, less = records(ROWS, keys), records(rows, keys)
    left = {one.compartment.id for one in less}
    assert {one.compartment.id for one in full} - left
    assert [one for one in full if one.compartment.id in left] == less


def test_each_part_is_as_closed_as_the_rows_that_need_it(keys: Path) -> None:
    found = parts(records(ROWS, keys))
    places = {one.compartment for one in found}
    told = {(c.category, c.share_with, c.status, c.confidentiality, c.file) for c in places}
    assert len(found) == len(places) == 8
    assert ("permit", (), "closed", "zaakvertrouwelijk", "") in told
    assert ("permit", (), "disputed", "zaakvertrouwelijk", "") in told
    assert ("permit", ("owner",), "normal", "zaakvertrouwelijk", "") in told
    assert ("permit", (), "normal", "geheim", "") in told
    assert ("integrity_file", (), "normal", "zaakvertrouwelijk", "Z-2") in told


def test_a_part_lives_as_long_and_is_as_new_as_the_rows_that_need_it(keys: Path) -> None:
    (part,) = (
        one
        for one in parts(records(ROWS, keys))
        if one.compartment.category == "permit"
        and not one.compartment.share_with
        and one.compartment.status == "normal"
        and one.compartment.confidentiality == "zaakvertrouwelijk"
        and one.compartment.purposes == ("permit_screening",)
    )
    assert (part.retain_until, part.collected_on) == (date(2028, 1, 1), date(2026, 1, 10))


def test_the_row_itself_can_only_narrow(keys: Path) -> None:
    rows = deepcopy(ROWS)
    rows["person"][0] |= {"share_with": "BE;owner", "disputed": "yes", "confidentiality": "openbaar"}
    told = [one.compartment for one in parts(records(rows, keys))]
    assert {c.status for c in told} == {"closed", "disputed"}
    assert {c.share_with for c in told} == {("BE", "owner"), ("owner",)}
    assert {c.confidentiality for c in told} == {"zaakvertrouwelijk", "geheim"}


def test_each_of_several_refs_of_a_row_is_referred_to(keys: Path) -> None:
    visit = {"inspection_id": "I1", "date": "2026-05-03", "premises_ref": "R1", "finding": "none"}
    rows = {
        "inspection": [{**visit, "found_in_charge_ref": "P1; P2;P1", "organisation_ref": "O1"}],
        "person": [{"person_ref": ref, "surname": f"Voorbeeld {ref}"} for ref in ("P1", "P2")],
    }
    found = records(rows, keys)
    assert [one.compartment.category for one in parts(found)] == ["supervision", "supervision"]
    (inspection,) = (one for one in found if one.kind == "Inspection")
    met = {line.end for line in inspection.lines if line.type == "FOUND_IN_CHARGE"}
    assert met == {line.end for one in parts(found) for line in one.lines if line.type == "DESCRIBES"}


def test_a_house_tells_its_park_wherever_it_is_told_and_rows_that_go_round_end(keys: Path) -> None:
    place = {"street": "Proefpark", "postcode": "6211AA", "town": "Maastricht", "country": "NL"}
    lease = {"landlord_ref": "P1", "tenant_ref": "P2", "from": "2026-01-01"}
    rows = {
        "lease": [lease | {"premises_ref": "H", "retention_until": "2028-01-01"}],
        "premises": [
            place | {"premises_ref": "H", "number": "7", "part_of_ref": "G"},
            place | {"premises_ref": "G", "number": "1", "part_of_ref": "TH"},
            place | {"premises_ref": "TH", "number": "1-99", "part_of_ref": "G"},
        ],
    }
    found = [one for one in records(rows, keys) if one.kind == "PremisesStatement"]
    assert sorted(str(one.properties["number"]) for one in found) == ["1", "1-99", "7"]
    assert len({(one.compartment.id, one.retain_until) for one in found}) == 1
    lines = [line for one in found for line in one.lines if line.type == "PART_OF"]
    assert len(lines) == 3
    assert {line.start for line in lines} == {one.lines[0].end for one in found}
