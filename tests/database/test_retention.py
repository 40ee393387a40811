"""A retention run: what is past its day is gone from graph, files and state, the rest stays; a kill loses nothing."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import graph.access.term
import graph.retention.run
from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import open_case, read_case
from graph.access.closing import close_case
from graph.access.erasure import NOTE_FILE
from graph.access.grants import grant_records
from graph.access.log.terms import terms
from graph.access.opening import open_view
from graph.access.sharing import SHARE, share_case
from graph.access.term import last_day
from graph.access.watch import keep_watched
from graph.errors import StoreError
from graph.export.run import export
from graph.model.kinds import the_model
from graph.retention import cli
from graph.retention.backups import due_backups
from graph.retention.exports import read_exports
from graph.retention.recipients import all_notices
from graph.retention.run import find_due, run_retention
from graph.store.backup import back_up
from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.leases import leased
from graph.store.loads import LOADS
from graph.store.rollback import roll_back
from graph.store.state_nodes import state_labels, state_rows
from tests.command import Command
from tests.database.deliveries import SECOND, TODAY, Sent, fresh, load, police, readable, town
from tests.deployments import deployed
from tests.logs import write
from tests.signing import signed_export

FIRM, POLICE = "org:NLNHR.90000471", "nl-pol-limburg"
ERASED = date(2027, 1, 2)  # the police rows may be kept until 2027-01-01, the others for longer
LATER = date(2037, 1, 1)


@pytest.fixture(autouse=True)
def _fresh(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty store; terms hold however far a test leads the day ahead of their review."""
    fresh(store)
    monkeypatch.setattr(graph.access.term, "DENY", timedelta(days=20 * 365))


def _withdrawn(store: Store, tmp_path: Path) -> Sent:
    """A report that the second delivery does not tell any more."""
    sent = town()
    load(store, sent.at(tmp_path / "first"))
    del sent.rows["report"][0]
    load(store, sent.at(tmp_path / "second", SECOND))
    return sent


def _report(store: Store) -> str:
    return str(store.read("MATCH (x:Report) RETURN x.record AS record")[0]["record"])


def _case_of(store: Store, who: Account, basis: str, today: date = TODAY) -> str:
    return open_case(store, who, "permit_screening", basis, "x", "2026-0001", today).id


def test_safeguard_11_records_past_their_day_are_erased_and_others_stay(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    load(store, town().at(tmp_path / "town"))
    others = digest(store)
    load(store, police().at(tmp_path / "police"), "nl_police")
    assert run_retention(store, store.settings, log, date(2027, 1, 1)).counts["expired"] == {}
    due = find_due(store, store.settings, ERASED).counts()
    done = run_retention(store, store.settings, log, ERASED).counts
    assert digest(store) == others
    assert due["expired"].items() <= done["expired"].items()
    assert {"Affiliation", "AFFILIATION_OF"} <= due["expired"].keys()
    assert run_retention(store, store.settings, log, ERASED).counts == {"expired": {}, "withdrawn": {}, "kept": {}}


def test_withdrawn_records_are_erased_as_if_never_told(store: Store, log: AuditLog, tmp_path: Path) -> None:
    sent = _withdrawn(store, tmp_path)
    due = find_due(store, store.settings, TODAY).counts()["withdrawn"]
    assert due["Report"] == 1
    assert run_retention(store, store.settings, log, TODAY).counts["withdrawn"].items() >= due.items()
    assert store.read("MATCH (x:Report) RETURN x.record AS record") == []
    assert load(store, sent.at(tmp_path / "third", SECOND)).graph_rows == 0
    roll_back(store, 3)
    roll_back(store, 2)  # what was erased does not come back with the load that withdrew it
    assert store.read("MATCH (x:Report) RETURN x.record AS record") == []
    assert len(readable(store, "Permit", 1)) == 2


def test_safeguard_12_who_received_a_withdrawn_record_is_kept_when_it_is_erased(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "first"))
    case, record = _case_of(store, account("official-genk"), "BE_LICENCE_1983"), _report(store)
    grant_records(store, account("official-maastricht"), case, [record], LATER, TODAY)
    who = account("official-genk")
    share_case(store, who, read_case(store, who, case), POLICE, LATER, TODAY)
    assert all_notices(store) == []
    del sent.rows["report"][0]
    load(store, sent.at(tmp_path / "second", SECOND))
    before = all_notices(store)
    assert {(one.recipient, one.how) for one in before} == {
        (who.authority, "grant"),
        (POLICE, "shared case"),
    }
    assert {(one.owner, one.why, one.case) for one in before} == {("nl-gm0935", "withdrawn", case)}
    assert run_retention(store, store.settings, log, TODAY).notices == 2
    assert sorted(map(str, all_notices(store))) == sorted(map(str, before))
    run_retention(store, store.settings, log, TODAY.replace(year=2028))
    assert all_notices(store) == []


def test_exports_are_registered_and_erased_past_the_recipients_term(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    sent = town()
    load(store, sent.at(tmp_path / "first"))
    who = account("official-maastricht")
    case = open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY)
    view, out = open_view(store, log, who, case, TODAY), tmp_path / "out"
    signed_export(view, f"around:{FIRM}", POLICE, 2)
    export(view, f"around:{FIRM}", "json_own", out, POLICE, "a letter", 2)
    (out / "added.txt").touch()
    [entry] = read_exports(store)
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (entry.recipient, str(entry.keep_until), len(entry.records)) == (POLICE, told["keep_until"], told["records"])
    del sent.rows["party"][1]
    sent.rows["lease"] = []
    load(store, sent.at(tmp_path / "second", SECOND))
    assert {one.key.split("/")[2] for one in all_notices(store) if one.how == "export"} <= {"person", "same"}
    assert entry.keep_until == date(2031, 6, 1)
    run_retention(store, store.settings, log, entry.keep_until)
    assert (out / "network.json").is_file()
    run_retention(store, store.settings, log, entry.keep_until + timedelta(days=1))
    assert [path.name for path in out.iterdir()] == ["added.txt"]
    assert read_exports(store) == []


def test_refused_rows_and_reports_go_after_their_terms(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "first"))
    folder = store.settings.data
    (folder / "quarantine" / "check.jsonl").touch()
    last = last_day("90 days", TODAY)
    run_retention(store, store.settings, log, last)
    assert [path.name for path in (folder / "quarantine").iterdir()] == ["1.jsonl"]
    run_retention(store, store.settings, log, last + timedelta(days=1))
    assert list((folder / "quarantine").iterdir()) == []
    assert [path.name for path in (folder / "reports").iterdir()] == ["1.json"]
    assert store.read(LOADS)[0]["report"]
    run_retention(store, store.settings, log, date(2031, 6, 2))
    assert list((folder / "reports").iterdir()) == []
    assert not store.read(LOADS)[0]["report"]


def _backup(store: Store, path: Path) -> date:
    with leased(store) as lease:
        back_up(lease, store.settings, path)
    made = store.read("MATCH (b:StateBackup) RETURN b.made_at AS at ORDER BY at")[-1]["at"]
    return date.fromisoformat(made[:10])


def test_backups_are_deleted_past_their_schedule_and_nothing_else(store: Store, log: AuditLog, tmp_path: Path) -> None:
    one, other, third = (tmp_path / f"{name}.zip" for name in ("one", "other", "third"))
    day = min([_backup(store, path) for path in (one, other, third)])
    other.unlink()
    other.write_text("somebody else's file", encoding="utf-8")
    third.unlink()
    last = day + timedelta(days=35)
    assert due_backups(store, store.settings, last) == []
    done = run_retention(store, store.settings, log, last + timedelta(days=1))
    assert (one.exists(), other.exists()) == (False, True)
    assert len(done.left) == 1
    assert str(other) in done.left[0]
    assert [row["own"]["id"] for row in state_rows(store, "StateBackup")] == [str(other)]


def test_a_closed_case_goes_after_the_term_of_its_country(store: Store, log: AuditLog) -> None:
    """Belgium: five years after closing. Germany: no settled term, so it stays and the run says so."""
    day = date(2020, 3, 1)
    genk, aachen = account("official-genk"), Account(id="a", name="A", role="official", authority="de-ags05334002")
    cases = [_case_of(store, who, basis, day) for who, basis in ((genk, "BE_LICENCE_1983"), (aachen, "DE_GEWO_35"))]
    for who, case in zip((genk, aachen), cases, strict=True):
        keep_watched(store, who.id, case, FIRM)
        close_case(store, store.settings, who, case, "withdrawn_by_applicant", "a reason", day)
    store.write(SHARE, share={"id": "s", "case": cases[0], "until": LATER, "on": day})
    run_retention(store, store.settings, log, date(2025, 3, 1))
    assert (_held(store, "StateCase"), _held(store, "StateWatch")) == (set(cases), set())
    done = run_retention(store, store.settings, log, date(2025, 3, 2))
    assert (_held(store, "StateCase"), _held(store, "StateShare")) == ({cases[1]}, set())
    assert any("case of DE" in said for said in done.unsettled)


def test_an_erased_integrity_file_that_is_told_again_goes(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "town"))
    files = "MATCH (x:PermitIntegrity) RETURN x.record AS record"
    assert store.read(files)
    store.write(NOTE_FILE, id="f", authority="nl-gm0935", file="2026-0001")
    assert run_retention(store, store.settings, log, TODAY).counts["kept"]["integrity files told again"]
    assert store.read(files) == []
    assert len(readable(store, "Permit", 1)) == 2
    assert run_retention(store, store.settings, log, TODAY).counts["kept"] == {}


def _held(store: Store, label: str) -> set[str]:
    return {row["own"]["id"] for row in state_rows(store, label)}


def _everything(store: Store) -> Any:
    data = store.settings.data
    files = sorted(str(path.relative_to(data)) for path in data.rglob("*") if "audit" not in path.parts)
    state = {
        label: sorted(str(sorted(row["own"].items())) for row in state_rows(store, label))
        for label in state_labels()
        if label not in {"StateChain", "StateStore"}
    }
    return digest(store), files, state


STEPS = (
    *("sweep_withdrawn", "keep_notices", "erase_withdrawn", "erase_expired"),
    *("erase_lists", "erase_export", "erase_state"),
)


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_was_killed_is_repeated(
    store: Store, log: AuditLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Killed right after a step, then run again: as one run that nothing disturbed."""
    _withdrawn(store, tmp_path)
    load(store, police().at(tmp_path / "police"), "nl_police")
    who = account("official-maastricht")
    case = open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY)
    grant_records(store, who, case.id, [_report(store)], TODAY, TODAY)
    view = open_view(store, log, who, case, TODAY)
    signed_export(view, f"around:{FIRM}", POLICE)
    export(view, f"around:{FIRM}", "json_own", tmp_path / "out", POLICE, "a letter")
    work: Callable[..., object] = getattr(graph.retention.run, step)

    def killed(*given: object) -> None:
        work(*given)
        raise KeyboardInterrupt

    day = date(2031, 12, 1)
    with monkeypatch.context() as patch:
        patch.setattr(graph.retention.run, step, killed)
        with pytest.raises(KeyboardInterrupt):
            run_retention(store, store.settings, log, day)
    run_retention(store, store.settings, log, day)
    assert find_due(store, store.settings, day).counts() == {"expired": {}, "withdrawn": {}, "kept": {}}
    assert all(store.read(f"MATCH (n:{kind}) RETURN n.id AS id LIMIT 1") == [] for kind in the_model().things)
    assert _held(store, "StateExport") | _held(store, "StateGrant") == set()
    assert not (tmp_path / "out").exists()
    found = _everything(store)
    run_retention(store, store.settings, log, day)
    assert _everything(store) == found


def test_two_runs_at_once_and_a_load_beside_it_are_refused(store: Store, log: AuditLog) -> None:
    with leased(store), pytest.raises(StoreError, match="Another load is running"):
        run_retention(store, store.settings, log, TODAY)


@pytest.fixture
def command(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    place = store.settings
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    monkeypatch.chdir(tmp_path)
    return Command(capsys, monkeypatch)


def test_the_commands_tell_what_they_did(store: Store, command: Command, tmp_path: Path) -> None:
    _withdrawn(store, tmp_path)
    case = _case_of(store, account("official-genk"), "BE_LICENCE_1983")
    grant_records(store, account("official-maastricht"), case, [_report(store)], LATER, TODAY)
    due = command("retention", "run", "--dry-run", "--json", "--today", "2026-07-01")
    assert due.code == 0
    assert json.loads(due.out)["counts"]["withdrawn"]["Report"] == 1
    assert len(store.read("MATCH (x:Report) RETURN x.record AS record")) == 1
    done = command("retention", "run", "--today", "2026-07-01")
    assert done.code == 0
    assert "withdrawn: " in done.out
    assert "1 recipients are to be told" in done.out
    told = json.loads(command("retention", "recipients", "--json").out)
    assert [(one["recipient"], one["case"]) for one in told] == [("be-nis71016", case)]
    assert command("retention", "recipients", "--record", "nothing").out.strip() == "Nobody is to be told."
    backup = tmp_path / "b.zip"
    assert command("backup", "--out", str(backup)).code == 0
    backup.write_text("damaged", encoding="utf-8")
    ended = command("retention", "run", "--today", "2036-01-01")
    assert (ended.code, "delete it by hand" in ended.out) == (1, True)


def test_the_retention_run_erases_the_log_past_its_day_and_says_what_is_wrong(
    store: Store, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One command a day is enough, whatever day the run is told."""
    for country, term in terms().items():
        monkeypatch.setitem(terms(), country, term.model_copy(update={"reviewed": date(2036, 1, 1)}))
    log, other = (
        write(store, ["2026-06-01", "2026-06-02"], "official-genk"),
        write(store, ["2026-06-01"], "official-genk"),
    )
    monkeypatch.setattr(cli, "log_day", lambda: date(2036, 6, 2))
    done = command("retention", "run", "--json", "--today", "2026-06-03")
    assert (done.code, json.loads(done.out)["counts"]["log"]) == (0, {"days": 2})
    assert not any(one.exists() for one in (log.files[0], other.files[0]))
    log.files[1].write_bytes(log.files[1].read_bytes().replace(b'"query"', b'"quest"'))
    monkeypatch.setattr(cli, "log_day", lambda: date(2036, 6, 3))
    wrong = command("retention", "run", "--today", "2026-06-03")
    assert wrong.code == 1
    assert f"chain {log.files[1].parent.name}: something is wrong with it" in wrong.out


def test_outside_a_made_up_region_no_day_to_come_is_believed(command: Command, tmp_path: Path) -> None:
    with deployed(tmp_path, profile="municipality-nl", host="nl-gm0935"):
        ended = command("retention", "run", "--today", "2099-01-01")
    assert ended.code == 3
    assert "has not come yet" in ended.err
