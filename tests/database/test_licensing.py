"""Licensing authorities: what their samples make is loaded on both engines, and what later deliveries do to it."""

from pathlib import Path

import pytest

from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.loads import read_compartments
from ingest.report import Report
from ingest.spec import FOLDER, sources
from tests.database.deliveries import FIRST, SECOND, THIRD, Sent, counts, fresh, load, readable, town

SOURCES = ("nl_municipality", "be_municipality", "de_municipality", "lu_ministry", "lu_commune")


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_is_loaded_and_loading_it_again_writes_nothing(store: Store, source: str) -> None:
    path = FOLDER / source / "sample" / "first"
    report = load(store, path, source)
    assert report.status == "loaded", report.broken
    told = {kind for name in sources()[source].kinds for kind in sources()[source].kind(name).model_kinds}
    assert set(report.records) - {"SAME_AS"} >= told
    before = digest(store)
    again = load(store, path, source)
    assert (again.graph_rows, again.status) == (0, "loaded")
    assert digest(store) == before


def later(store: Store, tmp_path: Path, sent: Sent) -> Report:
    return load(store, sent.at(tmp_path / "later", SECOND), accept="test")


def test_a_debt_of_another_day_ends_the_first_and_stays_beside_it(store: Store, tmp_path: Path) -> None:
    sent = town()
    debt = {"number": "S1", "debtor_ref": "O1", "claim_kind": "levy", "amount": "900", "open_amount": "500"}
    sent.rows["public_debt"] = [debt | {"date": "2026-05-01"}]
    load(store, sent.at(tmp_path / "a"))
    sent.rows["public_debt"] = [debt | {"date": "2026-06-10", "open_amount": "800"}]
    assert counts(later(store, tmp_path, sent), "ended") == {"PublicDebt": 1}
    told = {row["open_amount"]: str(row.get("until")) for row in readable(store, "PublicDebt", 2)}
    assert told == {500.0: "2026-06-15", 800.0: "None"}


def test_what_the_population_register_no_longer_tells_is_withdrawn(store: Store, tmp_path: Path) -> None:
    sent = town()
    sent.rows["occupancy"] = [{"premises_ref": "R1", "date": "2026-05-01", "registered_persons": "9"}]
    sent.rows["residence"] = [
        {"person_ref": ref, "premises_ref": "R1", "from": "2025-01-01"} for ref in ("P1", "P2", "P3")
    ]
    load(store, sent.at(tmp_path / "a"))
    homes = len(readable(store, "LIVES_AT", 1))
    del sent.rows["occupancy"], sent.rows["party"][2]  # P3 leaves the circle of the case
    report = later(store, tmp_path, sent)
    gone = counts(report, "withdrawn")
    assert (gone["Occupancy"], gone["LIVES_AT"]) == (1, 1)
    assert report.lines["residence.csv"] == {"used": 2, "refused": 1}
    assert readable(store, "Occupancy", 1) == []
    # the residence of P3, and the home in the part of its own row that the residence needed
    assert homes - len(readable(store, "LIVES_AT", 1)) >= 2


def changes(store: Store, known_at: int, words: str = "status date not_before basis") -> list[tuple[str, ...]]:
    return [tuple(map(str, row.values())) for row in readable(store, "StatusChange", known_at, words)]


def test_a_status_that_a_later_delivery_changes_makes_a_record_of_the_change(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["permit"][0] |= {"status": "refused", "ground_kind": "integrity"}
    sent.rows["permit"][1]["trade_name"] = "Proef"  # changed, but not in its status
    later(store, tmp_path, sent)
    assert changes(store, 1) == []
    assert changes(store, 2) == [("refused", SECOND, FIRST, "derived from deliveries")]
    (told,) = readable(store, "StatusChange", 2, "ground_kind file since")
    assert (told["ground_kind"], told["file"], str(told["since"])) == ("integrity", "permit.csv", SECOND)

    # what was derived stays, and a further change is told beside it
    sent.rows["permit"][0]["status"] = "applied"
    load(store, sent.at(tmp_path / "c", THIRD))
    assert sorted(status for status, *_ in changes(store, 3)) == ["applied", "refused"]
    load(store, sent.at(tmp_path / "d", THIRD))
    assert len(changes(store, 4)) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"share_with": "owner"}, {}),
        ({}, {"share_with": "owner"}),
        ({"disputed": "yes"}, {"published": "yes"}),
        ({"published": "yes"}, {"published": "yes", "confidentiality": "geheim"}),
    ],
)
def test_a_derived_change_is_open_only_where_both_its_versions_are(
    store: Store, tmp_path: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    sent = town()
    plain = sent.rows["permit"][0]
    sent.rows["permit"][0] = plain | before
    load(store, sent.at(tmp_path / "a"))
    sent.rows["permit"][0] = plain | after | {"status": "granted"}
    later(store, tmp_path, sent)
    (told,) = readable(store, "StatusChange", 2, "compartment retain_until")
    place = read_compartments(store)[told["compartment"]]
    both = before | after
    assert (place.category, place.share_with) == ("permit", ("owner",) if "share_with" in both else ())
    assert place.status == ("disputed" if "disputed" in both else "normal")
    assert place.confidentiality == both.get("confidentiality", "zaakvertrouwelijk")
    assert str(told["retain_until"]) == "2031-06-01"
