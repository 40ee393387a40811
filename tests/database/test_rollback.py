"""A load taken back leaves the graph as it was before, and only the newest can be taken back."""

from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import StoreError, UsageError
from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.leases import Lease, leased
from graph.store.loads import published, read_compartments
from graph.store.rollback import roll_back
from tests.database.deliveries import SECOND, counts, fresh, load, police, readable, town


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def _second(path: Path) -> Path:
    """Changed, new, ended and withdrawn at once."""
    sent = town()
    sent.rows["permit"][0]["status"] = "granted"
    sent.rows["person"][0]["number"] = "99"
    sent.rows["permit"].append(sent.rows["permit"][1] | {"case_number": "2026-0003", "confidentiality": "geheim"})
    del sent.rows["party"][2], sent.rows["lease"][0], sent.rows["report"][0]
    return sent.at(path, SECOND)


def test_newest_load_taken_back_is_as_if_it_had_never_been(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["person"][2]["number"] = "99"
    load(store, sent.at(tmp_path / "b"))
    before, places = digest(store), read_compartments(store)
    report = load(store, _second(tmp_path / "c"), accept="test")
    assert all(counts(report, outcome) for outcome in ("new", "changed", "ended", "withdrawn"))
    assert len(read_compartments(store)) > len(places)
    roll_back(store, 3)
    assert (digest(store), read_compartments(store), published(store)) == (before, places, 2)
    report = load(store, tmp_path / "c", accept="test")
    assert report.load == 4


def test_every_load_taken_back_one_by_one_leaves_nothing(store: Store, tmp_path: Path) -> None:
    digests = [digest(store)]
    load(store, town().at(tmp_path / "a"))
    digests.append(digest(store))
    load(store, police().at(tmp_path / "b"), "nl_police")
    digests.append(digest(store))
    load(store, _second(tmp_path / "c"), accept="test")
    for number in (3, 2, 1):
        roll_back(store, number)
        assert digest(store) == digests[number - 1]
    assert published(store) == 0
    assert store.read("MATCH (n:Person) RETURN n.id AS id") == []


def test_record_withdrawn_earlier_stays_withdrawn(store: Store, tmp_path: Path) -> None:
    sent, less = police(), police()
    del less.rows["affiliation"][1]
    for name, each in (("a", sent), ("b", less), ("c", sent)):
        load(store, each.at(tmp_path / name), "nl_police")
    before = digest(store)
    load(store, less.at(tmp_path / "d"), "nl_police")
    roll_back(store, 4)
    assert digest(store) == before
    assert [len(readable(store, "Affiliation", number)) for number in (1, 2, 3)] == [1, 1, 2]


def test_only_the_newest_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is none"):
        roll_back(store, 1)
    for name in "ab":
        load(store, town().at(tmp_path / name))
    with pytest.raises(UsageError, match="Load 1 cannot be taken back: only the newest can, and the newest is 2"):
        roll_back(store, 1)


def test_stopped_load_stands_in_the_way_of_nothing(store: Store, tmp_path: Path) -> None:
    before = digest(store)
    load(store, town().at(tmp_path / "a"))
    sent = town()
    for kind in ("person", "party", "lease", "report"):
        sent.rows[kind] = []
    assert load(store, sent.at(tmp_path / "b")).status == "stopped"
    roll_back(store, 1)
    assert digest(store) == before


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.long)])
def test_unfinished_load_is_taken_back_and_so_is_a_half_taken_back_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    load(store, town().at(tmp_path / "a"))
    before, path = digest(store), _second(tmp_path / "b")
    number = 2
    for after in range(2, 50, every):
        _stop_after(monkeypatch, after)
        with suppress(KeyboardInterrupt):  # the last ones are published already
            load(store, path, accept="test")
        _stop_after(monkeypatch, after)
        with pytest.raises(KeyboardInterrupt):
            roll_back(store, number)
        assert published(store) == 1
        monkeypatch.undo()
        with pytest.raises(StoreError, match="half taken back: take it back with"):
            load(store, path, accept="test")
        roll_back(store, number)
        assert digest(store) == before, after
        number += 1


def _stop_after(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Every transaction of a lease after so many ends the process, as it were."""
    monkeypatch.undo()
    monkeypatch.setattr("ingest.spool.CHUNK", 3)  # so that a small delivery takes many transactions
    transact, left = Lease.transact, iter(range(count))

    def step(self: Lease, work: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return transact(self, work)  # type: ignore[arg-type]

    monkeypatch.setattr(Lease, "transact", step)


def test_nothing_is_taken_back_while_a_load_runs(store: Store, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    with leased(store), pytest.raises(StoreError, match="Another load is running"):
        roll_back(store, 1)
