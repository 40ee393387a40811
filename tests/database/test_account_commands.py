"""`euregraph sign-in`, `account` and the others as they are typed, in the demonstration and outside of it."""

import io
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access.accounts import accounts
from graph.access.demo_accounts import FILE
from graph.access.session import open_session
from graph.access.token_file import token_path
from graph.settings import read_settings
from graph.store import embedded
from tests.command import Command, Ended
from tests.deployments import deployed

CATEGORIES = (
    "permit integrity_file integrity_register measure supervision public_debt population report criminal_record"
)
CATEGORIES += " tax ubo"
MAASTRICHT = {"profile": "municipality-nl", "host": "nl-gm0935"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("accounts")
    yield folder
    for data in ("demo", "town", "genk"):
        embedded.stop(folder / data)


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("EUREGRAPH_DATA", str(folder / "demo"))
    monkeypatch.setenv("EUREGRAPH_TOKENS", str(folder / "tokens"))
    return Command(capsys, monkeypatch)


def piped(command: Command, *words: str, lines: tuple[str, ...]) -> Ended:
    """The command with these lines on its standard input."""
    command.patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return command(*words)


def demo_password(command: Command, folder: Path) -> str:
    command("account", "list", "--user", "administrator")
    return (folder / f"demo.keys/{FILE}").read_text(encoding="utf-8")


def test_commands_act_as_the_account_that_signed_in(command: Command, folder: Path) -> None:
    password = demo_password(command, folder)
    assert (folder / f"demo.keys/{FILE}").stat().st_mode & 0o777 == 0o600
    assert "nobody is signed in" in command("whoami").err.lower()
    assert piped(command, "sign-in", "official-maastricht", lines=(password,)).code == 0
    kept = token_path(read_settings())
    assert (kept.stat().st_mode & 0o777, kept.parent == folder / "tokens") == (0o600, True)
    assert json.loads(command("whoami", "--json").out)["id"] == "official-maastricht"
    made = command("case", "open", "--subject", "T", "--basis", "NL_BIBOB_3", "--json")
    assert json.loads(made.out)["opened_by"] == "official-maastricht"
    [line] = [one for one in logged(command) if one["action"] == "case open"]
    assert (line["account"], line["system_user"] != "") == ("official-maastricht", True)
    assert command("whoami", "--user", "official-genk").out.startswith("official-genk")
    token = kept.read_text(encoding="utf-8")
    assert command("sign-out").code == 0
    assert not kept.exists()
    kept.write_text(token, encoding="utf-8")  # a copy that somebody kept
    kept.chmod(0o600)
    again = command("whoami")
    assert (again.code, "was ended" in again.err) == (3, True)


def logged(command: Command) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(command("audit", "show", "--user", "auditor", "--json").out)
    return found


def test_account_and_password_may_both_be_piped_in_and_a_wrong_one_keeps_no_token(
    command: Command, folder: Path
) -> None:
    password = demo_password(command, folder)
    assert piped(command, "sign-in", lines=("official-genk", password)).code == 0
    assert command("sign-out", "--everywhere").code == 0
    said = [piped(command, "sign-in", who, lines=("no such word",)) for who in ("official-genk", "nobody")]
    assert said[0] == said[1]
    assert said[0].code == 3
    assert not token_path(read_settings()).exists()


def test_a_token_that_others_may_read_is_refused(command: Command, folder: Path) -> None:
    piped(command, "sign-in", "official-genk", lines=(demo_password(command, folder),))
    token_path(read_settings()).chmod(0o644)
    ended = command("whoami")
    assert (ended.code, "Other users may open" in ended.err) == (2, True)
    token_path(read_settings()).unlink()


def test_a_password_that_is_typed_is_not_shown(command: Command, folder: Path) -> None:
    """On a terminal of its own: what is typed at the prompt does not come back."""
    password = demo_password(command, folder)
    parent, child = pty.openpty()
    words = [sys.executable, "-m", "euregraph", "sign-in", "official-genk"]
    with subprocess.Popen(words, stdin=child, stdout=child, stderr=child, start_new_session=True) as process:
        os.close(child)
        shown = ""
        while "Password: " not in shown:
            shown += os.read(parent, 1024).decode()
        os.write(parent, f"{password}\n".encode())
        shown += _rest(parent)
    os.close(parent)
    assert process.returncode == 0
    assert "official-genk is signed in" in shown
    assert password not in shown
    assert command("sign-out").code == 0


def _rest(terminal: int) -> str:
    told = b""
    while True:
        try:
            part = os.read(terminal, 1024)
        except OSError:  # the command has ended
            return told.decode()
        if not part:
            return told.decode()
        told += part


@pytest.mark.parametrize("user", sorted(set(accounts()) - {"administrator"}))
def test_accounts_are_for_administrators(command: Command, user: str) -> None:
    for words in (["list"], ["end", "official-genk"], ["sign-out", "official-genk"], ["password", "official-genk"]):
        ended = command("account", *words, "--user", user)
        assert (ended.code, "is no administrator" in ended.err) == (3, True), words


def test_an_administrator_makes_ends_and_renews_accounts(command: Command) -> None:
    by = ("--user", "administrator")
    made = command("account", "add", "anna", "--name", "Anna", "--role", "official", "--authority", "nl-gm0935", *by)
    assert piped(command, "sign-in", "anna", lines=(made.out.strip(),)).code == 0
    changed = piped(command, "account", "password", lines=(made.out.strip(), "twelve letters"))
    assert changed.code == 0
    assert command("whoami").code == 3
    assert piped(command, "sign-in", "anna", lines=(made.out.strip(),)).code == 3
    assert piped(command, "sign-in", "anna", lines=("twelve letters",)).code == 0
    assert piped(command, "account", "password", lines=("wrong", "twelve letters")).code == 3
    assert "12 to 256" in piped(command, "account", "password", lines=("twelve letters", "short")).err
    assert "1 sessions of anna" in command("account", "sign-out", "anna", *by).err
    assert command("whoami").code == 3
    renewed = command("account", "password", "anna", *by).out.strip()
    assert piped(command, "sign-in", "anna", lines=(renewed,)).code == 0
    assert command("account", "end", "anna", *by).code == 0
    assert command("whoami").code == 3
    assert piped(command, "sign-in", "anna", lines=(renewed,)).code == 3
    listed = json.loads(command("account", "list", *by, "--json").out)
    assert [one["ended_on"] != "" for one in listed if one["id"] == "anna"] == [True]
    done = {line["action"] for line in logged(command) if line["account"] == "administrator"}
    assert {f"account {what} anna" for what in ("add", "sign-out", "password", "end")} <= done


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "king", "--authority", "nl-gm0935"), "role"),
        (("--role", "official", "--authority", "nl-nobody"), "not in the register of authorities"),
        (("--role", "analyst", "--authority", "nl-riec-limburg"), "national or facilitating"),
        (("--role", "official", "--authority", "nl-gm0935", "--centre", "national"), "nobody else has one"),
    ],
)
def test_an_account_that_does_not_fit_is_refused(command: Command, words: tuple[str, ...], said: str) -> None:
    ended = command("account", "add", "ben", "--name", "Ben", *words, "--user", "administrator")
    assert (ended.code, said in ended.err) == (2, True), ended.err


def test_an_id_can_be_typed_and_told_apart(command: Command) -> None:
    told = ("--name", "Ben", "--role", "official", "--authority", "nl-gm0935", "--user", "administrator")
    for odd in ("Ben", "ben jansen", " ben", "b", "ben/", "b" * 61):
        ended = command("account", "add", odd, *told)
        assert (ended.code, "is no id of an account" in ended.err) == (2, True), odd


@pytest.mark.parametrize("user", ["auditor", "administrator", "steward-maastricht"])
def test_who_reads_no_content_gets_no_case(command: Command, user: str) -> None:
    opened = ("case", "open", "--subject", "T", "--basis", "NL_BIBOB_3")
    for words in (opened, ("case", "show"), ("case", "close", "c", "--outcome", "granted", "--reason", "x")):
        ended = command(*words, "--user", user)
        assert (ended.code, "reads no content" in ended.err) == (3, True)


def test_outside_the_demonstration_nobody_is_named_and_the_first_administrator_is_made_once(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EUREGRAPH_DATA", str(folder / "town"))
    first = ("--name", "Anna", "--authority", "nl-gm0935")
    with deployed(tmp_path, **MAASTRICHT):
        named = command("case", "show", "--user", "official-maastricht")
        assert (named.code, "in the demonstration only" in named.err) == (3, True)
        assert command("case", "show").code == 3
        made = command("account", "first", "anna", *first)
        assert made.code == 0
        again = command("account", "first", "ben", *first)
        assert (again.code, "There are accounts already" in again.err) == (3, True)
        assert piped(command, "sign-in", "anna", lines=(made.out.strip(),)).code == 0
        official = ("--name", "Carla", "--role", "official", "--authority", "nl-gm0935")
        word = command("account", "add", "carla", *official).out.strip()
        assert "The role administrator reads no content" in command("case", "show").err
        assert command("account", "list", "--user", "official-maastricht").code == 3
        assert piped(command, "sign-in", "carla", lines=(word,)).code == 0
        assert command("case", "open", "--subject", "T", "--basis", "NL_BIBOB_3").code == 0
        assert not (folder / "town.keys" / FILE).exists()
        with open_session(read_settings()) as session:
            assert "refused" in {line["action"] for line in lines_of(session.settings.data)}


def lines_of(data: Path) -> list[dict[str, str]]:
    files = (data / "audit").glob("*/*.jsonl")
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def test_outside_the_demonstration_deliveries_are_handled_by_the_steward_of_their_authority(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EUREGRAPH_DATA", str(folder / "genk"))
    sample = Path(__file__).parents[2] / "ingest/sources/nl_municipality/sample/first"
    delivery = tmp_path / "delivery"
    shutil.copytree(sample, delivery)
    label = (delivery / "delivery.yaml").read_text(encoding="utf-8")
    (delivery / "delivery.yaml").write_text(label.replace("synthetic: true", "synthetic: false"), encoding="utf-8")
    told = {"authority": "nl-gm0935", "categories": CATEGORIES, "article": "agreement 7", "reviewed": "2026-01-02"}
    load = ("ingest", "load", "nl_municipality", str(delivery), "--today", "2026-06-01")
    with deployed(tmp_path, profile="municipality-nl", host="nl-gm0935", instruments=[told]):
        word = command("account", "first", "anna", "--name", "Anna", "--authority", "nl-gm0935").out.strip()
        assert command(*load).code == 3
        piped(command, "sign-in", "anna", lines=(word,))
        assert "is no steward" in command(*load).err
        words = {
            who: command("account", "add", who, "--name", who, "--role", "steward", "--authority", of).out.strip()
            for who, of in (("own", "nl-gm0935"), ("other", "nl-gm0917"))
        }
        piped(command, "sign-in", "other", lines=(words["other"],))
        ended = command(*load)
        assert (ended.code, "its own steward does this" in ended.err) == (3, True)
        piped(command, "sign-in", "own", lines=(words["own"],))
        assert command(*load).code == 0
        assert [one["authority"] for one in json.loads(command("ingest", "loads", "--json").out)] == ["nl-gm0935"]
        piped(command, "sign-in", "other", lines=(words["other"],))
        assert json.loads(command("ingest", "loads", "--json").out) == []
        for refused in ("rejected", "rollback"):
            assert command("ingest", refused, "1").code == 3
        piped(command, "sign-in", "own", lines=(words["own"],))
        assert command("ingest", "rollback", "1").code == 0
    done = [(line["account"], line["action"]) for line in lines_of(folder / "genk")]
    assert {("own", "delivery load"), ("own", "load rollback"), ("other", "refused"), ("anna", "refused")} <= set(done)
