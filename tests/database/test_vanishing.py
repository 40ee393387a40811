"""What absence means: ended, withdrawn, nothing, and the removals of a partial delivery."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from graph.store import withdrawal
from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.leases import Lease
from graph.store.loads import published
from graph.store.withdrawal import finish_withdrawals
from tests.database.deliveries import SECOND, THIRD, Sent, counts, fresh, load, police, readable, town

KBO = Path(__file__).parents[2] / "ingest/sources/be_kbo/sample"


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def test_director_who_vanished_stays_a_former_director(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    del sent.rows["party"][2]
    report = load(store, sent.at(tmp_path / "b", SECOND))
    assert counts(report, "ended") == {"PARTY_IN": 1}
    words = "role until basis line"
    assert (
        readable(store, "PARTY_IN", 1, words).count({"role": "director", "until": None, "basis": None, "line": 4}) == 1
    )
    former = {"role": "director", "until": date(2026, 6, 15), "basis": "vanished", "line": 0}
    told = readable(store, "PARTY_IN", 2, words)
    assert (told.count(former), len(told)) == (1, 5)


def test_third_load_without_change_writes_nothing(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    del sent.rows["party"][2], sent.rows["lease"][1], sent.rows["report"][0]
    load(store, sent.at(tmp_path / "b", SECOND))
    before = digest(store)
    report = load(store, sent.at(tmp_path / "c", THIRD))
    assert (report.graph_rows, counts(report, "ended"), counts(report, "withdrawn")) == (0, {}, {})
    assert digest(store) == before


def test_ended_record_keeps_its_lines_and_an_earlier_end(store: Store, tmp_path: Path) -> None:
    sent = town()
    sent.rows["lease"][0]["to"] = "2025-12-31"
    load(store, sent.at(tmp_path / "a"))
    sent.rows["lease"] = []
    report = load(store, sent.at(tmp_path / "b", SECOND))
    assert counts(report, "ended") == {"Lease": 2}
    ends = {row["rent"]: row["until"] for row in readable(store, "Lease", 2)}
    assert ends == {900.0: date(2025, 12, 31), 500.0: date(2026, 6, 15)}
    for kind in ("LEASE_OF", "LETS", "LET_TO"):
        assert [row["known_from"] for row in readable(store, kind, 2)] == [2, 2]


def test_lines_between_things_end_with_their_record(store: Store, tmp_path: Path) -> None:
    """An organisation of a Belgian register vanishes: its seat, a line of the thing, ends with it."""
    load(store, KBO / "full", "be_kbo")
    seats = readable(store, "SEATED_AT", 1)
    assert seats
    shorter = tmp_path / "shorter"
    shorter.mkdir()
    _without_one_enterprise(shorter)
    report = load(store, shorter, "be_kbo", accept="test")
    assert counts(report, "ended")["OrganisationStatement"] > 0
    told = readable(store, "SEATED_AT", 2)
    assert len(told) == len(seats)
    assert sum(row.get("until") is not None and row["known_from"] == 2 for row in told) == 1


def _without_one_enterprise(folder: Path) -> None:
    """The sample without the first enterprise that has a seat; each file group of it is a statement."""
    lines = (KBO / "full/enterprise.csv").read_text(encoding="utf-8").splitlines()
    seats = (KBO / "full/address.csv").read_text(encoding="utf-8")
    number = next(line.split(",")[0].strip('"') for line in lines[1:] if f'{line.split(",")[0]},"REGO"' in seats)
    for file in (KBO / "full").iterdir():
        text = file.read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if not line.startswith(f'"{number}"')]
        (folder / file.name).write_text("\n".join(kept) + "\n", encoding="utf-8")


def test_withdrawn_is_unreadable_at_every_number_in_all_versions(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["person"][2]["number"] = "99"
    load(store, sent.at(tmp_path / "b", SECOND))
    assert len(_homes(store, 1) - _homes(store, 2)) == 1
    del sent.rows["person"][2]
    report = load(store, sent.at(tmp_path / "c", THIRD))
    assert counts(report, "withdrawn") == {"PersonStatement": 1}
    for number in (1, 2, 3):
        names = {row["surname"] for row in readable(store, "PersonStatement", number)}
        assert names == {"Proefman", "Voorbeeld"}
        assert len(readable(store, "DESCRIBES", number)) == len(readable(store, "DESCRIBES", 3))
        assert not any(
            home.endswith(("16, 6211AA Maastricht", "99, 6211AA Maastricht")) for home in _homes(store, number)
        )


def _homes(store: Store, number: int) -> set[str]:
    return {row["address"] for row in readable(store, "LIVES_AT", number)}


def test_police_records_that_are_not_told_any_more_are_withdrawn(store: Store, tmp_path: Path) -> None:
    sent = police()
    load(store, sent.at(tmp_path / "a"), "nl_police")
    del sent.rows["affiliation"][1]
    report = load(store, sent.at(tmp_path / "b", SECOND), "nl_police")
    assert counts(report, "withdrawn") == {"Affiliation": 1, "PersonStatement": 1}
    for kind, left in (("Affiliation", 1), ("AFFILIATION_OF", 1), ("AFFILIATION_WITH", 1), ("PersonStatement", 1)):
        assert [len(readable(store, kind, number)) for number in (1, 2)] == [left, left]


def test_withdrawn_record_told_again_begins_anew(store: Store, tmp_path: Path) -> None:
    sent, less = police(), police()
    del less.rows["affiliation"][1]
    for name, each in (("a", sent), ("b", less), ("c", sent), ("d", less)):
        load(store, each.at(tmp_path / name), "nl_police")
        if name == "c":
            assert [len(readable(store, "Affiliation", number)) for number in (1, 2, 3)] == [1, 1, 2]
    assert [len(readable(store, "Affiliation", number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


def test_withdrawal_cut_off_after_publication_is_finished(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = police()
    load(store, sent.at(tmp_path / "a"), "nl_police")
    del sent.rows["affiliation"][1]
    repeat = Lease.repeat

    def cut(self: Lease, statement: str, /, **parameters: object) -> None:
        if "PersonStatement" in statement:
            raise KeyboardInterrupt
        repeat(self, statement, **parameters)

    monkeypatch.setattr(Lease, "repeat", cut)
    with pytest.raises(KeyboardInterrupt):
        load(store, sent.at(tmp_path / "b"), "nl_police")
    monkeypatch.undo()
    assert (published(store), len(readable(store, "PersonStatement", 1))) == (2, 2)
    finish_withdrawals(store)
    assert [len(readable(store, "PersonStatement", number)) for number in (1, 2)] == [1, 1]
    ends = store.read("MATCH (x:Affiliation) WHERE x.withdrawn = 2 RETURN x.was_to AS was")
    assert ends == [{"was": 2}]  # swept once, not twice: the end it had is kept
    assert store.read(withdrawal.PENDING) == []


def test_kind_whose_absence_means_nothing_stays(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    del sent.rows["permit"][1]
    report = load(store, sent.at(tmp_path / "b"))
    assert "Permit" not in counts(report, "ended") | counts(report, "withdrawn")
    assert len(readable(store, "Permit", 2)) == 2


def test_partial_delivery_ends_nothing(store: Store, tmp_path: Path) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "a"))
    before = digest(store)
    for kind in ("party", "lease", "report"):
        sent.rows[kind] = []
    report = load(store, sent.at(tmp_path / "b", complete=False), accept="test")
    assert (report.load, digest(store)) == (2, before)


def test_removals_of_an_update_set_end_and_a_second_time_write_nothing(store: Store, tmp_path: Path) -> None:
    full = load(store, KBO / "full", "be_kbo")
    assert full.status == "loaded"
    update = load(store, KBO / "update", "be_kbo", accept="test")
    assert sum(counts(update, "ended").values()) > 0
    removed = [row for row in readable(store, "OrganisationStatement", 2) if row.get("basis") == "vanished"]
    assert all(row["until"] is not None for row in removed)
    before = digest(store)
    again = load(store, KBO / "update", "be_kbo", accept="test")
    assert (again.graph_rows, counts(again, "ended")) == (0, {})
    assert digest(store) == before


def test_updates_come_in_the_order_of_their_numbers_and_after_a_full_set(store: Store, tmp_path: Path) -> None:
    """The full set of the sample is number 900, its update 901."""
    assert load(store, KBO / "update", "be_kbo").broken == ["it is an update, and no full set is loaded before it"]
    assert load(store, KBO / "full", "be_kbo").status == "loaded"
    gap = tmp_path / "gap"
    shutil.copytree(KBO / "update", gap)
    meta = (gap / "meta.csv").read_text(encoding="utf-8")
    assert "901" in meta
    (gap / "meta.csv").write_text(meta.replace("901", "903"), encoding="utf-8")
    gone = "it is number 903; after number 900 comes number 901"
    assert (stopped := load(store, gap, "be_kbo")).status == "stopped"
    assert gone in stopped.broken
    following = load(store, KBO / "update", "be_kbo", accept="a small sample")
    again = load(store, KBO / "update", "be_kbo", accept="a small sample")
    for report in (following, again):
        assert not any("number" in why or "full set" in why for why in report.broken)
    assert load(store, gap, "be_kbo", accept="902 is lost").status == "accepted"


def closure(number: str, premises: str, subject: str) -> dict[str, str]:
    told = {"measure_id": number, "measure_type": "closure", "date_start": "2026-05-20"}
    return told | {"premises_ref": premises, "subject_ref": subject}


def closed() -> Sent:
    """Two closed premises, each with two identifiers, and two persons; nothing but the measures names them."""
    sent = town()
    sent.rows["person"] += [{"person_ref": f"P{n}", "surname": f"Sluiter{n}"} for n in (8, 9)]
    sent.rows["premises"] += [
        sent.rows["premises"][0] | {"premises_ref": f"R{n}", "address_id": f"093520000001234{n}", "number": str(n)}
        for n in (8, 9)
    ]
    sent.rows["measure"] = [closure(f"M{n}", f"R{n}", f"P{n}") for n in (8, 9)]
    return sent


def names(store: Store, known_at: int) -> set[str]:
    return {row["surname"] for row in readable(store, "PersonStatement", known_at)}


@pytest.mark.parametrize("fault", ["klosure", "only,three,fields"])
def test_a_bad_row_costs_nothing_of_what_it_alone_names(store: Store, tmp_path: Path, fault: str) -> None:
    """Neither the name of its subject nor that its premises have two identifiers; the row itself stands as it was."""
    sent = closed()
    load(store, sent.at(tmp_path / "a"))
    path = sent.at(tmp_path / "b", SECOND)
    lines = (path / "measure.csv").read_text(encoding="utf-8").splitlines()
    lines[-1] = fault if "," in fault else lines[-1].replace("closure", fault)
    (path / "measure.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    before, same = names(store, 1), readable(store, "SAME_AS", 1)
    report = load(store, path, accept="one row is not readable")
    assert (counts(report, "withdrawn"), counts(report, "ended")) == ({}, {})
    assert (names(store, 2), names(store, 1), readable(store, "SAME_AS", 2)) == (before, before, same)


def test_beside_a_bad_row_what_is_really_gone_is_withdrawn(store: Store, tmp_path: Path) -> None:
    sent = closed()
    load(store, sent.at(tmp_path / "a"))
    sent.rows["measure"][0]["measure_type"] = "klosure"
    del sent.rows["measure"][1]
    report = load(store, sent.at(tmp_path / "b", SECOND), accept="one row is not readable")
    assert counts(report, "withdrawn") == {"PersonStatement": 1, "SAME_AS": 1}
    assert {"Sluiter8", "Sluiter9"} & names(store, 2) == {"Sluiter8"}
