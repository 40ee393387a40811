"""Ordinary rows fill what planted ones fill, and declared directors are mostly those of the register."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.region.build import build_region
from tests.unit.region.files import contract_folders, rows

Row = dict[str, str]
PLANTED = re.compile(r"Z/25/8|[A-Z]?S\d")
OFTEN = {
    "permit": ("activity", "trade_name", "questions_put_on", "questions_answered", "delay_by"),
    "inspection": ("found_in_charge_ref", "observed_activity", "persons_found", "sleeping_places"),
    "measure": ("subject_ref",),
}


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wide") / "region"
    build_region(out, 0.01, 1)
    return out


def _halls(region: Path) -> Iterator[Path]:
    return (path for path in contract_folders(region) if "_municipality--" in path.name)


def _told(folder: Path, kind: str) -> list[Row]:
    """Rows that chance told: planted ones have a record of a number or case of their own."""
    path = folder / f"{kind}.csv"
    found = rows(path) if path.is_file() else []
    return [row for row in found if not any(PLANTED.match(value) for value in row.values())]


@pytest.mark.parametrize("kind", OFTEN)
def test_ordinary_rows_have_what_planted_rows_have(wide: Path, kind: str) -> None:
    found = [row for folder in _halls(wide) for row in _told(folder, kind)]
    for column in OFTEN[kind]:
        assert sum(column in row for row in found) > 0.04 * len(found), column


def test_most_declared_directors_are_those_of_the_register_and_some_are_not(wide: Path) -> None:
    key = [json.loads(line) for line in (wide / "identity_key.jsonl").read_text("utf-8").splitlines()]
    who = {(line["delivery"], line["ref"]): line["who"] for line in key}
    in_register = {line["who"] for line in key if line["source"] == "nl_kvk_hr" and line["kind"] == "person"}
    declared = [
        who[folder.name, party["party_ref"]]
        for folder in _halls(wide)
        if "nl_municipality" in folder.name
        for firms in [{r["case_number"]: r["applicant_ref"] for r in _told(folder, "permit")}]
        for party in _told(folder, "party")
        if party["role"] == "director" and firms[party["case_number"]].startswith("O")
    ]
    matched = sum(one in in_register for one in declared) / len(declared)
    assert 0.6 < matched < 0.98


def test_nobody_declares_a_tie_to_himself(wide: Path) -> None:
    found = [row for folder in _halls(wide) for row in _told(folder, "declaration")]
    assert len(found) > 50
    assert not [row for row in found if row["declarant_ref"] == row["subject_ref"]]


def test_rents_lie_on_both_sides_of_the_reference(wide: Path) -> None:
    found = [row for folder in _halls(wide) for row in _told(folder, "lease") if "reference_rent" in row]
    above = sum(float(row["rent"]) > float(row["reference_rent"]) for row in found) / len(found)
    assert 0.1 < above < 0.6


def test_a_vat_number_ceases_later_than_the_firm_begins(wide: Path) -> None:
    for folder in (path for path in contract_folders(wide) if path.name.endswith("_tax--nl-tax")):
        founded = {row["organisation_ref"]: row["founded"] for row in rows(folder / "organisation.csv")}
        gone = [row for row in _told(folder, "vat_status") if row["state"] != "active"]
        assert gone
        assert all(founded[row["organisation_ref"]] < row["from"] for row in gone)
