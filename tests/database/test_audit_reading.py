"""Who may read the log, that each reading is in it, and that it tells no content but for one subject alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph.access.audit import AuditLog, show
from graph.access.log.readers import check_log, read_log
from graph.access.log.reading import Wanted, lines_of
from graph.access.session import Session
from graph.errors import RefusedError
from graph.store.connection import Store
from graph.store.subject_keys import forget_subject
from tests.logs import OFFICIAL, SUBJECT, at, write

OTHER = "Ander, Bert, 1970-01-01"
DAY, NEXT = "2026-06-01", "2026-06-02"
Read = Callable[[Session, str], Any]
READINGS: dict[str, Read] = {
    "audit show": lambda session, user: read_log(session, user, Wanted()),
    "audit verify": check_log,
}


@pytest.fixture
def session(store: Store, log: AuditLog) -> Session:
    log.clock = at("2026-06-03")
    write(store, [DAY, NEXT])
    write(store, [NEXT], "official-genk", OTHER)
    return Session(store.settings, store, log, date(2026, 6, 3))


@pytest.mark.parametrize("action", READINGS)
def test_each_reading_is_a_line_by_the_auditor(session: Session, action: str) -> None:
    READINGS[action](session, "auditor")
    assert [(line["account"], line["action"]) for line in show(session.settings)][-1] == ("auditor", action)


@pytest.mark.parametrize("action", READINGS)
@pytest.mark.parametrize("user", [OFFICIAL, "steward-maastricht", "analyst-limburg", "investigator-limburg"])
def test_every_other_role_is_refused_and_the_refusal_is_a_line(session: Session, action: str, user: str) -> None:
    with pytest.raises(RefusedError, match="the log is for auditors"):
        READINGS[action](session, user)
    assert [(line["account"], line["action"]) for line in show(session.settings)][-1] == (user, "refused")


@pytest.mark.parametrize(
    ("wanted", "subject", "found"),
    [
        (Wanted(account="official-genk"), "", [("official-genk", NEXT)]),
        (Wanted(case="2026-1", until=date(2026, 6, 1)), "", [(OFFICIAL, DAY)]),
        (Wanted(since=date(2026, 6, 2), until=date(2026, 6, 2)), "", [("official-genk", NEXT), (OFFICIAL, NEXT)]),
        (Wanted(case="none"), "", []),
        (Wanted(until=date(2026, 6, 2)), SUBJECT, [(OFFICIAL, DAY), (OFFICIAL, NEXT)]),
        (Wanted(account="official-genk"), SUBJECT, []),
        (Wanted(until=date(2026, 6, 2)), "Nobody, Ever, 1980-05-01", []),
    ],
)
def test_lines_are_found_by_account_case_days_and_subject(
    session: Session, wanted: Wanted, subject: str, found: list[tuple[str, str]]
) -> None:
    told = read_log(session, "auditor", wanted, subject)
    assert sorted((line["account"], line["at"][:10]) for line in told if line["account"] != "auditor") == found
    assert "Voorbeeld" not in str(told)
    assert all("told" not in line for line in told)


def test_a_subjects_report_tells_its_lines_and_opens_no_others(session: Session) -> None:
    told = lines_of(session.settings, SUBJECT)
    assert [(line["account"], line["told"]) for line in told] == [(OFFICIAL, {"subject": SUBJECT, "rows": 1})] * 2
    assert "Ander" not in str(told)
    forget_subject(session.settings, SUBJECT)
    assert lines_of(session.settings, SUBJECT) == []
    assert [line["account"] for line in lines_of(session.settings, OTHER)] == ["official-genk"]
