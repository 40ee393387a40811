"""`euregraph study` on the demonstration, as its analysts and others type it."""

import json
from pathlib import Path

import pytest

from tests.command import Command


@pytest.fixture
def command(demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("EUREGRAPH_DATA", str(demonstration))
    return Command(capsys, monkeypatch)


def test_a_study_is_made_shown_and_listed(command: Command) -> None:
    made = command("study", "make", "--quarter", "2026Q1", "--user", "analyst-limburg")
    assert made.code == 0, made.err
    assert "Applications looked at" in made.out
    assert "Venlo takes no part in theme studies." in made.out
    assert "indicators are not answered (New Municipal Act art. 119ter)" in made.out
    for words in (("2026Q1",), ("--quarter", "2026q1")):
        assert command("study", "show", *words, "--user", "analyst-euriec").out == made.out
    told = json.loads(command("study", "show", "2026Q1", "--json", "--user", "analyst-limburg").out)["told"]
    counts = [one["cells"].values() for one in told["looked_at"].values()]
    counts += [one["cells"].values() for each in told["indicators"] for one in each["counts"].values()]
    assert all(count is None or count == 0 or count >= 5 for cells in counts for count in cells)
    listed = json.loads(command("study", "list", "--json", "--user", "analyst-limburg").out)
    assert [one["id"] for one in listed] == ["2026Q1"]


@pytest.mark.parametrize(
    ("words", "user", "code", "said"),
    [
        (
            ("make", "--quarter", "2026Q1"),
            "official-maastricht",
            3,
            "for analysts and coordinators of expertise centres",
        ),
        (("list",), "coordinator-maastricht", 3, "for analysts and coordinators of expertise centres"),
        (("show", "2026Q1"), "auditor", 3, "reads no content"),
        (("make", "--quarter", "2026Q2"), "analyst-limburg", 3, "2026Q2 has not ended"),
        (("make", "--quarter", "spring"), "analyst-limburg", 2, "is no quarter"),
        (("show", "2019Q1"), "analyst-limburg", 2, "No study of 2019Q1 was made here"),
        (("show",), "analyst-limburg", 2, "Name one study"),
    ],
)
def test_what_may_not_or_cannot_be_said_is_a_sentence(
    command: Command, words: tuple[str, ...], user: str, code: int, said: str
) -> None:
    ended = command("study", *words, "--user", user)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
