"""The life of the embedded engine, and what the store promises on both engines."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.settings import Settings
from graph.store import embedded
from graph.store.batches import MOST
from graph.store.connection import Store, Transaction, open_store
from graph.store.ports import started_at
from graph.store.secrets import write_private
from tests.engines import RunningNeo4j

START = """
import sys; from pathlib import Path; from graph.store import embedded
from graph.store.batches import MOST
print(embedded.start(Path(sys.argv[1])).pid)
"""
SLOW = "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b WITH a WHERE a * b = 0 RETURN count(*) AS n"
BREAK = "UNWIND [1, 0] AS d CREATE (:Person {id: toString(1 / d)})"
COUNT = "MATCH (p:Person) RETURN count(p) AS n"
MARKER = "Zwartmarker"


@pytest.fixture
def data(settings: Settings) -> Iterator[Path]:
    yield settings.data
    embedded.stop(settings.data)


def test_second_start_attaches_and_stop_ends(data: Path) -> None:
    first = embedded.start(data)
    assert embedded.start(data) == first == embedded.status(data)
    assert embedded.stop(data)
    assert embedded.status(data) is None
    assert started_at(first.pid) is None
    assert not embedded.stop(data)


def test_kept_after_a_kill_which_is_told_in_a_sentence(data: Path, settings: Settings) -> None:
    with open_store(settings, retry_seconds=0.1) as store:
        store.write("CREATE (:Person {id: 'x'})")
        first = embedded.start(data)
        os.kill(first.pid, signal.SIGKILL)
        with pytest.raises(StoreError, match=r"The database at bolt://127\.0\.0\.1:\d+ does not answer"):
            store.read("RETURN 1 AS one")
    second = embedded.start(data)
    assert (second.instance, second.pid != first.pid) == (first.instance, True)
    with open_store(settings) as store:
        assert store.read(COUNT) == [{"n": 1}]


def test_two_commands_at_once_share_one_engine_that_outlives_them(data: Path) -> None:
    command = [sys.executable, "-c", START, str(data)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    pids = {each.communicate()[0].strip() for each in both}
    running = embedded.status(data)
    assert running is not None
    assert pids == {str(running.pid)}
    assert embedded.start(data) == running


def test_note_of_a_reused_pid_is_replaced_and_that_process_left_alone(data: Path) -> None:
    data.mkdir()
    with subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE) as other:
        note = {"pid": other.pid, "started": started_at(other.pid), "port": 1, "instance": "x"}
        for started in (1, note["started"]):  # another start time; the same one, but another command line
            (data / "engine.json").write_text(json.dumps(note | {"started": started}))
            assert embedded.status(data) is None
            assert not embedded.stop(data)
        (data / "engine.json").write_text(json.dumps(note))
        assert embedded.start(data).pid != other.pid
        assert other.poll() is None


@pytest.mark.parametrize("same_password", [False, True])
def test_foreign_server_on_the_port(data: Path, embedded_server: Settings, same_password: bool) -> None:
    embedded.start(data)
    kept = {name: (data / name).read_text() for name in ("engine.json", "engine.secret")}
    foreign = json.loads((embedded_server.data / "engine.json").read_text())
    (data / "engine.json").write_text(json.dumps(json.loads(kept["engine.json"]) | {"port": foreign["port"]}))
    if same_password:
        (data / "engine.secret").write_text((embedded_server.data / "engine.secret").read_text())
    with pytest.raises(StoreError, match="Another database than that of"):
        embedded.start(data)
    for name, text in kept.items():
        (data / name).write_text(text)
    assert embedded.status(data) == embedded.start(data)


def test_password_shows_neither_in_the_process_nor_to_other_users(embedded_server: Settings) -> None:
    data = embedded_server.data
    engine = embedded.start(data)
    for file in ("cmdline", "environ"):
        assert engine.password.encode() not in Path(f"/proc/{engine.pid}/{file}").read_bytes()
    assert engine.password not in repr(engine)
    assert [path for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077] == []


def test_engine_listens_on_loopback_only(embedded_server: Settings) -> None:
    proc = Path(f"/proc/{embedded.start(embedded_server.data).pid}")
    sockets = {os.readlink(handle) for handle in (proc / "fd").iterdir() if handle.is_symlink()}
    tables = (proc / "net/tcp").read_text() + (proc / "net/tcp6").read_text()
    rows = [line.split() for line in tables.splitlines()]
    listening = [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets]
    assert len(listening) == 2
    assert all(address.split(":")[0].endswith("0100007F") for address in listening)


@pytest.mark.usefixtures("data")
def test_endless_and_reading_files(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "COMMAND_TIMEOUT_MS", 200)
    with open_store(settings, retry_seconds=0) as store:
        with pytest.raises(StoreError, match="TransactionTimedOut"):
            store.read(SLOW)
        with pytest.raises(StoreError, match="Forbidden"):
            store.read("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line")
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_broken_start_tells_the_end_of_the_log(data: Path) -> None:
    (data / "engine").mkdir(parents=True)
    (data / "engine/databases").touch()
    with pytest.raises(StoreError, match=r"engine.log ends with: .*databases"):
        embedded.start(data)


def test_wrong_password_is_told_without_it(neo4j_server: RunningNeo4j, settings: Settings) -> None:
    wrong = settings.data.with_name("password")
    write_private(wrong, "not-this-one")
    with pytest.raises(StoreError, match="refused user and password") as refused:
        open_store(replace(settings, uri=neo4j_server.uri, password_file=wrong))
    assert "not-this-one" not in str(refused.value)


def test_unknown_database(embedded_server: Settings) -> None:
    with pytest.raises(StoreError, match="DatabaseNotFound"):
        open_store(replace(embedded_server, database="elsewhere"), retry_seconds=0)


def test_dates_come_back_as_python_dates(store: Store) -> None:
    day, last = date(2024, 2, 29), date(9999, 12, 31)
    store.write("CREATE (:Permit {id: 'p1', since: $day, days: [$day, $last]})", day=day, last=last)
    rows = store.read("MATCH (p:Permit) RETURN p.since AS since, p.days AS days, {x: [p.since]} AS deep")
    assert repr(rows) == repr([{"since": day, "days": [day, last], "deep": {"x": [day]}}])


def test_store_names_its_engine_and_counts(store: Store, request: pytest.FixtureRequest) -> None:
    assert f"[{store.engine}]" in request.node.name
    made = store.write("UNWIND [1, 2] AS id CREATE (:Person {id: id})-[:LIVES_AT]->(:Premises) RETURN id")
    assert (made.nodes_created, made.relationships_created, made.properties_set) == (4, 2, 2)
    assert made.rows == [{"id": 1}, {"id": 2}]
    gone = store.write("MATCH (n:Person) DETACH DELETE n")
    assert (gone.nodes_deleted, gone.relationships_deleted) == (2, 2)


def test_failing_work_is_rolled_back_and_its_error_arrives(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        assert transaction.run("CREATE (:Person {id: 'x'})").nodes_created == 1
        assert transaction.run(COUNT).rows == [{"n": 1}]
        raise KeyError("a mistake of the caller")

    with pytest.raises(KeyError, match="a mistake of the caller"):
        store.transact(work)
    assert store.read(COUNT) == [{"n": 0}]
    assert store.transact(lambda transaction: transaction.run("CREATE (:Person)").nodes_created) == 1
    assert store.read(COUNT) == [{"n": 1}]


def test_failing_statement_takes_the_whole_transaction_back(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Person {id: 'x'})")
        transaction.run(BREAK)

    with pytest.raises(StoreError, match="did not do what was asked"):
        store.transact(work)
    with pytest.raises(StoreError, match="did not do what was asked"):
        store.write(BREAK)
    assert store.read(COUNT) == [{"n": 0}]


def test_errors_and_log_never_repeat_a_value(store: Store, embedded_server: Settings) -> None:
    store.write("CREATE CONSTRAINT engine_test IF NOT EXISTS FOR (n:EngineTest) REQUIRE n.id IS UNIQUE")
    with pytest.raises(StoreError, match="ConstraintValidationFailed") as broken:
        store.write("UNWIND $ids AS id CREATE (:EngineTest {id: id})", ids=[MARKER, MARKER])
    with pytest.raises(StoreError) as wrong:
        store.write("RETURN date($day)", day=MARKER)
    with pytest.raises(StoreError, match=r"does not understand a statement \(line 1(:|, column )\d+\)"):
        store.read("MATCH (n:Person RETURN n")
    assert MARKER not in f"{broken.value} {wrong.value}"
    logs = [embedded_server.data / "engine.log", *(embedded_server.data / "engine/log").iterdir()]
    assert [path for path in logs if MARKER in path.read_text(errors="replace")] == []


def test_the_largest_message_is_answered_and_a_larger_one_is_not_sent(store: Store) -> None:
    """Over 16 MB the embedded engine does not answer at all, and the client would wait for ever."""
    wide, told = "\U0001f3db", "RETURN $asked IS NOT NULL AS told"  # four bytes a character
    assert store.read(told, asked=wide * (MOST - 100)) == [{"told": True}]
    large = dict.fromkeys((f"{wide * 50}{n}" for n in range(MOST // 50)), True)
    for ask in (store.read, store.columns, store.write, lambda text, **sent: list(store.stream(text, **sent))):
        with pytest.raises(StoreError, match="at once, and nothing of it was"):
            ask(told, asked=large)
    with pytest.raises(StoreError, match="at once, and nothing of it was"):
        store.transact(lambda transaction: transaction.run(told, asked=large))
    assert store.read(told, asked=1) == [{"told": True}]
