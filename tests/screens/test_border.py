"""The screen on which other authorities are asked: a look-up, a letter, and what was answered."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.frame import Frame
from dashboards.state import State
from dashboards.texts.texts import languages, texts
from dashboards.views import border, check
from graph.access.accounts import account
from graph.access.audit import show
from graph.access.cases import open_case, working_case
from graph.access.session import Session
from graph.border.requests import refuse
from graph.checks.check import run_check
from tests.screens.visiting import Place

MANAGER = "Proefman, Daan, 1984-03-12"


def frame_of(session: Session, user: str, language: str = "en", asked: str = "") -> Frame:
    who = account(user)
    case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", MANAGER, "", session.today)
    state = State(case.id, lang=language, asked=asked)
    return Frame(state, texts(language), session, who, working_case(session.store, who, case.id))


def opened(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    def page() -> None:
        import streamlit as st

        from dashboards.views import border

        border.show(st.session_state["frame"])

    monkeypatch.setattr(border, "_wait", lambda _: None)
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["frame"] = frame
    return app.run()


def html(app: AppTest) -> str:
    assert not app.exception
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("language", languages())
def test_a_look_up_on_the_screen_says_a_hit_whom_to_ask_and_what_was_compared(
    session: Session, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    frame = frame_of(session, "official-heerlen", language, "NL")
    app = opened(frame, monkeypatch)
    app.text_area[0].set_value(f"{MANAGER}\nBE_NN:85.07.30-033.28")
    app.text_input[0].set_value("new manager")
    app.text_input[1].set_value("the register is open today only")
    shown = html(app.button[0].click().run())
    _ = frame.say
    for told in (_.word("said", "hit"), _.word("said", "nothing"), _.word("said", "not asked")):
        assert told in shown
    assert "Landelijk Bureau Bibob" in shown
    assert (
        _("{identifier}: not compared; a national number is compared within its own country only.", identifier="BE_NN")
        in shown
    )
    assert "{" not in shown
    assert "lookup" in [line["action"] for line in show(session.settings, "official-heerlen", frame.state.case)]


def test_a_look_up_without_a_reason_or_before_the_check_is_said_in_words(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(frame_of(session, "official-heerlen", asked="DE"), monkeypatch)
    assert app.selectbox[0].value == "DE"
    app.text_area[0].set_value(MANAGER)
    assert "needs a reason" in html(app.button[0].click().run())
    app.text_input[0].set_value("new manager")
    assert "Open sources come first" in html(app.button[0].click().run())


def test_a_letter_is_written_and_its_answer_listed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frame_of(session, "official-maastricht", asked="BE")
    app = opened(frame, monkeypatch)
    app.selectbox[1].set_value(("be-nis63023", "permit"))
    app.text_input[2].set_value(MANAGER)
    app.text_input[3].set_value("Betreiber einer Gaststätte")
    app.text_input[4].set_value("der Termin ist morgen")
    shown = html(app.button[1].click().run())
    assert 'lang="de"' in shown
    assert "Auskunftsersuchen" in shown
    assert "not answered yet" in shown
    eupen = account("official-genk").model_copy(update={"authority": "be-nis63023"})
    [made] = session.store.read("MATCH (r:StateRequest {case: $id}) RETURN r.id AS id", id=frame.state.case)
    refuse(session.store, eupen, made["id"], "nothing held", session.today)
    shown = html(opened(frame, monkeypatch))
    assert "nothing that may be shown" in shown
    assert "nothing held" not in shown


def test_a_coordinator_sees_who_looked_something_up(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Looked up at this authority" in html(opened(frame_of(session, "coordinator-maastricht"), monkeypatch))
    assert "Looked up at this authority" not in html(opened(frame_of(session, "official-maastricht"), monkeypatch))


def test_the_check_leads_to_it_by_country_for_those_who_may_ask(session: Session, place: Place) -> None:
    who = account("official-maastricht")
    state = State(place.case, "2026-0142")
    frame = Frame(state, texts("en"), session, who, working_case(session.store, who, place.case))
    shown = str(check.page(frame, run_check(frame.view, "2026-0142")))
    assert f"border?case={place.case}&amp;subject=2026-0142&amp;lang=en&amp;asked=BE" in shown
    assert "asked=NL" not in shown
