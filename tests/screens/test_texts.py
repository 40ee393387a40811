"""The texts: every language says everything that a screen can say, with the same gaps."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.extract import extract_from_dir

from dashboards import views
from dashboards.texts.texts import languages, texts
from dashboards.widgets.legend import FORMS
from graph.access.accounts import Role
from graph.access.authorities import Kind as AuthorityKind
from graph.access.authorities import authorities, delivers
from graph.access.consultations import Answer as ByHand
from graph.access.consultations import Register
from graph.access.log.morning import Rule
from graph.access.policies import DENIED, rules
from graph.access.profiles import profiles
from graph.access.purposes import all_purposes
from graph.access.second_person import SIGN_FIRST
from graph.access.sign_in import WAIT, WRONG
from graph.border.letters import letters
from graph.border.lookup import COMPARED, NOT_COMPARED, NOTHING_ASKED, Said
from graph.border.requests import NOTHING, OPEN, RELEASED
from graph.checks.candidates import FIELDS, RESULTS
from graph.checks.check import OUTSIDE, UNDECIDED
from graph.checks.circle import OFFICES, ORDER, PARTIES
from graph.checks.coverage import COUNTRIES, NO_AUTHORITY, NO_TELLER, SENTENCES, Reach
from graph.checks.describe import UNKNOWN
from graph.model.kinds import the_model
from graph.network.lines import steps
from graph.network.network import Certainty, Way
from graph.patterns.patterns import Pattern, indicators
from graph.permits.days import UNITS
from graph.permits.sentences import SENTENCES as CLOCKS
from graph.permits.statements import Certainty as Seen
from graph.permits.statements import Event
from graph.store.loads import Status
from ingest.contract.kind import kinds
from ingest.report import OUTCOMES
from ingest.spec import sources
from ingest.standing import Stands

DASHBOARDS = Path(views.__file__).parents[1]


def messages() -> set[str]:
    """What the screens say, and what the core gives them to say."""
    found = extract_from_dir(str(DASHBOARDS), method_map=[("**.py", "python")], keywords={"_": None})
    said = {str(message) for _, _, message, _, _ in found}
    titles = {
        importlib.import_module(f"dashboards.views.{one.name}").SCREEN.title
        for one in pkgutil.iter_modules(views.__path__)
    }
    routes = {rule.route for rule in rules() if rule.route}
    asked = {*COMPARED.values(), NOT_COMPARED, NOTHING_ASKED}
    more = {*SENTENCES.values(), *CLOCKS, NO_AUTHORITY, NO_TELLER, OUTSIDE, UNDECIDED, SIGN_FIRST, UNKNOWN}
    return said | titles | routes | asked | more | {DENIED.article, WAIT, WRONG}


def contract_codes() -> set[str]:
    return {code for kind in kinds().values() for column in kind.columns.values() for code in column.codes}


def pattern_words() -> set[str]:
    """What a query says where its records say nothing: the last value of a coalesce."""
    texts = [one.query.text for one in indicators().values()]
    return {word for text in texts for word in re.findall(r"coalesce\([^()]*(?:\([^()]*\))?[^()]*, '([^']+)'\)", text)}


def words() -> dict[str, set[str]]:
    """The closed lists whose codes are shown."""
    told = {one for kind in authorities().values() for one in delivers(kind.kind).categories}
    return {
        "category": told | {one for rule in rules() for one in rule.categories},
        "purpose": set(all_purposes()),
        "role": {*get_args(Role), "none"},
        "rule": set(get_args(Rule)),
        "relation": set(ORDER),
        "result": set(RESULTS),
        "field": set(FIELDS),
        "code": set(OFFICES)
        | set(PARTIES)
        | contract_codes()
        | pattern_words()
        | set(get_args(Register))
        | set(get_args(ByHand)),
        "country": set(COUNTRIES),
        "authority": set(get_args(AuthorityKind)),
        "profile": set(profiles()),
        "stands": set(get_args(Stands)),
        "doing": {"reading", "writing"},
        "outcome": set(OUTCOMES),
        "reach": set(get_args(Reach)),
        "kind": set(the_model().kinds),
        "way": set(get_args(Way)),
        "end": {step.type for step in steps() if step.to_act},
        "certainty": set(get_args(Certainty)),
        "told": {word for one in sources().values() for word in one.tells(one.kinds)},
        "load": set(get_args(Status)),
        "shape": set(FORMS.values()),
        "event": set(get_args(Event)),
        "unit": set(UNITS),
        "seen": set(get_args(Seen)),
        "language": set(languages()),
        "said": set(get_args(Said)),
        "request": {OPEN, RELEASED, NOTHING},
        "letter": {"receiver", *letters()},
        "weight": set(get_args(Pattern.model_fields["weight"].annotation)),
        "status": set(get_args(Pattern.model_fields["status"].annotation)),
    }


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_sentence(language: str) -> None:
    missing = sorted(one for one in messages() if (None, one) not in texts(language).messages)
    assert not missing, f"add these to dashboards/texts/{language}.po: {missing}"


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_code_in_words(language: str) -> None:
    known = texts(language).messages
    missing = sorted((group, code) for group, codes in words().items() for code in codes if (group, code) not in known)
    assert not missing, f"add these to dashboards/texts/{language}.po: {missing}"


def told(language: str) -> Iterator[tuple[str, str]]:
    return ((message, said) for (_, message), said in texts(language).messages.items())


@pytest.mark.parametrize("language", languages())
def test_a_sentence_has_the_same_gaps_in_every_language(language: str) -> None:
    wrong = [message for message, said in told(language) if gaps(message) != gaps(said)]
    assert not wrong, f"these have other gaps in dashboards/texts/{language}.po: {wrong}"


@pytest.mark.parametrize("language", languages())
def test_no_text_is_left_over(language: str) -> None:
    unused = sorted({message for (group, message) in texts(language).messages if group is None} - messages())
    assert not unused, f"no screen says these, take them out of dashboards/texts/{language}.po: {unused}"


@pytest.mark.parametrize(("language", "words"), [("en", ("suspect", "risk")), ("nl", ("verdacht", "risico"))])
def test_no_text_judges_a_person(language: str, words: tuple[str, ...]) -> None:
    wrong = [said for _, said in told(language) if any(word in said.lower() for word in words)]
    assert not wrong, f"say what was found, not what somebody is: {wrong}"


def test_a_date_in_a_sentence_is_spoken() -> None:
    assert texts("en").day(date(2026, 6, 1)) == "1 June 2026"
    assert texts("nl").day(date(2026, 6, 1)) == "1 juni 2026"


def test_an_unknown_language_is_answered_in_english() -> None:
    assert texts("xx").language == "en"
