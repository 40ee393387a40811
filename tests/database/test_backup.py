"""A backup restored, on the same or on the other engine, is the same graph, state, log and keys."""

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import copy2, copytree

import pytest
import typer
from typer.testing import CliRunner

import graph.store.backup
import graph.store.restore
from graph.access.audit import AuditLog, verify
from graph.access.log.verify import Verified
from graph.errors import StoreError, UsageError
from graph.model.kinds import the_model
from graph.settings import Settings
from graph.store import embedded
from graph.store.archive import MANIFEST
from graph.store.backup import back_up
from graph.store.backup_cli import backup, restore
from graph.store.connection import Store, open_store
from graph.store.contents import Row, kinds, rows_of
from graph.store.digests import digest
from graph.store.erasure import erase_expired
from graph.store.leases import Lease, leased
from graph.store.loads import LOADS, published, read_compartments
from graph.store.restore import restore_from
from graph.store.schema import apply_schema
from graph.store.subject_keys import DESTROYED, find_key, forget_subject
from tests.database.deliveries import SECOND, TODAY, fresh, load, police, town
from tests.engines import RunningNeo4j

EMPTY = "MATCH (n) WHERE NOT n:StateStore DETACH DELETE n"


@pytest.fixture
def loaded(store: Store, tmp_path: Path) -> Store:
    """Two sources, one of them in two versions with ended and withdrawn records; one line in the log."""
    fresh(store)
    load(store, police().at(tmp_path / "police"), "nl_police")
    sent = town()
    load(store, sent.at(tmp_path / "first"))
    sent.rows["person"][0]["number"] = "99"
    del sent.rows["party"][2], sent.rows["report"][0]
    load(store, sent.at(tmp_path / "second", SECOND))
    log = AuditLog(store, store.settings)
    log.write("a", "c", "query", "per:1", {"rows": 1})
    log.close()
    return store


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "new/data", keys=tmp_path / "new/keys")


@pytest.fixture
def saved(loaded: Store, tmp_path: Path) -> Path:
    with leased(loaded) as lease:
        assert back_up(lease, loaded.settings, tmp_path / "saved.zip") == digest(loaded)
    return tmp_path / "saved.zip"


def _files(settings: Settings) -> dict[str, bytes]:
    folders = [settings.data / name for name in ("audit", "quarantine", "reports")] + [settings.keys]
    files = [(folder.name, path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {f"{folder}/{path.name}": path.read_bytes() for folder, path in files}


def _state(store: Store) -> object:
    return published(store), store.read(LOADS), read_compartments(store), verify(store, store.settings)


def test_restored_into_an_empty_store_everything_is_equal(loaded: Store, saved: Path, elsewhere: Settings) -> None:
    before, state, files = digest(loaded), _state(loaded), _files(loaded.settings)
    assert {name.partition("/")[0] for name in files} == {"audit", "quarantine", "reports", "keys"}
    there = replace(loaded.settings, data=elsewhere.data, keys=elsewhere.keys)
    loaded.write(EMPTY)
    loaded.write("MATCH (s:StateStore) REMOVE s.published")
    with open_store(there) as store:
        assert restore_from(store, there, saved, TODAY).digests == before
        assert (digest(store), _state(store), _files(there)) == (before, state, files)
        apply_schema(store)
        paths = [*there.data.rglob("*"), *there.keys.rglob("*")]
        assert [path for path in paths if path.stat().st_mode & 0o077] == []
        assert load(store, town().at(elsewhere.data.with_name("next")), accept="test").load == 4


def test_restored_on_the_other_engine_the_digests_are_equal(
    embedded_server: Settings, neo4j_server: RunningNeo4j, tmp_path: Path
) -> None:
    here = replace(embedded_server, data=tmp_path / "here", keys=tmp_path / "here.keys")
    there = Settings(tmp_path / "there", tmp_path / "there.keys", neo4j_server.uri, "neo4j", neo4j_server.password_file)
    with open_store(here) as one, open_store(there) as other:
        for each in (one, other):
            each.write(EMPTY)
            fresh(each)
        load(one, town().at(tmp_path / "a"))
        with leased(one) as lease:
            told = back_up(lease, here, tmp_path / "one.zip")
        assert restore_from(other, there, tmp_path / "one.zip", TODAY).digests == told == digest(one)
        with leased(other) as lease:
            assert back_up(lease, there, tmp_path / "other.zip") == told


def test_what_came_to_its_day_since_the_backup_is_erased_before_it_is_served(
    loaded: Store, saved: Path, elsewhere: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {kind: _rows(loaded, kind) for kind in kinds()}
    day = date(2027, 1, 2)  # the police rows may be kept until 2027-01-01, the others for longer
    gone = {kind: [row for row in rows if _retained(row) < day] for kind, rows in before.items()}
    assert gone["Affiliation"]
    assert before["Permit"]
    assert not gone["Permit"]
    loaded.write(EMPTY)
    loaded.write("MATCH (s:StateStore) REMOVE s.published")
    there = replace(loaded.settings, data=elsewhere.data, keys=elsewhere.keys)
    served: list[int] = []

    def noting(lease: Lease, today: date) -> dict[str, int]:
        served.append(published(loaded))
        return erase_expired(lease, today)

    monkeypatch.setattr(graph.store.restore, "erase_expired", noting)
    with open_store(there) as store:
        done = restore_from(store, there, saved, day)
        assert served == [0]
        for kind in (kind for kind in before if kind not in the_model().things):
            left = _rows(store, kind)
            assert done.erased.get(kind, 0) == len(gone[kind]) == len(before[kind]) - len(left), kind
            assert not [row for row in left if _retained(row) < day]
        assert done.erased["Group"] == len(before["Group"]) > 0
        assert [store.read(f"MATCH (n:{kind}) WHERE NOT (n)--() RETURN n.id AS id") for kind in the_model().things] == [
            [] for _ in the_model().things
        ]


def _rows(store: Store, kind: str) -> list[Row]:
    return [row["own"] for row in rows_of(store, kind)]


def _retained(own: Row) -> date:
    day = own.get("retain_until", date.max)
    assert isinstance(day, date)
    return day


def test_file_and_its_members_are_for_their_owner_only(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(saved) as file:
        keys = [info for info in file.infolist() if info.filename.startswith("keys/")]
        assert {info.external_attr >> 16 & 0o777 for info in keys} == {0o600}
        assert "keys/nl.key" in {info.filename for info in keys}


def test_no_load_runs_while_a_backup_is_made(loaded: Store, tmp_path: Path) -> None:
    with leased(loaded), pytest.raises(StoreError, match="Another load is running"):
        load(loaded, tmp_path / "first")


def test_backup_never_overwrites_and_leaves_no_half_file(
    loaded: Store, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with leased(loaded) as lease:
        with pytest.raises(UsageError, match="exists: name a new file"):
            back_up(lease, loaded.settings, saved)
        with monkeypatch.context() as patch:
            patch.setattr(graph.store.backup, "rows_of", _dying)
            with pytest.raises(StoreError, match="the database went away"):
                back_up(lease, loaded.settings, tmp_path / "half.zip")
    assert list(tmp_path.glob("half*")) == []


def _dying(store: Store, kind: str) -> Iterator[Row]:
    yield {"own": {"id": "per:1"}}
    raise StoreError("the database went away")


def test_changed_or_cut_file_is_refused_before_anything_is_written(
    loaded: Store, saved: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    loaded.write(EMPTY)
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"applied", b"granted"))
    (tmp_path / "cut.zip").write_bytes(saved.read_bytes()[:-100])
    for name, words in (("changed.zip", "changed or damaged"), ("cut.zip", "no readable backup")):
        with pytest.raises(UsageError, match=words):
            restore_from(loaded, elsewhere, tmp_path / name, TODAY)
    assert loaded.read("MATCH (n:Permit) RETURN n.key AS key") == []
    apply_schema(loaded)
    assert not elsewhere.data.exists()


def test_member_outside_its_folder_is_refused(loaded: Store, saved: Path, elsewhere: Settings, tmp_path: Path) -> None:
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(evil, "w") as new:
        manifest = json.loads(old.read(MANIFEST))
        manifest["sha256"]["files/../../x"] = sha256(b"x").hexdigest()
        for name in old.namelist():
            new.writestr(name, json.dumps(manifest) if name == MANIFEST else old.read(name))
        new.writestr("files/../../x", b"x")
    with pytest.raises(UsageError, match="changed or damaged"):
        restore_from(loaded, elsewhere, evil, TODAY)


def test_store_or_folder_that_holds_something_is_refused(loaded: Store, saved: Path, elsewhere: Settings) -> None:
    with pytest.raises(UsageError, match=r"something already \(Application\)"):
        restore_from(loaded, elsewhere, saved, TODAY)
    loaded.write(EMPTY)
    with pytest.raises(UsageError, match=r"something already \(audit\)"):
        restore_from(loaded, loaded.settings, saved, TODAY)
    elsewhere.keys.mkdir(parents=True)
    (elsewhere.keys / "nl.key").write_bytes(b"another key")
    with pytest.raises(UsageError, match=r"something already \(keys/nl.key\)"):
        restore_from(loaded, elsewhere, saved, TODAY)


@pytest.mark.parametrize("when", ["before the backup", "since the backup", "since the backup, keys still there"])
def test_no_restore_brings_back_a_destroyed_key(loaded: Store, tmp_path: Path, elsewhere: Settings, when: str) -> None:
    there = replace(loaded.settings, data=elsewhere.data, keys=elsewhere.keys)
    keys = loaded.settings.keys
    copytree(keys, tmp_path / "copy")
    if when == "before the backup":
        forget_subject(loaded.settings, "per:1")
    with leased(loaded) as lease:
        back_up(lease, loaded.settings, tmp_path / "saved.zip")
    forget_subject(loaded.settings, "per:1")
    if when == "since the backup":
        copytree(keys, elsewhere.keys)
    elif "still there" in when:
        copytree(tmp_path / "copy", elsewhere.keys)
        copy2(keys / "subjects" / DESTROYED, elsewhere.keys / "subjects")
    loaded.write(EMPTY)
    loaded.write("MATCH (s:StateStore) REMOVE s.published")
    with open_store(there) as store:
        restore_from(store, there, tmp_path / "saved.zip", TODAY)
        assert (find_key(there.keys, "per:1"), list((there.keys / "subjects").glob("*.key"))) == (None, [])
        assert verify(store, there) == Verified()


@pytest.mark.parametrize("step", ["_restore_nodes", "_restore_lines", "_restore_files", "_compared"])
def test_interrupted_restore_is_not_served_and_can_be_repeated(
    loaded: Store, saved: Path, elsewhere: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, state = digest(loaded), _state(loaded)
    loaded.write(EMPTY)
    loaded.write("MATCH (s:StateStore) REMOVE s.published")
    there = replace(loaded.settings, data=elsewhere.data, keys=elsewhere.keys)
    work: Callable[..., object] = getattr(graph.store.restore, step)

    def interrupted(*given: object) -> None:
        work(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(graph.store.restore, step, interrupted)
    with suppress(KeyboardInterrupt):
        restore_from(loaded, there, saved, TODAY)
    monkeypatch.undo()
    assert published(loaded) == 0
    with pytest.raises(StoreError, match="was interrupted: repeat `euregraph restore`"):
        apply_schema(loaded)
    with open_store(there) as store:
        assert restore_from(store, there, saved, TODAY).digests == before
        apply_schema(store)
        assert _state(store) == state


def test_commands_copy_an_embedded_store(tmp_path: Path) -> None:
    commands = typer.Typer()
    commands.command()(backup)
    commands.command()(restore)
    one, other, file = tmp_path / "one", tmp_path / "other", str(tmp_path / "b.zip")
    try:
        with open_store(Settings(one, tmp_path / "one.keys")) as store:
            fresh(store)
            load(store, town().at(tmp_path / "a"))
            before = digest(store)
        for words in (
            ["backup", "--out", file, "--data", str(one)],
            ["restore", file, "--data", str(other), "--today", "2026-06-01"],
        ):
            done = CliRunner().invoke(commands, words)
            assert done.exit_code == 0, done.exception
            assert " rows of the graph" in done.output
        with open_store(Settings(other, tmp_path / "other.keys")) as store:
            assert digest(store) == before
    finally:
        embedded.stop(one)
        embedded.stop(other)
    assert "keep it as you keep the" in CliRunner().invoke(commands, ["backup", "--help"]).output
