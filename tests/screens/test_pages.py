"""Every screen, run by Streamlit itself without a browser, on the samples."""

import re
import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import visitor
from dashboards.frame import Frame
from dashboards.growing import grow, read_hidden, read_opened, without, write_hidden, write_opened
from dashboards.history import History
from dashboards.serve import APP, serve
from dashboards.state import WATCH_SET, State
from dashboards.texts.texts import languages, texts
from dashboards.veil import Veil
from dashboards.views import check
from dashboards.widgets.case_bar import case_bar
from dashboards.widgets.circle import circle
from dashboards.widgets.drawing import drawing
from dashboards.widgets.entry import Entry, Firm, Named
from dashboards.widgets.markup import safe
from dashboards.widgets.network_tables import lines_table
from dashboards.widgets.official import official_terms
from dashboards.widgets.path_sentences import told_paths
from dashboards.widgets.permit import permit_section
from dashboards.widgets.positions import positions
from dashboards.widgets.told import told_apart
from graph.access.accounts import account
from graph.access.cases import open_case, working_case
from graph.access.closing import close_case
from graph.access.session import DEMO_DAY, Session
from graph.access.sessions import start_session
from graph.checks.check import run_check
from graph.checks.cli import as_data
from graph.checks.permit import read_permit
from graph.checks.words import check_lines
from graph.errors import UsageError
from graph.network.paths import paths
from graph.network.watched import paths_from_watched, unwatch, watch
from ingest.desk import enter_application
from tests.deployments import deployed
from tests.screens.visiting import Place

SUBJECT = "2026-0142"
SVG = "{http://www.w3.org/2000/svg}"
FIRM = "org:BEKBOBCE.0999000030"


COOKIE = "euregraph"
Opened = Callable[..., AppTest]


@pytest.fixture
def opened(place: Place, session: Session, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The start page as the router shows it to somebody, who is signed in, in the open case."""

    def run(user: str = "official-maastricht", today: str = "2026-06-01", **state: str) -> AppTest:
        token = start_session(session.store, user, int(time.time())) if user else "made up"
        monkeypatch.setattr(visitor, "cookies", lambda: {COOKIE: token})
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.secrets["serve"] = {"data": str(place.data), "today": today, "cookie": COOKIE}
        app.query_params.update({"case": place.case, **state})
        return app.run()

    return run


def html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def frame(session: Session, place: Place, language: str = "en") -> Frame:
    who = account("official-maastricht")
    state = State(place.case, SUBJECT, lang=language)
    return Frame(state, texts(language), session, who, working_case(session.store, who, place.case))


@pytest.mark.parametrize("language", languages())
def test_the_start_page_opens_a_case_and_shows_it_in_the_bar(opened: Opened, language: str) -> None:
    app = opened(case="", lang=language)
    assert not app.exception
    app.text_input[0].input(SUBJECT)
    app.button[0].click().run()
    assert not app.exception
    assert app.query_params["case"] != [""]
    assert texts(language)("Legal basis") in html(app)
    assert "Wet Bibob art. 3" in html(app)


def test_without_a_case_nothing_is_read(opened: Opened) -> None:
    shown = html(opened(case="", subject=SUBJECT))
    assert "No case: nothing is read" in shown
    assert "Who we think this is" not in shown


def test_a_case_of_another_authority_is_refused_in_words(opened: Opened) -> None:
    shown = html(opened("official-genk"))
    assert "This may not be read here" in shown
    assert "Proefman" not in shown


def test_a_role_that_reads_no_content_gets_no_case(opened: Opened) -> None:
    shown = html(opened("auditor", case=""))
    assert "reads no content" in shown


def test_a_wrong_day_in_the_address_is_one_sentence(opened: Opened) -> None:
    assert "correct it and try again" in html(opened(as_of="yesterday"))


def test_a_made_up_region_keeps_its_day_on_the_screens_too(opened: Opened, place: Place) -> None:
    """On any other day most answers would be that its data are old."""
    told = place.data / DEMO_DAY
    told.write_text("2026-05-20", encoding="utf-8")
    try:
        assert opened(today="", case="").date_input[0].value == date(2026, 5, 20)
    finally:
        told.unlink()


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


@pytest.mark.parametrize("subject", [SUBJECT, "2023-0007"])
def test_the_picture_of_the_circle_has_the_order_of_its_table(session: Session, place: Place, subject: str) -> None:
    told = frame(session, place)
    result = run_check(told.view, subject)
    shown = str(circle(told.say, result))
    [drawn] = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', shown)
    texts_of = [text.text or "" for text in ElementTree.fromstring(b64decode(drawn)).iter(f"{SVG}text")]
    others = [one for one in result.circle if one.relation != "applicant"]  # once for each class, whatever the roles
    members = list({(one.relation, one.id, one.former): one for one in others}.values())
    names = [result.names[one.id].label.partition(" (")[0] for one in members]
    assert [text.partition(" (")[0] for text in texts_of if text.partition(" (")[0] in names] == names
    assert [text for text in texts_of if "(former)" in text] == [
        f"{name} (former)" for name, one in zip(names, members, strict=True) if one.former
    ]
    assert told.say.word("relation", "manages") in texts_of


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


TYPED = Entry(
    {"case_number": "T-9", "permit_type": "alcohol", "date_application": "2026-05-30"},
    Firm("Proeflokaal Nieuw B.V.", "NL", "90000483"),
    (Named("Toetsema", "Rik", "1979-09-30", "manager"), Named("Voorbeeld", "Ilse", "1990-11-02", "lender")),
    {"street": "Marktproef", "number": "4", "postcode": "6211CC", "town": "Maastricht", "country": "NL"},
    (1, {"amount": "45000", "date": "2026-05-01", "written": "no"}),
    (1, {"rent": "1800", "per": "month", "from": "2026-06-01"}),
)


def test_a_typed_application_is_checked_at_once_and_in_its_own_case_only(session: Session, place: Place) -> None:
    who = account("official-maastricht")
    case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", "T-9", "T-9", session.today)
    try:
        enter_application(session, who.id, case.id, TYPED.rows())
        result = run_check(session.view(who.id, case.id, session.today), "T-9")
        circle = {(one.relation, result.names[one.id].label.partition(" (")[0]) for one in result.circle}
        assert {("manages", "Rik Toetsema"), ("funds", "Ilse Voorbeeld")} <= circle
        with pytest.raises(UsageError, match="Nothing that may be shown"):
            run_check(session.view(who.id, place.case, session.today), "T-9")
    finally:
        close_case(session.store, session.settings, who, case.id, "no_decision", "made up for a test", session.today)


def test_what_is_typed_wrong_is_told_and_nothing_is_kept(session: Session) -> None:
    who = account("official-maastricht")
    case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", "T-9", "T-9", session.today)
    wrong = replace(TYPED, permit={**TYPED.permit, "date_application": "30-05-2026"}, applicant=Named("", "Rik"))
    with pytest.raises(UsageError, match=r"Nothing was kept.*date_application"):
        enter_application(session, who.id, case.id, wrong.rows())
    with pytest.raises(UsageError, match="Nothing that may be shown"):
        run_check(session.view(who.id, case.id, session.today), "T-9")


def test_the_same_person_typed_in_twice_is_one_person() -> None:
    told = replace(TYPED, people=(*TYPED.people, Named(" toetsema", "Rik ", "1979-09-30", "director")))
    assert len(told.rows()["person"]) == 2
    assert len({row["party_ref"] for row in told.rows()["party"]}) == 2


def test_headings_come_in_order_and_tables_have_captions(session: Session, place: Place) -> None:
    told = frame(session, place)
    shown = str(check.page(told, run_check(told.view, SUBJECT)))
    levels = [1, *map(int, re.findall(r"<h(\d)", shown))]
    assert all(deeper <= higher + 1 for higher, deeper in pairwise(levels))
    assert shown.count("<table") == shown.count("<caption")


def test_the_network_is_drawn_with_a_place_for_every_node(session: Session, place: Place) -> None:
    told = frame(session, place)
    grown = grow(told.view, ["app:nl-gm0935/2026-0142"], [])
    drawn = drawing(told.say, grown, positions(grown))
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


def test_what_is_hidden_stands_in_the_address() -> None:
    assert read_hidden(write_hidden(["per:1", "org:a b"])) == ["per:1", "org:a b"]
    assert read_hidden("") == []
    with pytest.raises(UsageError, match="hidden="):
        read_hidden("per:1")


def test_a_hidden_node_takes_its_lines_along_and_nothing_moves(session: Session, place: Place) -> None:
    told = frame(session, place)
    grown = grow(told.view, ["app:nl-gm0935/2026-0142"], [])
    person = next(id_ for id_, node in grown.nodes.items() if node.kind == "Person")
    less = without(grown, [person])
    assert set(less.nodes) == set(grown.nodes) - {person}
    assert {line.id for line in less.lines} == {
        line.id for line in grown.lines if person not in (line.first.start, line.first.end)
    }
    before, after = (drawing(told.say, one, positions(grown))["nodes"] for one in (grown, less))
    assert after == [node for node in before if node["id"] != person]


def test_a_history_is_undone_and_done_again_until_something_else_is_done() -> None:
    start = History(("case",), (("a",),))
    both = start.went(("b",)).went(("b",)).went(("c",))
    assert (both.steps, both.at) == ((("a",), ("b",), ("c",)), 2)
    back = both.moved(-1).moved(-1).moved(-1)
    assert (back.at, back.moved(1).steps[1]) == (0, ("b",))
    assert back.moved(1).went(("d",)).steps == (("a",), ("b",), ("d",))
    assert back.went(("a",)) == back


def test_hidden_names_leave_kind_and_number_and_keep_the_number(session: Session, place: Place) -> None:
    told = frame(session, place)
    first, more = (grow(told.view, ["app:nl-gm0935/2026-0142"], opened) for opened in ([], [(FIRM, "")]))
    veiled = Veil(told.say).grown(first)
    labels = [node.label for node in veiled.nodes.values()]
    assert {"person 1", "organisation 1"} <= set(labels)
    assert len(set(labels)) == len(labels)
    assert [node.label for node in Veil(told.say).grown(more).nodes.values()][: len(labels)] == labels
    shown = f"{drawing(told.say, veiled, positions(first))} {lines_table(told.say, veiled, '')}"
    names = [node.label.partition(" (")[0] for node in first.nodes.values() if node.kind in {"Person", "Organisation"}]
    assert names
    assert not [name for name in names if name in shown]


@pytest.mark.parametrize("language", languages())
def test_paths_are_sentences_with_the_legal_relation(session: Session, place: Place, language: str) -> None:
    told = frame(session, place, language)
    found = paths(told.view, ["app:nl-gm0935/2026-0142"], [FIRM], former=True)
    shown = str(told_paths(told, found))
    assert shown.count("<li>") == len(found.paths) > 0
    sentence = told.say("{line}: legal relation {relation}, {time}, told by {source}.")
    assert sentence.removeprefix("{line}").partition("{")[0] in shown
    assert told.say.word("relation", "applicant") in shown
    assert "{" not in shown
    veiled = str(told_paths(told, Veil(told.say).paths(found)))
    assert "Proefhoreca" in shown
    assert "Proefhoreca" not in veiled


@pytest.mark.parametrize("language", languages())
def test_paths_from_the_watch_set_name_what_has_none(session: Session, place: Place, language: str) -> None:
    told = frame(session, place, language)
    told = replace(told, state=told.state.but(path_from=WATCH_SET))
    premises, nobody = "pre:nl:0935200000012345", told_paths(told, paths_from_watched(told.view, [FIRM]))
    assert told.say("Your watch set is empty: pick a node and choose to watch it.") in nobody
    for id_ in ("app:nl-gm0935/2026-0142", premises):
        watch(told.view, id_)
    try:
        found = paths_from_watched(told.view, [FIRM], ["PARTY_IN"])
        shown = str(told_paths(told, found))
        veiled = str(told_paths(told, Veil(told.say).paths(found)))
    finally:
        for id_ in ("app:nl-gm0935/2026-0142", premises):
            unwatch(told.view, id_)
    day = told.say.day(session.today)
    assert told.say("The paths from your watch set, shortest first, as of {day}:", day=day) in shown
    assert shown.count("<strong>2026-0142") == len(found.paths) > 0
    without = told.say("No path from {label}.", label="Marktproef 4, 6211CC Maastricht")
    assert without in shown
    assert "Marktproef" not in veiled


def test_names_that_are_the_same_are_told_apart() -> None:
    assert told_apart({"a": "Jan", "b": "Jan", "c": "Piet"}) == {"a": "Jan", "b": "Jan (2)", "c": "Piet"}


def test_only_this_machine_is_served(place: Place) -> None:
    with pytest.raises(UsageError, match=r"127\.0\.0\.1"):
        serve(place.data, 8501, "0.0.0.0", date(2026, 6, 1))


@pytest.mark.parametrize("language", languages())
def test_the_case_bar_and_the_check_tell_the_nearest_term_and_its_source(
    session: Session, place: Place, language: str
) -> None:
    told = frame(session, place, language)
    due, seen = told.say.day(date(2026, 7, 7)), told.say.word("seen", "E")
    said = told.say("until {due}, days left: {left}", due=due, left=36)
    bar = str(case_bar(told))
    assert said in bar
    assert seen in bar
    page = str(check.page(told, run_check(told.view, SUBJECT)))
    assert said in page
    assert '<span lang="nl">Alcoholwetvergunning</span>' in page


def test_on_another_day_other_days_are_left(opened: Opened) -> None:
    shown = html(opened(as_of="2026-07-08"))
    assert "ended on 7 July 2026, days past: 1" in shown


OWN_RULE = {
    **{"authority": "nl-gm0935", "permit_type": "alcohol", "article": "Beleidsregel 7", "reviewed": "2026-02-01"},
    "replaces": {"documents": [{"said": {"nl": "Terrasplan"}}]},
}


@pytest.mark.parametrize("language", languages())
def test_the_check_lists_what_is_to_be_asked_and_whom_to_check(session: Session, place: Place, language: str) -> None:
    told = frame(session, place, language)
    shown = str(check.page(told, run_check(told.view, SUBJECT)))
    asked = shown[shown.index(told.say("To be asked from the applicant")) :]
    assert "Regeling Bibob-formulieren 2024 art. 4-5" in asked
    funds = told.say("{said} (in the circle: {classes})", said="", classes=told.say.word("relation", "funds"))
    assert funds in asked[asked.index(told.say("Persons to check")) :]
    assert "Gaststättenerlaubnis" in shown  # the neighbours' nearest terms
    assert '<span lang="nl">art. 13b Opiumwet</span>' in shown  # on the timeline of the premises
    assert '<span lang="de">Gesellschaft mit beschränkter Haftung</span>' in shown  # what a Belgian BV is in German


@pytest.mark.parametrize("language", languages())
def test_a_rule_of_the_municipality_is_shown_as_its_own(
    session: Session, place: Place, tmp_path: Path, language: str
) -> None:
    told = frame(session, place, language)
    with deployed(tmp_path, profile="demo", host="nl-riec-limburg", permits=[OWN_RULE]):
        shown = str(check.page(told, run_check(told.view, SUBJECT)))
    assert "Terrasplan" in shown
    assert f"Beleidsregel 7; {told.say.word('seen', 'own')}" in shown
    own, gaps = "Own rule of the authority: {article}, reviewed on {reviewed}.", {"article": "Beleidsregel 7"}
    assert told.say(own, **gaps, reviewed=told.say.day(date(2026, 2, 1))) in shown
    assert "Bibob-formulieren" not in shown


@pytest.mark.parametrize("language", languages())
def test_a_term_whose_first_day_no_record_tells_says_so(session: Session, language: str) -> None:
    """Genk's investigation counts from the decision of its mayor: after this day nothing is recorded of it yet."""
    who, number = account("official-genk"), "GK-2026-12"
    case = open_case(session.store, who, "permit_screening", "BE_LICENCE_1983", number, number, session.today)
    state = State(case.id, number, lang=language)
    today = Frame(state, texts(language), session, who, case)
    told = Frame(replace(state, as_of="2026-04-19"), texts(language), session, who, case)
    assert today.say.day(date(2026, 7, 2)) in str(permit_section(today.say, run_check(today.view, number).permit))
    page = str(permit_section(told.say, run_check(told.view, number).permit))
    assert told.say("not begun, or its first day is not recorded here") in page
    assert safe(told.say.word("event", "mayor_decision")) in page
    assert told.say("Official term not recorded") in page
    assert '<span lang="fr">en cours d&#x27;examen</span>' in page
    assert told.say("not begun, or its first day is not recorded here") in str(case_bar(told))


@pytest.mark.parametrize("language", languages())
def test_a_decision_says_who_took_it_and_its_own_file_tells_its_ground_in_official_terms(
    session: Session, place: Place, language: str
) -> None:
    who, number = account("official-maastricht"), "2023-0007"
    case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", number, number, session.today)
    told = Frame(State(case.id, number, lang=language), texts(language), session, who, case)
    result = run_check(told.view, number)
    assert told.say("decided by {who}", who="burgemeester") in str(permit_section(told.say, result.permit))
    shown = str(check.page(told, result))
    ground, manager = "art. 3, eerste lid, onder a, Wet Bibob", "leidinggevende"
    assert f'<span lang="nl">{ground}</span>' in shown
    assert (f'<span lang="nl">{manager}</span>' in shown) == (told.say.word("code", "manager") != manager)
    lines = "\n".join(check_lines(result))
    assert "revoked (ingetrokken), decided by burgemeester" in lines
    assert f"Integrity file: integrity check: lbb_advice; ground: bibob_3_1a ({ground})" in lines
    assert f", manager ({manager}) (former)" in lines
    other = frame(session, place, language)
    closed = read_permit(other.view, other.view.step("application", case_number=number, authority=who.authority))
    assert ground not in str(permit_section(other.say, closed))


def test_a_german_speaking_municipality_of_belgium_tells_its_terms_in_german_too() -> None:
    told = {"permit_type": "alcohol", "legal_ground": "BE_119TER"}
    eupen, liege = (str(official_terms(texts("en"), told | {"authority": f"be-nis{nis}"})) for nis in (63023, 62063))
    for term in ("Schankgenehmigung", "Art. 119ter des Neuen Gemeindegesetzes"):
        assert f'<span lang="de">{term}</span>' in eupen
    assert 'lang="de"' not in liege
    assert '<span lang="fr">autorisation de débit de boissons</span>' in liege


def test_what_names_no_application_has_no_terms(session: Session, place: Place) -> None:
    told = frame(session, place)
    result = run_check(told.view, FIRM)
    assert "type its case number to see its terms" in str(permit_section(told.say, result.permit))


def test_the_command_line_tells_the_same_terms(session: Session, place: Place) -> None:
    told = frame(session, place)
    result = run_check(told.view, SUBJECT)
    lines = list(check_lines(result))
    assert "    Decision on the application: until 2026-07-07, days left: 36" in lines
    at = lines.index("  To be asked from the applicant")
    assert "Regeling Bibob-formulieren 2024 art. 4-5; seen in an excerpt, to be checked" in lines[at + 1]
    permit = as_data(result)["permit"]
    assert permit["official_term"] == {"nl": "Alcoholwetvergunning"}
    assert [(one["clock"]["id"], one["due"], one["left"]) for one in permit["clocks"]] == [
        ("decision", date(2026, 7, 7), 36)
    ]
