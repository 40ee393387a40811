"""What a delivery would change, told before it is loaded: the same records that the load then changes."""

from collections import Counter
from pathlib import Path

import pytest

from graph.store.connection import Store
from ingest import run
from ingest.differences import Difference
from ingest.report import Report
from tests.database.deliveries import SECOND, Sent, fresh, job, load, police, town

TOLD = ("new", "changed", "ended", "withdrawn")


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def second() -> Sent:
    """A permit is granted, the second one has another applicant, a director is gone, so is a report; a lease is new."""
    sent = town()
    sent.rows["permit"][0] |= {"status": "granted", "date_decision": "2026-06-10"}
    sent.rows["permit"][1]["applicant_ref"] = "P2"
    del sent.rows["party"][2], sent.rows["report"][0]
    sent.rows["lease"].append(sent.rows["lease"][0] | {"tenant_ref": "P3", "from": "2026-06-09"})
    return sent


def told(store: Store, path: Path, source: str = "nl_municipality", most: int = 99) -> tuple[list[Difference], Report]:
    found: list[Difference] = []
    with job(store, path, source) as opened:
        report = run.check(opened, found.append, most)
    return found, report


def test_what_is_told_one_by_one_is_what_the_load_then_does(store: Store, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    path = second().at(tmp_path / "b", SECOND)
    found, _ = told(store, path)
    report = load(store, path, accept="test")
    done = {(kind, outcome): counts[outcome] for kind, counts in report.records.items() for outcome in TOLD}
    derived = {("StatusChange", "new"): 0}  # the import writes these itself, after both versions are there
    assert Counter((one.kind, one.outcome) for one in found) == +Counter(done | derived)


def test_a_changed_record_names_the_fields_that_differ_and_no_value(store: Store, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    found, _ = told(store, second().at(tmp_path / "b", SECOND))
    permits = {one.record: (one.file, one.line, one.fields) for one in found if one.kind == "Permit"}
    assert permits == {
        "permit/2026-0001": ("permit.csv", 2, ("status", "date_decision")),
        "permit/2026-0002": ("permit.csv", 3, ("ties",)),
    }
    assert not any("granted" in str(part) or "2026-06-10" in str(part) for one in found for part in one.fields)


def test_what_is_absent_has_no_place_in_the_delivery(store: Store, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    found, _ = told(store, second().at(tmp_path / "b", SECOND))
    gone = {(one.outcome, one.kind): one for one in found if one.outcome in ("ended", "withdrawn")}
    assert ("ended", "PARTY_IN") in gone
    assert ("withdrawn", "Report") in gone
    assert {(one.file, one.line, one.fields) for one in gone.values()} == {("", 0, ())}


def test_a_relationship_that_differs_names_its_fields_too(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["party"][0]["to"] = "2026-06-01"
    found, _ = told(store, sent.at(tmp_path / "b", SECOND))
    assert [(one.kind, one.fields) for one in found if one.outcome == "changed"] == [("PARTY_IN", ("until",))]


def test_so_many_of_each_kind_are_told_and_all_are_counted(store: Store, tmp_path: Path) -> None:
    found, report = told(store, police().at(tmp_path / "p"), "nl_police", most=1)
    assert set(Counter((one.kind, one.outcome) for one in found).values()) == {1}
    assert report.records["Affiliation"]["new"] == 2
