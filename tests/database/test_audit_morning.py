"""The auditor's morning list and statistics: each rule with its case, a case beside it, and no content anywhere."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog, show
from graph.access.cases import open_case
from graph.access.log.facts import read_facts
from graph.access.log.morning import Rule, morning, rules
from graph.access.log.readers import keep_holder, read_morning, read_statistics
from graph.access.opening import open_view
from graph.access.session import Session
from graph.checks.check import run_check
from graph.errors import RefusedError, UsageError
from graph.store.connection import Store
from graph.store.schema import apply_schema
from graph.store.subject_keys import forget_subject
from tests.database.deliveries import fresh, load, town
from tests.logs import OFFICIAL, at

DAY, DAYS = date(2026, 6, 1), [f"2026-05-{day:02}" for day in range(20, 30)]
COLLEAGUE, ELSEWHERE = "steward-maastricht", "official-genk"
HOME = "pre:nl:0935200000000001"
PARTY = """
MATCH (s:PersonStatement)-[:DESCRIBES]->(:Person)-[:PARTY_IN]->(a:Application)-[:CONCERNS]->(p:Premises)
MATCH (t:Permit)-[:DESCRIBES]->(a)
RETURN s.name AS name, t.case_number AS number, p.id AS premises ORDER BY name, number, premises LIMIT 1
"""
FACTS = {
    OFFICIAL: ("de Vries", "Jan", HOME),
    COLLEAGUE: ("Bakker", "Piet", ""),
    ELSEWHERE: ("Janssens", "An", ""),
}


@pytest.fixture
def session(store: Store, log: AuditLog) -> Session:
    apply_schema(store)
    log.clock = at(str(DAY))
    opened = Session(store.settings, store, log, DAY)
    for who, (surname, given, home) in FACTS.items():
        keep_holder(opened, "auditor", who, surname, given, home)
    return opened


def case_of(session: Session, subject: str, who: str = OFFICIAL) -> str:
    basis = "NL_BIBOB_3" if account(who).country == "NL" else "BE_NGW_119TER"
    return open_case(session.store, account(who), "permit_screening", basis, subject, "", DAY).id


def look(session: Session, subject: str, *seen: str, who: str = OFFICIAL) -> str:
    """A look-up in a case of its own, and the case."""
    case = case_of(session, subject, who)
    session.audit.write(who, case, "check", subject, {"queries": [{"query": "q", "seen": seen}]})
    return case


def listed(session: Session, day: date = DAY) -> list[tuple[str, Rule]]:
    return [(one.case, one.rule) for one in morning(session.store, session.settings, day)]


@pytest.mark.parametrize(
    ("subject", "near"),
    [
        ("Vries, Jan Karel, 1980-02-03", ["oneself"]),
        ("de Vries, J., 1980", ["oneself"]),
        ("VRIES, Anna, 1980-02-03", ["same surname"]),
        ("Bakker, Piet, 1980-02-03", ["colleague"]),
        ("Bakker, Anna, 1980-02-03", []),
        ("Janssens, An, 1980-02-03", []),  # of another authority
        ("0999.000.030", []),
    ],
)
def test_look_ups_near_to_the_holder_are_listed(session: Session, subject: str, near: list[Rule]) -> None:
    case = look(session, subject)
    assert listed(session) == [(case, rule) for rule in near]
    assert listed(session, date(2026, 6, 2)) == []


def test_what_was_shown_is_compared_too_and_tells_the_address(session: Session) -> None:
    marks = read_facts(session.store)
    case = look(session, "0999.000.030", marks[OFFICIAL].place, marks[COLLEAGUE].person)
    assert listed(session) == [(case, "colleague"), (case, "same address")]


def test_without_facts_the_name_of_the_account_is_compared(session: Session) -> None:
    case = look(session, "Heerlen, Willem, 1980-01-01", who="official-heerlen")  # it is "Official of Heerlen"
    assert listed(session) == [(case, "same surname")]


def test_a_forgotten_subject_is_compared_no_more(session: Session) -> None:
    subject = "Vries, Jan, 1980-02-03"
    look(session, subject)
    forget_subject(session.settings, subject)
    assert listed(session) == []


def test_the_facts_are_kept_as_hashes_and_the_list_tells_no_content(session: Session) -> None:
    look(session, "Vries, Jan, 1980-02-03")
    held = session.store.read("MATCH (h:StateHolder) RETURN h {.*} AS held")
    found = [asdict(one) for one in morning(session.store, session.settings, DAY)]
    assert found
    for text in (str(held), str(found), *(path.read_text(encoding="utf-8") for path in session.audit.files)):
        assert all(word not in text.lower() for word in ("vries", "bakker", HOME))
    key = session.settings.keys / "marks.key"
    assert key.stat().st_mode & 0o777 == 0o600


def many(session: Session, day: str, count: int, who: str = OFFICIAL) -> None:
    session.audit.clock = at(day)
    for _ in range(count):
        session.audit.write(who, "2026-1", "query", "x", {})


@pytest.mark.parametrize(
    ("usual", "today", "unusual"), [(7, 22, True), (7, 21, False), (1, 19, False), (0, 20, True), (0, 19, False)]
)
def test_many_more_look_ups_than_the_own_median_are_listed(
    session: Session, usual: int, today: int, unusual: bool
) -> None:
    assert (rules().volume_multiple, rules().volume_at_least) == (3, 20)
    for day in DAYS[:3]:
        many(session, day, usual)
    many(session, DAYS[4], 40, ELSEWHERE)  # others' days do not count
    many(session, str(DAY), today)
    assert [rule for _, rule in listed(session)] == ["unusual volume"] * unusual


@pytest.mark.parametrize(
    ("looks", "acts", "rule"),
    [
        (0, [], "closed without reading"),
        (0, ["grant"], None),
        (9, [], None),
        (10, [], "read much without any act"),
        (10, ["export"], None),
    ],
)
def test_cases_closed_without_an_act_are_listed(
    session: Session, looks: int, acts: list[str], rule: Rule | None
) -> None:
    assert rules().closed_much == 10
    case = case_of(session, "x")
    session.audit.clock = at(DAYS[0])
    for action in ["case open", *["query"] * looks, *acts]:
        session.audit.write(OFFICIAL, case, action, "x", {})
    session.audit.clock = at(str(DAY))
    session.audit.write(OFFICIAL, case, "case close", case, {"reason": "x"})
    assert listed(session) == ([(case, rule)] if rule else [])


def test_a_view_marks_the_persons_and_premises_that_it_shows(store: Store, log: AuditLog, tmp_path: Path) -> None:
    fresh(store)
    sent = town()
    for person in sent.rows["person"]:
        person["given_names"] = "Anna"
    load(store, sent.at(tmp_path / "sent"))
    log.clock = at(str(DAY))
    session = Session(store.settings, store, log, DAY)
    [party] = store.read(PARTY)
    number = party["number"]
    keep_holder(session, "auditor", OFFICIAL, party["name"], party["name"], party["premises"])
    case = open_case(store, account(OFFICIAL), "permit_screening", "NL_BIBOB_3", number, number, DAY)
    run_check(open_view(store, log, account(OFFICIAL), case, DAY), number)
    assert {rule for _, rule in listed(session)} == {"oneself", "same address"}


def test_the_list_and_the_statistics_are_for_auditors_and_logged(session: Session) -> None:
    for action, read in (("audit morning", read_morning), ("audit statistics", read_statistics)):
        session.audit.clock = at(str(DAY), 10)
        read(session, "auditor", DAY)
        session.audit.clock = at(str(DAY), 11)
        with pytest.raises(RefusedError, match="the log is for auditors"):
            read(session, OFFICIAL, DAY)
        told = [(line["account"], line["action"]) for line in show(session.settings)]
        assert {("auditor", action), (OFFICIAL, "refused")} <= set(told)
    with pytest.raises(RefusedError):
        keep_holder(session, OFFICIAL, OFFICIAL, "Other", "Name", "")
    with pytest.raises(UsageError, match="no account"):
        keep_holder(session, "auditor", "nobody", "Other", "Name", "")


def test_statistics_count_ended_months_and_hide_what_is_small(session: Session) -> None:
    many(session, DAYS[0], 7)
    many(session, DAYS[1], 4, ELSEWHERE)
    session.audit.write("command line", "", "load accepted", "x", {})
    many(session, "2026-06-02", 9)
    found = {row.role: row for row in read_statistics(session, "auditor", date(2026, 6, 30))}
    assert {row.month for row in found.values()} == {"2026-05"}
    assert found["official"].cells == {"load accepted": 0, "query": 11}
    assert (found["none"].cells, found["none"].total) == ({"load accepted": None, "query": 0}, None)
    assert "2026-06" in json.dumps([asdict(row) for row in read_statistics(session, "auditor", date(2026, 7, 1))])
