"""What a load writes and does not write: unchanged, changed, doubled, contradicting and refused rows."""

import socket
import threading
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.access.authorities import authorities
from graph.errors import RefusedError, StoreError, UsageError
from graph.model.compartments import Compartment
from graph.store.connection import Store, open_store
from graph.store.digests import digest
from graph.store.leases import Lease, leased, take_lease
from graph.store.loads import keep_compartments, named_compartments, published
from graph.store.ports import started_at
from graph.store.records import FOREVER, Line, Record, Thing
from graph.store.writer import Load
from ingest import run
from tests.database.deliveries import SECOND, THIRD, counts, fresh, job, load, police, readable, town

LEASE = "MATCH (s:StateStore {id: 'store'}) SET s.lease = $owner, s.beat = $beat, s.fence = coalesce(s.fence, 0) + 1"
SOON = 4_000_000_000  # a heartbeat far in the future: never stale


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def _adds_up(report: Any) -> bool:
    lines = report.as_json()["lines"].values()
    return all(c["read"] == sum(n for outcome, n in c.items() if outcome != "read") for c in lines)


def test_first_load(store: Store, tmp_path: Path) -> None:
    report = load(store, town().at(tmp_path / "a"))
    assert (report.status, report.load, published(store)) == ("loaded", 1, 1)
    assert counts(report, "new") == {
        "Permit": 2,
        "PermitIntegrity": 1,
        "PARTY_IN": 3,
        "Report": 1,
        "Lease": 2,
        "PersonStatement": 4,  # P1 and P3 in [permit]; P2 in [permit] and [report]
        "OrganisationStatement": 1,
        "PremisesStatement": 1,
        "SAME_AS": 1,
    }
    assert _adds_up(report)
    assert report.total("used") == report.read == 13
    assert {row["known_from"] for row in readable(store, "Permit", 1)} == {1}


def test_unchanged_writes_nothing_even_with_a_later_stamp(store: Store, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    before = digest(store)
    for name, day in (("a again", "2026-06-01"), ("later", SECOND)):
        report = load(store, town().at(tmp_path / name, day))
        assert (report.graph_rows, counts(report, "new"), counts(report, "changed")) == (0, {}, {})
        assert (counts(report, "ended"), counts(report, "withdrawn")) == ({}, {})
        assert digest(store) == before
    assert published(store) == 3


def test_only_where_earlier_loads_wrote_is_looked_and_everywhere_where_one_did_not_note_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = town().at(tmp_path / "a")
    load(store, folder)
    asked: list[str] = []
    columns = Store.columns

    def noted(self: Store, text: str, /, **told: Any) -> list[tuple[Any, ...]]:
        if "StateCompartment" not in text:
            asked.append(text)
        return columns(self, text, **told)

    monkeypatch.setattr(Store, "columns", noted)
    assert load(store, folder).graph_rows == 0
    starts = ("Permit", "PermitIntegrity", "Report", "Lease", "PersonStatement", "OrganisationStatement")
    found = {text.split(" WHERE")[0].removeprefix("MATCH ") for text in asked}
    assert found == {
        *(f"(x:{kind})" for kind in (*starts, "PremisesStatement", "StatusChange")),
        "(a:Person)-[x:PARTY_IN]->()",
        "(a:Premises)-[x:SAME_AS]->()",
    }
    before = len(asked)
    store.write("MATCH (l:StateLoad) REMOVE l.wrote")
    assert load(store, folder).graph_rows == 0
    assert len(asked) > before * 2


def test_changed_row_is_a_new_version_beside_the_old(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["permit"][1]["status"] = "granted"
    report = load(store, sent.at(tmp_path / "b", SECOND))
    assert counts(report, "changed") == {"Permit": 1}
    assert _states(store, 1) == ["applied", "applied"]
    assert _states(store, 2) == ["applied", "granted"]
    parties = [row["record"] for row in readable(store, "PARTY_IN", 2) if "/permit/" in row["key"]]
    assert [record.rpartition("@")[2] for record in sorted(parties)] == ["1", "2"]


def _states(store: Store, known_at: int) -> list[str]:
    return sorted(row["status"] for row in readable(store, "Permit", known_at))


def test_change_of_one_part_makes_no_new_version_of_another(store: Store, tmp_path: Path) -> None:
    """Else who may read the permit would learn that its integrity file has changed."""
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["permit"][0]["integrity_check"] = "lbb_advice"
    assert counts(load(store, sent.at(tmp_path / "b")), "changed") == {"PermitIntegrity": 1}


def test_fact_follows_its_person_to_another_identifier_though_its_own_row_is_unchanged(
    store: Store, tmp_path: Path
) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["person"][1] |= {"national_id": "111222333", "national_id_type": "NL_BSN"}
    report = load(store, sent.at(tmp_path / "b"))
    told = {"PARTY_IN": 1, "Report": 1, "Lease": 2, "PersonStatement": 2}
    assert counts(report, "changed") == told
    described = "MATCH (x:PersonStatement)-[d:DESCRIBES]->(p) WHERE d.known_to > 2 RETURN p.id AS id"
    things = {row["id"] for row in store.read(described)}
    owner = {row["id"] for row in store.read("MATCH (:Lease)-[d:LETS]->(p) WHERE d.known_to > 2 RETURN p.id AS id")}
    assert len(owner) == 1
    assert owner <= things


def test_row_told_again_as_it_was_is_a_third_version(store: Store, tmp_path: Path) -> None:
    sent, other = town(), town()
    other.rows["permit"][1]["status"] = "granted"
    for name, each in (("a", sent), ("b", other), ("c", sent)):
        load(store, each.at(tmp_path / name))
    assert [_states(store, n) for n in (1, 2, 3)] == [["applied"] * 2, ["applied", "granted"], ["applied"] * 2]


def test_same_key_twice_with_equal_content_is_counted_once(store: Store, tmp_path: Path) -> None:
    sent = town()
    sent.rows["party"].append(dict(sent.rows["party"][0]))
    report = load(store, sent.at(tmp_path / "a"))
    assert report.lines["party.csv"] == {"used": 3, "repeated": 1}
    assert len(readable(store, "PARTY_IN", 1)) == 5


def test_same_key_twice_with_other_content_refuses_both(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    before = digest(store)
    other = {"status": "granted", "ground": "bibob_3_1a", "integrity_check": "lbb_advice"}
    sent.rows["permit"] += [sent.rows["permit"][0] | other, sent.rows["permit"][0]]
    report = load(store, sent.at(tmp_path / "b"), accept="test")
    assert report.lines["permit.csv"] == {"used": 1, "refused": 3}
    assert _adds_up(report)
    assert digest(store) == before


def test_part_that_only_one_of_two_rows_tells_refuses_both(store: Store, tmp_path: Path) -> None:
    sent = town()
    sent.rows["permit"].append(sent.rows["permit"][0] | {"integrity_check": ""})
    report = load(store, sent.at(tmp_path / "a"), accept="test")
    assert report.lines["permit.csv"] == {"used": 1, "refused": 2}
    assert (len(readable(store, "Permit", 1)), readable(store, "PermitIntegrity", 1)) == (1, [])


def test_ref_used_twice_refuses_its_identity_rows_not_the_facts(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["premises"].append(sent.rows["premises"][0] | {"premises_ref": "P3"})
    report = load(store, sent.at(tmp_path / "b"), accept="test")
    assert (report.lines["person.csv"]["refused"], report.lines["premises.csv"]["refused"]) == (1, 1)
    assert report.missing_refs == 1
    assert counts(report, "withdrawn") == {}  # the row was told, only not clearly


def test_expired_row_is_counted_and_not_loaded(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    before = digest(store)
    report = load(store, sent.at(tmp_path / "b"), today=date(2027, 5, 2))
    assert report.lines["report.csv"] == {"expired": 1}
    assert counts(report, "withdrawn") == {"PersonStatement": 1}  # nothing else refers to that part
    assert digest(store)["Report"] == before["Report"]


def test_new_delivery_with_an_expired_row_does_not_load_it(store: Store, tmp_path: Path) -> None:
    report = load(store, town().at(tmp_path / "a"), today=date(2027, 5, 2))
    assert (report.lines["report.csv"], readable(store, "Report", 1)) == ({"expired": 1}, [])


def test_refused_row_keeps_what_was_told_before(store: Store, tmp_path: Path) -> None:
    sent = town()
    sent.rows["loan"] = [
        {"lender_ref": "P2", "borrower_ref": "O1", "amount": "1000", "date": "2024-01-01", "security": "none"}
        | {"origin": "declared"}
    ]
    load(store, sent.at(tmp_path / "a"))
    before = digest(store)
    sent.rows["loan"][0]["security"] = "hearsay"
    sent.rows["party"][0]["role"] = "director"
    sent.rows["party"][0]["origin"] = "hearsay"
    report = load(store, sent.at(tmp_path / "b"), accept="test")
    assert report.total("refused") == 2
    assert digest(store)["Loan"] == before["Loan"]
    assert digest(store)["PARTY_IN"] == before["PARTY_IN"]


def test_the_next_delivery_corrects_what_the_first_had_refused(store: Store, tmp_path: Path) -> None:
    """Also one of the same day; what was known before the correction stays what was known."""
    sent = town()
    sent.rows["permit"][0]["status"] = "aplied"
    sent.rows["permit"][1]["status"] = "granted"
    report = load(store, sent.at(tmp_path / "a"), accept="one of two permits is refused")
    assert (report.total("refused"), _states(store, 1)) == (1, ["granted"])
    sent.rows["permit"][0]["status"], sent.rows["permit"][1]["status"] = "applied", "refused"
    report = load(store, sent.at(tmp_path / "b"))
    assert (report.total("refused"), report.broken) == (0, [])
    assert (counts(report, "new")["Permit"], counts(report, "changed")["Permit"]) == (1, 1)
    assert (_states(store, 1), _states(store, 2)) == (["granted"], ["applied", "refused"])


def test_unreadable_line_may_be_any_row_so_nothing_of_its_kind_ends(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    before = digest(store)["PARTY_IN"]
    del sent.rows["party"][2]
    path = sent.at(tmp_path / "b")
    with (path / "party.csv").open("a", encoding="utf-8") as file:
        file.write("only,three,fields\n")
    report = load(store, path, accept="test")
    unknown = ["organisation", "party", "person", "premises"]  # such a line could name any identity row
    assert report.as_json()["absence_unknown_because_of_unreadable_lines"] == unknown
    assert digest(store)["PARTY_IN"] == before


def test_broken_expectation_writes_nothing_until_accepted_with_a_reason(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    before = digest(store)
    for kind in ("person", "party", "lease", "report"):
        sent.rows[kind] = []
    path = sent.at(tmp_path / "b")
    report = load(store, path)
    assert report.status == "stopped"
    assert "of the records vanished" in report.broken[0]
    assert (digest(store), published(store)) == (before, 1)
    report = load(store, path, accept="the office closed its old files")
    assert (report.status, report.accepted_because) == ("accepted", "the office closed its old files")
    assert (digest(store) != before, published(store)) == (True, 3)


def test_too_many_new_compartments_are_refused_with_the_list(store: Store, tmp_path: Path) -> None:
    sent = town()
    shares = [f"{one};{other}" for one, other in combinations(sorted(authorities()), 2)]
    sent.rows["permit"] = [
        sent.rows["permit"][1] | {"case_number": f"C{n}", "share_with": shares[n]} for n in range(60)
    ]
    last = " ".join(sorted(shares[:60])[-1].split(";"))
    before = digest(store)
    with pytest.raises(RefusedError, match=rf"new compartments \(at most 50\).* permit zaakvertrouwelijk {last}"):
        load(store, sent.at(tmp_path / "a"))
    assert digest(store) == before
    assert load(store, town().at(tmp_path / "b")).load == 1  # nothing stands in the way of the next load


def test_a_delivery_of_a_later_day_than_tomorrow_is_refused(store: Store, tmp_path: Path) -> None:
    path = town().at(tmp_path / "a", SECOND)
    for day, status in ((date(2026, 6, 13), ""), (date(2026, 6, 14), "loaded")):
        if status:
            assert load(store, path, today=day).status == status
        else:
            with pytest.raises(UsageError, match="taken on 2026-06-15, after today"):
                load(store, path, today=day)


def test_unknown_column_stops_the_delivery_and_blocks_no_other(store: Store, tmp_path: Path) -> None:
    sent = town()
    sent.rows["permit"][0]["permit_tipe"] = "x"
    with pytest.raises(UsageError, match="near: permit_type"):
        load(store, sent.at(tmp_path / "a"))
    assert load(store, town().at(tmp_path / "b")).status == "loaded"


def test_missing_end_loses_no_row_silently(store: Store) -> None:
    with leased(store) as lease:
        load_ = Load(lease, 1, "s", "a", "d")
        there, lost = Thing("Person", "per:1"), Thing("Person", "per:lost")
        load_.write([_record("k1", there)])
        load_._known[lost.kind].add(lost.id)  # as if it had been written
        with pytest.raises(StoreError, match=r"PersonStatement: 2 of 4 .* an end is missing"):
            load_.write([_record("k2", there), _record("k3", lost)])
    assert [row["key"] for row in readable(store, "PersonStatement", 1)] == ["k1"]


def test_more_compartments_than_a_statement_holds_are_all_kept(store: Store) -> None:
    told = [Compartment("a", "s", "integrity_file", file=f"{number} {'x' * 2_000}") for number in range(2_000)]
    with leased(store) as lease:
        keep_compartments(Load(lease, 1, "s", "a", "d"), told)
    assert set(named_compartments(store, [one.id for one in told]).values()) == set(told)


def _record(key: str, thing: Thing) -> Record:
    place = Compartment("a", "s", "permit")
    lines = (Line("DESCRIBES", None, thing),)
    return Record("PersonStatement", key, "h", place, date(2026, 1, 1), FOREVER, "f", 1, lines=lines)


@pytest.mark.parametrize(
    "change", [{"key": ""}, {"hash": ""}, {"lines": (Line("DESCRIBES", None, Thing("Person", "")),)}]
)
def test_null_key_is_refused_before_sending(store: Store, change: dict[str, Any]) -> None:
    with leased(store) as lease:
        broken = replace(_record("k", Thing("Person", "per:1")), **change)
        with pytest.raises(StoreError, match="nothing was sent"):
            Load(lease, 1, "s", "a", "d").write([broken])
    assert store.read("MATCH (n) WHERE n:Person OR n:PersonStatement RETURN n.id AS id") == []


# -- one at a time ---------------------------------------------------------------------------------------------


def test_second_load_at_once_is_refused_in_a_sentence(store: Store, tmp_path: Path) -> None:
    path = town().at(tmp_path / "a")
    with leased(store), pytest.raises(StoreError, match=r"Another load is running \(.*Wait until it ends"):
        load(store, path)
    assert load(store, path).status == "loaded"


def test_lease_of_a_dead_process_is_taken_over_and_that_of_a_live_one_is_not(store: Store) -> None:
    host = socket.gethostname()
    store.write(LEASE, owner=f"{host}/{2**22 + 5}/12/x", beat=SOON)
    take_lease(store).release()
    store.write(LEASE, owner=f"{host}/1/{started_at(1)}/x", beat=SOON)
    with pytest.raises(StoreError, match="Another load is running"):
        take_lease(store)
    store.write(LEASE, owner="elsewhere/1/2/x", beat=SOON)
    with pytest.raises(StoreError, match="Another load is running"):
        take_lease(store)
    store.write(LEASE, owner="elsewhere/1/2/x", beat=1)  # no heartbeat for long
    take_lease(store).release()


def test_writer_whose_lease_was_taken_over_writes_nothing_more(store: Store) -> None:
    old = take_lease(store)
    load_ = Load(old, 1, "s", "a", "d")
    load_.write([_record("k1", Thing("Person", "per:1"))])
    store.write(LEASE, owner="elsewhere/1/2/x", beat=1)
    new = take_lease(store)
    with pytest.raises(StoreError, match="took over the right to load"):
        load_.write([_record("k2", Thing("Person", "per:1"))])
    old.release()
    assert (new.fence > old.fence, len(readable(store, "PersonStatement", 1))) == (True, 1)
    new.write("RETURN 1")


def test_many_askers_get_one_lease(store: Store) -> None:
    got: list[object] = []

    def ask() -> None:
        with open_store(store.settings) as own:
            try:
                got.append(take_lease(own))
            except StoreError as error:
                got.append(str(error)[:23])

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sum(isinstance(each, Lease) for each in got) == 1


def test_reads_during_a_load_equal_the_graph_before_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    kinds = ("Permit", "PARTY_IN", "PersonStatement", "LIVES_AT", "Lease", "SAME_AS", "CONCERNS")
    before = _told(store, kinds)
    sent.rows["permit"][0]["status"] = "granted"
    sent.rows["person"][0]["number"] = "99"
    del sent.rows["party"][2], sent.rows["lease"][0], sent.rows["report"][0]
    seen: list[Any] = []
    transact = Lease.transact

    def look(self: Lease, work: Any) -> Any:
        done = transact(self, work)
        if published(store) == 1:
            seen.append(_told(store, kinds))
        return done

    monkeypatch.setattr(Lease, "transact", look)
    load(store, sent.at(tmp_path / "b", THIRD), accept="test")
    monkeypatch.undo()
    assert len(seen) > 8
    assert all(each == before for each in seen)
    assert _told(store, kinds) != before


def _told(store: Store, kinds: tuple[str, ...]) -> list[Any]:
    words = "record key compartment status until"
    return [readable(store, kind, published(store), words) for kind in kinds]


# -- interrupted -----------------------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for the end of the process between two transactions."""


SMALL_LOTS = ("ingest.spool.CHUNK", 3)  # so that a small delivery takes many transactions


def _dying(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    transact, left = Lease.transact, iter(range(after))
    monkeypatch.setattr(*SMALL_LOTS)

    def step(self: Lease, work: Any) -> Any:
        if next(left, None) is None:
            raise Killed
        return transact(self, work)

    monkeypatch.setattr(Lease, "transact", step)


def _second(tmp_path: Path) -> Path:
    """Changed, new, ended and withdrawn at once."""
    sent = town()
    sent.rows["permit"][0]["status"] = "granted"
    sent.rows["person"][0]["number"] = "99"
    sent.rows["permit"].append(sent.rows["permit"][1] | {"case_number": "2026-0003"})
    del sent.rows["party"][2], sent.rows["lease"][0], sent.rows["report"][0]
    return sent.at(tmp_path / "second", SECOND)


@pytest.fixture
def steps(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many transactions the second load takes."""
    count = 0
    transact = Lease.transact

    def step(self: Lease, work: Any) -> Any:
        nonlocal count
        count += 1
        return transact(self, work)

    load(store, town().at(tmp_path / "first"))
    monkeypatch.setattr(Lease, "transact", step)
    monkeypatch.setattr(*SMALL_LOTS)
    load(store, _second(tmp_path), accept="test")
    monkeypatch.undo()
    return count


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
def test_load_broken_off_anywhere_is_finished_by_loading_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int, every: int
) -> None:
    whole = digest(store)
    assert steps > 20
    for after in range(0, steps, every):
        store.write("MATCH (n) WHERE NOT n:StateStore DETACH DELETE n")
        fresh(store)
        load(store, tmp_path / "first")
        _dying(monkeypatch, after)
        with pytest.raises(Killed):
            load(store, tmp_path / "second", accept="test")
        monkeypatch.undo()
        report = load(store, tmp_path / "second", accept="test")
        if report.load == 2:  # else it had been published already
            assert counts(report, "changed") == {"Permit": 1, "PersonStatement": 1}
            assert sum(counts(report, "ended").values()) == 2
        assert digest(store) == whole, after


def test_other_delivery_is_refused_while_one_is_unfinished(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town().at(tmp_path / "a")
    _dying(monkeypatch, 4)
    with pytest.raises(Killed):
        load(store, path)
    monkeypatch.undo()
    with pytest.raises(StoreError, match=r"Load 1 of nl_municipality \(a\) is unfinished: load it again .* rollback 1"):
        load(store, police().at(tmp_path / "b"), "nl_police")
    assert load(store, path).load == 1
    assert load(store, tmp_path / "b", "nl_police").load == 2


def test_accepted_load_is_finished_without_accepting_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, town().at(tmp_path / "a"))
    sent = town()
    for kind in ("person", "party", "lease", "report"):
        sent.rows[kind] = []
    path = sent.at(tmp_path / "b")
    _dying(monkeypatch, 5)
    with pytest.raises(Killed):
        load(store, path, accept="closed files")
    monkeypatch.undo()
    report = load(store, path)
    assert (report.status, report.accepted_because) == ("accepted", "closed files")


def test_check_writes_nothing_and_tells_what_a_load_would_do(store: Store, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    before, path = digest(store), _second(tmp_path)
    with job(store, path) as opened:
        told = run.check(opened).as_json()
    assert (digest(store), published(store)) == (before, 1)
    assert told["records"] == load(store, path, accept="test").as_json()["records"]
