"""`euregraph permit`: profiles, one of them with the rules of an authority, and the last day of a term."""

import json
from pathlib import Path

import pytest

from tests.command import Command
from tests.deployments import deployed

CLOCK = {
    "id": "decision",
    "said": {"en": "Decision"},
    "length": "8 weeks",
    "extension": "4 weeks",
    "starts": "application",
}
OWN = {"authority": "nl-gm0935", "permit_type": "alcohol", "article": "Rule 7", "reviewed": "2026-02-01"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(capsys, monkeypatch)


def test_profiles_are_listed_with_their_state(run: Command) -> None:
    ended = run("permit", "profiles", "--today", "2026-12-01")
    line = next(one for one in ended.out.splitlines() if one.startswith("NL  alcohol "))
    assert line.split() == ["NL", "alcohol", "2026-11-27", "holds", "Alcoholwetvergunning"]
    general = next(one for one in ended.out.splitlines() if one.startswith("NL  general "))
    assert ("taxi" in general, "alcohol" in general) == (True, False)
    old = json.loads(run("permit", "profiles", "--today", "2029-01-01", "--json").out)
    assert {one["state"] for one in old} == {"holds no more, review it"}


def test_a_general_profile_says_that_it_is_one_and_what_its_sources_leave_open(run: Command) -> None:
    for name in ("nl-taxi", "nl-general"):
        shown = run("permit", "show", name, "--today", "2026-12-01").out
        assert shown.startswith("This type of permit has no profile of its own in this country")
        assert "No source that was read says of this type" in shown
        assert "8 weeks from application" in shown
    alone = run("permit", "show", "be-security", "--today", "2026-12-01").out
    assert alone.startswith("No source that was read says who is checked")


def test_the_last_day_of_a_term_skips_holidays_of_its_country(run: Command) -> None:
    ended = run("permit", "term", "be-alcohol", "investigation", "2026-05-04", "--today", "2026-12-01")
    assert ended.out == (
        "Integrity investigation: until 2026-07-15, with its extension until 2026-08-27 [NGW/NLC art. 119ter § 4]\n"
    )


def test_a_profile_is_shown_with_the_rules_of_an_authority(run: Command, tmp_path: Path) -> None:
    rule = OWN | {"replaces": {"clocks": [CLOCK]}}
    slip = rule | {"permit_type": "alcohool"}
    with deployed(tmp_path, profile="municipality-nl", host="nl-gm0935", permits=[rule, slip]):
        words = ("permit", "show", "nl-alcohol", "--today", "2026-12-01")
        assert "once longer by 4 weeks [Rule 7; own rule]" in run(*words, "--authority", "nl-gm0935").out
        assert "Rule 7" not in run(*words).out
        shown = run("deployment", *words[3:]).out
        assert "nl-gm0935, alcohol: clocks, Rule 7, reviewed 2026-02-01: holds" in shown
        assert "nl-gm0935, alcohool (its country has no profile): clocks" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "nl-alcohool"), "Unknown profile 'nl-alcohool'; known: be-alcohol"),
        (("term", "nl-alcohol", "advice", "2026-05-04"), "no clock 'advice'; known: decision, lbb-advice"),
        (("term", "nl-alcohol", "decision", "4 May"), "'4 May' is no date"),
        (("show", "nl-alcohol", "--authority", "be-nis71016"), "Genk lies in BE, not in NL"),
    ],
)
def test_what_is_not_known_is_one_sentence(run: Command, words: tuple[str, ...], said: str) -> None:
    ended = run("permit", *words)
    assert ended.code == 2
    assert said in ended.err
