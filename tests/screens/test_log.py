"""The auditors' screen: who looked and why it is listed, in each language, and nothing of what was seen."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.frame import Frame
from dashboards.state import State
from dashboards.texts.texts import languages, texts
from dashboards.views import log
from dashboards.widgets.log import statistics_table
from graph.access.accounts import account
from graph.access.audit import AuditLog, show
from graph.access.cases import open_case
from graph.access.log.statistics import Row
from graph.access.session import Session
from tests.screens.conftest import TODAY
from tests.screens.visiting import Place

WHO, SUBJECT = (
    "official-heerlen",
    "Heerlen, Olga, 1980-02-03",
)  # of the same surname and initial as the "Official of Heerlen"


@pytest.fixture
def looked(session: Session) -> str:
    """A look-up of yesterday that belongs on the list, and its case."""
    case = open_case(session.store, account(WHO), "permit_screening", "NL_BIBOB_3", SUBJECT, "", TODAY).id
    earlier = AuditLog(session.store, session.settings, lambda: datetime.now(UTC) - timedelta(days=1))
    earlier.write(WHO, case, "check", SUBJECT, {"queries": []})
    earlier.close()
    return case


def _page(data: str, user: str, language: str) -> None:
    """The screen by itself; AppTest runs the source of this function, so it imports what it needs."""
    from pathlib import Path

    from dashboards.frame import Frame
    from dashboards.state import State
    from dashboards.texts.texts import texts
    from dashboards.views import log
    from graph.access.accounts import account
    from graph.access.session import open_session
    from graph.settings import Settings

    folder = Path(data)
    with open_session(Settings(data=folder, keys=folder.with_name("data.keys"))) as session:
        log.show(Frame(State(lang=language), texts(language), session, account(user), None))


def shown(place: Place, language: str, user: str = "auditor") -> AppTest:
    words = {"data": str(place.data), "user": user, "language": language}
    return AppTest.from_function(_page, default_timeout=60, kwargs=words).run()


@pytest.mark.parametrize("language", languages())
def test_the_list_of_yesterday_is_told_in_words_and_reading_it_is_logged(
    place: Place, session: Session, looked: str, language: str
) -> None:
    app = shown(place, language)
    assert not app.exception
    html = "".join(element.proto.body for element in app.get("html"))
    row = next(row for row in re.findall(r"<tr.*?</tr>", html) if looked in row)
    assert texts(language).word("rule", "oneself") in row
    assert (WHO in row, "Olga" in html, "1980" in html) == (True, False, False)
    lines = [(line["account"], line["action"]) for line in show(session.settings, "auditor")]
    assert {("auditor", "audit morning"), ("auditor", "audit statistics")} <= set(lines)


@pytest.mark.parametrize("user", ["official-maastricht", "steward-maastricht"])
def test_it_is_for_auditors(place: Place, user: str) -> None:
    assert log.SCREEN.roles == ("auditor",)
    assert "the log is for auditors" in shown(place, "en", user).exception[0].message


@pytest.mark.parametrize("language", languages())
def test_a_hidden_count_is_said_to_be_hidden(session: Session, language: str) -> None:
    frame = Frame(State(), texts(language), session, account("auditor"), None)
    rows = [Row("2026-05", "official", {"check": None, "query": 12, "export": 0}, None)]
    told = statistics_table(frame, rows)
    hidden = f"<td>{texts(language)('hidden')}</td>"
    assert (told.count(hidden), ">12<" in told, "2026-05" in told, "export" in told) == (2, True, True, False)
