"""Secret files, the words of errors, the command; and that a missing Neo4j is never silent."""

import errno
import json
import os
import re
import ssl
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j.exceptions import ClientError, CypherSyntaxError, ServiceUnavailable, TransientError
from typer.testing import CliRunner

from graph.errors import EuregraphError, StoreError, UsageError
from graph.settings import Settings
from graph.store import embedded
from graph.store.cli import app
from graph.store.connection import open_store
from graph.store.ports import Server, explained, free_ports, started_at
from graph.store.secrets import keep_password, read_private, write_private


def test_private_file_is_replaced_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("open to all")
    file.chmod(0o644)
    write_private(file, "hidden\n")
    assert (file.stat().st_mode & 0o777, read_private(file)) == (0o600, "hidden")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_password_file_of_others_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "password"
    file.write_text("hidden")
    file.chmod(mode)
    with pytest.raises(UsageError, match="chmod 600") as refused:
        read_private(file)
    assert "hidden" not in str(refused.value)


def test_missing_and_empty_password_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_private(tmp_path / "password")
    write_private(tmp_path / "password", "\n")
    with pytest.raises(UsageError, match="is empty"):
        read_private(tmp_path / "password")


def test_password_is_made_once_and_differs_per_folder(tmp_path: Path) -> None:
    first = keep_password(tmp_path / "a")
    assert keep_password(tmp_path / "a") == first
    assert len(first) >= 24
    assert keep_password(tmp_path / "b") != first


def test_uri_without_password_file_is_a_usage_error(settings: Settings) -> None:
    with pytest.raises(UsageError, match="EUREGRAPH_PASSWORD_FILE"):
        open_store(replace(settings, uri="bolt://127.0.0.1:1"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "neo4j+s"])
def test_nobody_at_the_address(settings: Settings, scheme: str, caplog: pytest.LogCaptureFixture) -> None:
    nobody = f"{scheme}://127.0.0.1:{free_ports(1)[0]}"
    password_file = settings.data.with_name("password")
    write_private(password_file, "hidden")
    with pytest.raises(StoreError, match=re.escape(f"{nobody} does not answer")):
        open_store(replace(settings, uri=nobody, password_file=password_file), retry_seconds=0)
    assert caplog.text == ""


def test_address_with_a_mistyped_port(settings: Settings) -> None:
    password_file = settings.data.with_name("password")
    write_private(password_file, "hidden")
    with pytest.raises(UsageError, match="write it as bolt://host:port"):
        open_store(replace(settings, uri="bolt://127.0.0.1:abc", password_file=password_file))


def test_ports_are_free_and_different() -> None:
    assert len(set(free_ports(5))) == 5


def test_process_is_known_by_its_start_and_by_a_word() -> None:
    command = [sys.executable, "-c", "input(input())", "@word"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"ready\n")
        process.stdin.flush()
        assert process.stdout.read(5) == b"ready"  # until then the kernel may still be giving it its words
        server = Server(process.pid, started_at(process.pid) or 0, port=1)
        later = replace(server, started=server.started + 1)
        assert (server.runs("@word"), server.runs("@other"), later.runs("@word")) == (True, False, False)
        assert (later.end("@word", 5), process.poll()) == (False, None)
        assert server.end("@word", 5)
        assert not server.runs("@word")
    assert not server.end("@word", 5)


def test_a_process_that_execs_has_no_words_for_a_moment_and_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a start under load is given up before the engine has begun; one that ends has none either, and is gone."""
    told = iter([b"", b"", *[b"java\0@word\0"] * 9])
    monkeypatch.setattr(Path, "read_bytes", lambda _: next(told))
    server = Server(os.getpid(), started_at(os.getpid()) or 0, 1)
    assert not server.runs("@word")
    assert server.begins("@word", 5)
    assert not replace(server, started=server.started + 1).begins("@word", 5)


def test_looking_creates_nothing(settings: Settings) -> None:
    assert embedded.status(settings.data) is None
    assert not embedded.stop(settings.data)
    assert not settings.data.exists()


def test_data_folder_that_is_a_file(settings: Settings) -> None:
    settings.data.write_text("")
    assert embedded.status(settings.data) is None
    with pytest.raises(UsageError, match="cannot be used"):
        embedded.start(settings.data)


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, StoreError), (errno.EACCES, UsageError)])
def test_full_and_forbidden_disk(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[EuregraphError]
) -> None:
    def fail(path: Path, text: str) -> None:
        raise OSError(number, "the words of the system", str(path))

    monkeypatch.setattr(embedded, "write_private", fail)
    with pytest.raises(kind, match=r"cannot be used \(the words of the system\)"):
        embedded.start(settings.data)
    assert (settings.data.stat().st_mode & 0o777) == 0o700


def test_arguments_of_the_server_hold_no_password_and_survive_quotes(tmp_path: Path) -> None:
    folder = tmp_path / 'a "b" c'
    lines = embedded._arguments(folder, tmp_path / "jars", 1, 2).splitlines()
    assert all(line.startswith('"') and line.endswith('"') for line in lines)
    assert any('a \\"b\\" c/engine.secret' in line for line in lines)
    assert not any("rootPassword=" in line for line in lines)
    assert {'"-Darcadedb.txWalFlush=2"', '"-Xmx1g"', '"-Darcadedb.bolt.host=127.0.0.1"'} <= set(lines)


def test_torn_note_counts_as_none(settings: Settings) -> None:
    settings.data.mkdir()
    for text in (
        "",
        "{",
        "[]",
        '{"pid": 1}',
        '{"pid": 1, "started": 1, "port": 1, "instance": "x", "more": 1}',
    ):
        (settings.data / "engine.json").write_text(text)
        assert embedded.status(settings.data) is None


def test_certificate_problem_is_told_apart_from_silence() -> None:
    with pytest.raises(UsageError, match="EUREGRAPH_CA_FILE"), explained("neo4j+s://db"):
        raise ServiceUnavailable("no") from ssl.SSLCertVerificationError("self-signed")
    with pytest.raises(StoreError, match="neo4j://db does not answer"), explained("neo4j://db"):
        raise ServiceUnavailable("no")


@pytest.mark.parametrize("kind", [ClientError, TransientError])
def test_words_of_the_server_stay_out_of_errors(kind: type[ClientError | TransientError]) -> None:
    with pytest.raises(StoreError) as told, explained("bolt://db"):
        raise kind("Node with id = 'Zwartmarker' exists")
    assert "Zwartmarker" not in str(told.value)
    assert told.value.__suppress_context__


def test_command_says_that_nothing_runs(settings: Settings) -> None:
    shown = CliRunner().invoke(app, ["status", "--data", str(settings.data), "--json"])
    assert (shown.exit_code, json.loads(shown.stdout)) == (0, {"running": False})
    stopped = CliRunner().invoke(app, ["stop", "--data", str(settings.data)])
    assert (stopped.exit_code, stopped.stdout) == (0, f"No engine ran on {settings.data}.\n")


def test_syntax_error_repeats_the_place_and_no_value() -> None:
    with pytest.raises(StoreError, match=r"statement \(line 3, column 17\)\.$"), explained("bolt://db"):
        raise CypherSyntaxError("Invalid input 'Zwartmarker' (line 3, column 17 (offset: 40))")
    with pytest.raises(StoreError, match=r"statement\.$"), explained("bolt://db"):
        raise CypherSyntaxError('Text cannot be parsed to a Date "Zwartmarker"')


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_missing_neo4j_is_never_silent(ci: str, code: int, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    only = "tests/database/test_engine.py::test_dates_come_back_as_python_dates"
    command = [
        sys.executable,
        "-m",
        "pytest",
        only,
        f"--basetemp={tmp_path / 'inner'}",
        "-p",
        "no:cacheprovider",
    ]
    there = {"PATH": "/nowhere", "CI": ci}
    run = subprocess.run(command, cwd=root, env=there, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stdout
    told = "No Neo4j for this test" if ci else "The Neo4j half of 1 database tests was not run"
    assert f"{told}: there is no java on the path" in run.stdout
