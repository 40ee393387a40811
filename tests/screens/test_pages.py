"""Every screen, run by Streamlit itself without a browser, on the samples."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.frame import Frame
from dashboards.growing import grow, read_opened, write_opened
from dashboards.serve import APP, serve
from dashboards.state import State
from dashboards.texts.texts import languages, texts
from dashboards.views import check
from dashboards.widgets.drawing import drawing
from dashboards.widgets.positions import positions
from graph.access.accounts import account
from graph.access.cases import working_case
from graph.access.session import Session
from graph.checks.check import run_check
from graph.errors import UsageError
from tests.screens.conftest import Place

SUBJECT = "2026-0142"


def opened(place: Place, **state: str) -> AppTest:
    """The start page as the router shows it to the official of Maastricht in the open case."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.secrets["serve"] = {"data": str(place.data), "today": "2026-06-01"}
    app.query_params.update({"user": "official-maastricht", "case": place.case, **state})
    return app.run()


def html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def frame(session: Session, place: Place, language: str = "en") -> Frame:
    who = account("official-maastricht")
    state = State(who.id, place.case, SUBJECT, lang=language)
    return Frame(state, texts(language), session, who, working_case(session.store, who, place.case))


@pytest.mark.parametrize("language", languages())
def test_the_start_page_opens_a_case_and_shows_it_in_the_bar(place: Place, language: str) -> None:
    app = opened(place, case="", lang=language)
    assert not app.exception
    app.text_input[0].input(SUBJECT)
    app.button[0].click().run()
    assert not app.exception
    assert app.query_params["case"] != [""]
    assert texts(language)("Legal basis") in html(app)
    assert "Wet Bibob art. 3" in html(app)


def test_without_a_case_nothing_is_read(place: Place) -> None:
    shown = html(opened(place, case="", subject=SUBJECT))
    assert "No case: nothing is read" in shown
    assert "Proefman" not in shown


def test_a_case_of_another_authority_is_refused_in_words(place: Place) -> None:
    shown = html(opened(place, user="official-genk"))
    assert "This may not be read here" in shown
    assert "Proefman" not in shown


def test_a_role_that_reads_no_content_gets_no_case(place: Place) -> None:
    shown = html(opened(place, user="auditor", case=""))
    assert "reads no content" in shown


def test_a_wrong_day_in_the_address_is_one_sentence(place: Place) -> None:
    assert "correct it and try again" in html(opened(place, as_of="yesterday"))


@pytest.mark.parametrize("language", languages())
def test_the_check_tells_who_circle_indicators_and_what_was_not_searched(
    session: Session, place: Place, language: str
) -> None:
    told = frame(session, place, language)
    shown = str(check.page(told, run_check(told.view, SUBJECT)))
    assert f'lang="{language}"' in shown
    assert "Daan Proefman" in shown
    assert told.say.word("relation", "manages") in shown
    for message in ("Who we think this is", "The circle", "Indicators", "Premises", "Across the border", "Next"):
        assert told.say(message) in shown
    assert told.say("may not be asked on this basis ({article})", article="Police act")[:30] in shown
    assert "{" not in re.sub(r"<pre.*?</pre>", "", shown, flags=re.DOTALL)


def test_the_check_never_counts_what_is_met(session: Session, place: Place) -> None:
    told = frame(session, place)
    shown = str(check.page(told, run_check(told.view, SUBJECT)))
    leads = re.findall(r'<p class="lead">(.*?)</p>', shown)
    assert leads
    assert not any(re.search(r"\d", lead) for lead in leads)


def test_context_alone_is_listed_but_never_leads(session: Session, place: Place) -> None:
    told = frame(session, place)
    result = run_check(told.view, SUBJECT)
    only = replace(result, answers=tuple(one for one in result.answers if one.pattern.weight == "context"))
    assert [one.state for one in only.answers].count("met") == 1
    shown = str(check.page(told, only))
    assert "Indicators that are met" not in shown
    assert "Context, which means nothing by itself" in shown


def test_headings_come_in_order_and_tables_have_captions(session: Session, place: Place) -> None:
    told = frame(session, place)
    shown = str(check.page(told, run_check(told.view, SUBJECT)))
    levels = [1, *map(int, re.findall(r"<h(\d)", shown))]
    assert all(deeper <= higher + 1 for higher, deeper in pairwise(levels))
    assert shown.count("<table") == shown.count("<caption")


def test_the_network_is_drawn_with_a_place_for_every_node(session: Session, place: Place) -> None:
    told = frame(session, place)
    grown = grow(told.view, ["app:nl-gm0935/2026-0142"], [])
    drawn = drawing(told.say, grown)
    assert {node["id"] for node in drawn["nodes"]} == set(grown.nodes)
    assert {edge["id"] for edge in drawn["edges"]} == {line.id for line in grown.lines}
    assert {node["form"] for node in drawn["nodes"]} >= {"circle", "square", "house", "document"}


def test_what_stands_does_not_move_when_more_is_opened(session: Session, place: Place) -> None:
    told = frame(session, place)
    first = grow(told.view, ["app:nl-gm0935/2026-0142"], [])
    person = next(id_ for id_, node in first.nodes.items() if node.kind == "Person")
    more = grow(told.view, ["app:nl-gm0935/2026-0142"], [(person, "")])
    assert set(more.nodes) > set(first.nodes)
    before, after = positions(first), positions(more)
    assert {id_: after[id_] for id_ in before} == before


def test_what_was_opened_stands_in_the_address() -> None:
    assert read_opened(write_opened([("per:1", ""), ("org:2", "DIRECTS")])) == [("per:1", ""), ("org:2", "DIRECTS")]
    with pytest.raises(UsageError):
        read_opened("{no list")


def test_only_this_machine_is_served(place: Place) -> None:
    with pytest.raises(UsageError, match=r"127\.0\.0\.1"):
        serve(place.data, 8501, "0.0.0.0", date(2026, 6, 1))
