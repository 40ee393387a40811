"""Every permit profile and procedure: a new file needs no other edit, and an error says what does not fit."""

from datetime import date
from pathlib import Path

import pytest

from graph.checks.circle import ORDER
from graph.codes.official import LANGUAGES
from graph.errors import UsageError
from graph.permits import profile as registry
from graph.permits.clocks import read_clocks
from graph.permits.course import OF_ROW, OF_STATUS, RECORDED, read_course
from graph.permits.days import calendars
from graph.permits.profile import SCREENS, Profile, procedure, read_profile
from graph.permits.statements import Clock, Statement
from ingest.contract.kind import kinds

PROFILES = registry.profile_files()
PROCEDURES = sorted((registry.FOLDER / "procedures").glob("*.yaml"))
TODAY = date(2026, 6, 1)
GOOD = """reviewed: 2026-11-27
term: {said: {nl: vergunning}, source: a law, certainty: V}
documents:
  - {said: {en: a paper, nl: een stuk}, source: a law, certainty: V}
"""
STATED = "said: {en: a, nl: a}, source: b, certainty: V"


def statements(one: Profile) -> list[Statement]:
    return [stated for part in registry.PARTS for stated in getattr(one.parts, part)]


TYPES = kinds()["permit"].columns["permit_type"].codes


@pytest.mark.parametrize("country", LANGUAGES)
def test_every_type_of_permit_has_a_profile_of_its_own_or_the_general_one(country: str) -> None:
    found = [one for path in PROFILES if (one := read_profile(path)).country == country]
    general = next(one for one in found if one.general)
    own = {one.permit_type for one in found if not one.general}
    assert sorted([*own, *general.holds_for]) == sorted(TYPES), f"correct holds_for of {country.lower()}-general.yaml"
    assert statements(general), f"{country.lower()}-general.yaml says nothing"
    assert not any(one.holds_for for one in found if not one.general), "only a general profile holds for other types"
    told = {kind: registry.permit_profile(country, kind) for kind in TYPES}
    assert {kind for kind, one in told.items() if one and one.general} == set(general.holds_for)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_a_profile_says_what_it_says_in_every_language_with_its_source(path: Path) -> None:
    one = read_profile(path)
    assert one.permit_type in {*TYPES, registry.GENERAL}, (
        f"{path.name}: name it <country>-<permit type of the contract>.yaml"
    )
    assert statements(one) or one.silent, f"{path.name}: a name alone; say what holds, or what its sources leave open"
    assert all(stated.source and set(stated.said) == set(SCREENS) for stated in statements(one))
    assert all(part in ORDER for person in one.parts.persons for part in person.relation)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_clocks_of_a_profile_can_be_read_in_every_state(path: Path) -> None:
    one = read_profile(path)
    states = kinds()["permit"].columns["status"].codes
    for clock in one.parts.clocks:
        unknown = {*clock.during, *(state for pause in clock.pauses for state in pause.states)} - set(states)
        assert not unknown, f"{path.name}: {clock.id} names states that the contract does not know"
        if clock.length.unit == "working days":
            assert one.country in calendars(), f"{path.name}: add graph/permits/calendars/{one.country.lower()}.yaml"
    for state in states:
        course = read_course({"status": state, "date_application": TODAY, "date_decision": TODAY}, [], TODAY)
        told = read_clocks(one.parts.clocks, course, TODAY, calendars().get(one.country))
        assert all(reading.due is None or reading.due > TODAY for reading in told)


def test_every_clock_can_begin() -> None:
    """Either a column of a permit records the event that it starts with, or a state of the application tells it."""
    permit = kinds()["permit"].columns
    assert set(RECORDED.values()) <= set(permit)
    assert set(OF_STATUS.values()) <= set(permit["status"].codes)
    assert {name for names in OF_ROW.values() for name in names} <= set(permit)
    assert "trade_prohibition" in kinds()["measure"].columns["measure_type"].codes
    begun = {*RECORDED, *OF_STATUS, "complete_application", "prohibition"}
    clocks = [(path.stem, one) for path in PROFILES for one in read_profile(path).parts.clocks]
    stuck = {f"{name}/{one.id}" for name, one in clocks if not {one.starts, *one.answered_by, *one.ends_with} <= begun}
    assert not stuck, f"nothing records the days of {sorted(stuck)}"


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda path: path.stem)
def test_a_procedure_is_followed_by_profiles_of_its_country(path: Path) -> None:
    followers = {read_profile(one).country for one in PROFILES if path.stem in read_profile(one).follows}
    assert followers == {path.stem[:2].upper()}
    assert procedure(path.stem).reviewed <= date.today()  # noqa: DTZ011


SAID = {
    "nl-bibob": ("own investigation", "obtain the permit", "really ended"),
    "be-integrity": (
        "registered mail",
        "five years",
        "prosecutor",
        "binding opinion",
        "databases consulted",
        "college",
    ),
    "de-reliability": ("Anhörung", "Rücknahme", "compelling public interest", "pending proceedings", "police"),
    "lu-establishment": ("physical presence", "second-chance", "significant influence"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_procedure_states_each_step_of_its_country(name: str) -> None:
    told = procedure(name)
    text = "\n".join(one.said["en"] for part in registry.PARTS for one in getattr(told, part))
    missing = [words for words in SAID[name] if words not in text]
    assert not missing, f"graph/permits/procedures/{name}.yaml says nothing of {missing}"


def test_the_first_clock_of_an_id_is_the_profiles_own(tmp_path: Path) -> None:
    own = f"clocks: [{{id: decision, {STATED}, length: 2 weeks, starts: application}}]\n"
    path = tmp_path / "nl-alcohol.yaml"
    path.write_text(GOOD + "follows: nl-permit nl-bibob\n" + own, encoding="utf-8")
    clocks: list[Clock] = list(read_profile(path).parts.clocks)
    assert {one.id: one.length.number for one in clocks} == {"decision": 2, "lbb-advice": 8}


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("nl-alcohol", "reviewed: 2026-11-27\n", "", "reviewed\n  Field required"),
        ("nl-alcohol", "2026-11-27", "soon", "reviewed\n  Input should be a valid date"),
        ("nl-alcohol", "term:", "danger: high\nterm:", "danger\n  Extra inputs are not permitted"),
        ("nl-alcohol", "a paper, nl: een stuk", "a paper", "documents: a law has no text in nl"),
        ("nl-alcohol", "een stuk}, source: a law", "een stuk}", "documents.0.source\n  Field required"),
        ("nl-alcohol", "een stuk}, source: a law", "een stuk}, source: ''", "it must say something"),
        ("nl-alcohol", "certainty: V}\ndoc", "certainty: X}\ndoc", "term.certainty\n  Input should be"),
        ("nl-alcohol", "een stuk}, source: a law, certainty: V", "a}, source: a, certainty: own", "in the deployment"),
        ("nl-alcohol", "{nl: verg", "{fr: verg", "fr is no language of NL"),
        ("fr-alcohol", "", "", "unknown country FR; known: NL, BE, DE, LU"),
        ("nl-alcohol", "term:", "follows: nl-nothing\nterm:", "unknown procedure nl-nothing; known: be-integrity"),
        (
            "nl-alcohol",
            "doc",
            f"clocks: [{{id: a, {STATED}, length: 8 days, starts: decision, pauses: [{{{STATED}}}]}}]\ndoc",
            "a pause names states, or open_questions: yes",
        ),
        ("nl-alcohol", "term:", "silent: {en: of that}\nterm:", "silent: it has no text in nl"),
        ("nl-alcohol", "doc", f"clocks: [{{id: a, {STATED}, length: 8, starts: application}}]\ndoc", "as in `8 weeks`"),
        (
            "nl-alcohol",
            "doc",
            f"clocks: [{{id: a, {STATED}, length: 8 days, starts: moon}}]\ndoc",
            "starts\n  Input should",
        ),
        ("nl-alcohol", GOOD, "- a list\n", "does not fit"),
    ],
)
def test_a_profile_that_does_not_fit_is_refused_by_name_and_reason(
    tmp_path: Path, name: str, old: str, new: str, error: str
) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=f"{name}.yaml") as refused:
        read_profile(path)
    assert error in str(refused.value)
