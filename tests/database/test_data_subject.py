"""What a data subject is told, and disputes: marked, hidden, kept over deliveries, and told to whoever received it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.grants import grant_records
from graph.access.opening import open_view
from graph.access.purposes import DATA_SUBJECT
from graph.access.session import Session
from graph.access.view import View
from graph.checks.check import run_check
from graph.data_subject.disputes import decide_dispute
from graph.data_subject.report import Report, subject_report
from graph.errors import RefusedError, UsageError
from graph.export.run import export
from graph.network.neighbourhood import around
from graph.network.network import Edge
from graph.retention.recipients import all_notices
from graph.retention.run import run_retention
from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.disputes import read_disputes
from graph.store.loads import read_compartments
from graph.store.rollback import roll_back
from tests.command import Command
from tests.database.deliveries import SECOND, THIRD, TODAY, Sent, fresh, load, town
from tests.signing import signed_export

FIRM, POLICE = "org:NLNHR.90000471", "nl-pol-limburg"
STEWARD, COORDINATOR = "steward-maastricht", "coordinator-maastricht"
SAMPLES = Path(__file__).parents[2] / "ingest/sources"


def _town() -> Sent:
    """With a birth date, so that the person can be named; what P3 said in the questionnaire is an integrity file."""
    sent = town()
    sent.rows["person"][1] |= {"given_names": "Vera", "birth_date": "1980-02-03"}
    sent.rows["lease"][0]["retention_until"] = "2027-03-04"
    return sent


@pytest.fixture
def session(store: Store, log: AuditLog, tmp_path: Path) -> Session:
    fresh(store)
    load(store, _town().at(tmp_path / "town"))
    return Session(store.settings, store, log, TODAY)


def view_of(session: Session, who: str = "official-maastricht", purpose: str = "permit_screening") -> View:
    basis = "NL_GDPR_15" if purpose == DATA_SUBJECT else "NL_BIBOB_3"
    asker = account(who)
    case = open_case(session.store, asker, purpose, basis, "Voorbeeld, Vera, 1980-02-03", "2026-0001", session.today)
    return open_view(session.store, session.audit, asker, case, session.today)


def lease(view: View) -> list[Edge]:
    """The lines of the lease of the firm."""
    edges = around(view, [FIRM], 2).edges
    records = {edge.record for edge in edges if edge.type == "LET_TO" and edge.end == FIRM}
    return [edge for edge in edges if edge.record in records]


def record_of(session: Session) -> str:
    return lease(view_of(session))[0].record


def test_a_disputed_record_is_marked_for_every_reader(session: Session) -> None:
    record = record_of(session)
    decide_dispute(session, STEWARD, record, "disputed", "the tenant says it never rented")
    found = around(view_of(session), [FIRM], 2).edges
    assert {edge.record for edge in found if edge.disputed} == {record}
    assert len([edge for edge in found if edge.disputed]) == 3


def test_a_closed_record_is_gone_and_an_ended_dispute_leaves_nothing(session: Session, tmp_path: Path) -> None:
    before, record = digest(session.store), record_of(session)
    decide_dispute(session, COORDINATOR, record, "closed", "annulled by the court")
    assert lease(view_of(session)) == []
    assert around(view_of(session), [FIRM], 2).edges
    decide_dispute(session, COORDINATOR, record, "upheld", "the judgment was quashed")
    assert digest(session.store) == before
    assert {edge.disputed for edge in lease(view_of(session))} == {False}


Change = Callable[[Sent], object]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda sent: None, id="unchanged"),
        pytest.param(lambda sent: sent.rows["lease"][0].update(rent="950"), id="changed"),
        pytest.param(lambda sent: sent.rows["lease"].clear(), id="vanished"),
    ],
)
@pytest.mark.parametrize(("decided", "marks"), [("disputed", {True}), ("closed", set())])
def test_it_survives_the_next_delivery(
    session: Session, tmp_path: Path, change: Change, decided: str, marks: set[bool]
) -> None:
    record, sent = record_of(session), _town()
    decide_dispute(session, STEWARD, record, decided, "reason")
    change(sent)
    load(session.store, sent.at(tmp_path / "second", SECOND))
    found = lease(view_of(session))
    assert {edge.disputed for edge in found} == marks
    decide_dispute(session, STEWARD, record, "corrected", "told anew")
    now = lease(view_of(session))
    assert {edge.disputed for edge in now} == {False}
    assert not found or {edge.id for edge in now} == {edge.id for edge in found}
    load(session.store, sent.at(tmp_path / "third", THIRD))
    assert lease(view_of(session)) == now


def test_a_roll_back_leaves_the_dispute(session: Session, tmp_path: Path) -> None:
    record, sent = record_of(session), _town()
    decide_dispute(session, STEWARD, record, "disputed", "reason")
    before = digest(session.store)
    sent.rows["lease"][0]["rent"] = "950"
    load(session.store, sent.at(tmp_path / "second", SECOND))
    roll_back(session.store, 2)
    assert digest(session.store) == before
    assert {edge.disputed for edge in lease(view_of(session))} == {True}


def test_a_dispute_is_erased_once_nothing_is_held_of_its_row(session: Session) -> None:
    """The lease is kept until 2027-03-04; a year after the decision nobody needs to be told of it."""
    decide_dispute(session, STEWARD, record_of(session), "disputed", "reason")
    kept = []
    for day in (date(2027, 6, 1), date(2027, 6, 2), date(2027, 6, 2)):
        run_retention(session.store, session.settings, session.audit, day)
        kept.append(len(read_disputes(session.store)))
    assert kept == [1, 0, 0]


def test_safeguard_12_no_indicator_rests_on_a_disputed_record(session: Session) -> None:
    """A permit of Genk, released to the case of Maastricht, meets an indicator: until Genk calls it disputed."""
    store = session.store
    for source in ("nl_municipality", "be_municipality"):
        load(store, SAMPLES / source / "sample" / "first", source, accept="beside the made-up town")
    record = store.read("MATCH (p:Permit {case_number: 'GK-2025-88'}) RETURN p.record AS record")[0]["record"]
    asker = account("official-maastricht")
    case = open_case(store, asker, "permit_screening", "NL_BIBOB_3", "0999.000.030", "2026-0142", TODAY)
    grant_records(store, account("official-genk"), case.id, [record], date(2026, 7, 1), TODAY)

    def hop() -> str:
        answers = run_check(open_view(store, session.audit, asker, case, TODAY), "2026-0142").answers
        return next(told.state for told in answers if told.pattern.id == "permit-hop")

    def granted() -> bool:
        return record in open_view(store, session.audit, asker, case, TODAY).granted

    assert (hop(), granted()) == ("met", True)
    [notice] = decide_dispute(session, "steward-genk", record, "disputed", "reason")
    assert (notice.recipient, notice.how, notice.case, notice.why) == ("nl-gm0935", "grant", case.id, "disputed")
    assert (hop(), granted()) == ("cannot tell", True)
    decide_dispute(session, "steward-genk", record, "closed", "acquitted")
    assert granted() is False


def _export(session: Session, out: Path) -> None:
    view = view_of(session)
    signed_export(view, f"around:{FIRM}", POLICE, 2)
    export(view, f"around:{FIRM}", "json_own", out, POLICE, "a letter", 2)


def test_safeguard_12_whoever_received_it_is_told_and_later_exports_carry_the_mark(
    session: Session, tmp_path: Path
) -> None:
    record = record_of(session)
    _export(session, tmp_path / "out")
    [told] = decide_dispute(session, STEWARD, record, "disputed", "reason")
    assert (told.recipient, told.how, told.why) == (POLICE, "export", "disputed")
    assert all_notices(session.store) == [told]
    _export(session, tmp_path / "later")
    marks = [
        {
            edge["record"]
            for edge in json.loads((tmp_path / name / "network.json").read_text())["edges"]
            if edge["disputed"]
        }
        for name in ("out", "later")
    ]
    assert marks == [set(), {record}]


@pytest.mark.parametrize("who", ["steward-genk", "official-maastricht", "auditor"])
def test_only_the_owner_decides_and_others_learn_nothing(session: Session, who: str) -> None:
    record = record_of(session)
    with pytest.raises(RefusedError) as theirs:
        decide_dispute(session, who, record, "disputed", "reason")
    with pytest.raises(RefusedError) as nobodys:
        decide_dispute(session, who, "nl_municipality/nl-gm0935/lease/none@1", "disputed", "reason")
    assert str(theirs.value) == str(nobodys.value)
    assert all(edge.disputed is False for edge in lease(view_of(session)))


def report_of(session: Session, typed: str = "Voorbeeld, Vera, 1980-02-03") -> Report:
    return subject_report(view_of(session, COORDINATOR, DATA_SUBJECT), typed)


def test_safeguard_17_the_report_says_what_from_whom_by_which_law_and_until_when(session: Session) -> None:
    report = report_of(session)
    what = [one.what for one in report.held]
    assert (what.count("lease"), what.count("party"), what.count("report")) == (2, 1, 0)
    assert {one.authority for one in report.held} == {"nl-gm0935"}
    assert {one.article for one in report.held} == {"GDPR art. 15"}
    assert date(2027, 3, 4) in {one.kept_until for one in report.held if one.what == "lease"}
    assert any(one.told.get("role") == "director" for one in report.held)
    assert any("Wet Bibob art. 28" in one.article for one in report.restrictions)


def test_safeguard_17_restrictions_are_the_same_whether_or_not_there_is_a_file(
    session: Session, tmp_path: Path
) -> None:
    """The report on P2, about whom the police wrote: that of a store in which it never did."""
    with_file, sent = report_of(session), _town()
    sent.rows["report"] = []
    load(session.store, sent.at(tmp_path / "second", SECOND))
    assert replace(report_of(session), looked=()) == replace(with_file, looked=())


def test_what_the_law_keeps_back_stays_out_whatever_a_view_opens(session: Session) -> None:
    view = view_of(session, COORDINATOR, DATA_SUBJECT)
    wide = replace(view, open=dict.fromkeys(read_compartments(session.store), date.min))
    assert around(wide, [FIRM], 2).edges
    categories = {one.category for one in subject_report(wide, "Voorbeeld, Vera, 1980-02-03").held}
    assert categories == {one.category for one in report_of(session).held} == {"permit"}


def test_the_report_says_who_looked_and_why(session: Session) -> None:
    looked = view_of(session)
    run_check(looked, "2026-0001")
    view_of(session, "official-heerlen")
    other = open_case(
        session.store, account("official-heerlen"), "permit_screening", "NL_BIBOB_3", looked.case.subject, "", TODAY
    )
    session.audit.write("official-heerlen", other.id, "check", other.subject, {})
    found = [one for one in report_of(session).looked if one.action == "check"]
    assert [(one.account, one.case, one.purpose) for one in found] == [
        ("official-maastricht", looked.case.id, "permit_screening")
    ]


def test_a_report_is_for_coordinators_in_a_case_for_it(session: Session) -> None:
    with pytest.raises(RefusedError, match="is opened by: coordinator"):
        view_of(session, "official-maastricht", DATA_SUBJECT)
    view, official = view_of(session, COORDINATOR, DATA_SUBJECT), account("official-maastricht")
    with pytest.raises(RefusedError, match="by a coordinator"):
        subject_report(replace(view, account=official), "Voorbeeld, Vera, 1980-02-03")
    with pytest.raises(RefusedError, match="is for permit_screening"):
        subject_report(view_of(session, COORDINATOR), "Voorbeeld, Vera, 1980-02-03")
    with pytest.raises(UsageError, match="Nothing that may be shown"):
        report_of(session, "Niemand, Niels, 1970-01-01")


def test_the_commands(session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    place, command = session.settings, Command(capsys, monkeypatch)
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    day, record = ("--today", str(TODAY)), record_of(session)
    case = view_of(session, COORDINATOR, DATA_SUBJECT).case.id
    done = command("subject", "dispute", record, "--reason", "a letter", "--user", STEWARD, *day)
    assert (done.code, done.out.strip()) == (0, "Nobody outside has received it.")
    ask = ("subject", "report", "Voorbeeld, Vera, 1980-02-03", "--case", case, "--user")
    shown = command(*ask, COORDINATOR, *day, "--json")
    assert [one["disputed"] for one in json.loads(shown.out)["held"] if one["record"] == record] == [True]
    assert "whether or not there is any" in command(*ask, COORDINATOR, *day).out
    assert command(*ask, "official-maastricht", *day).code == 3
    assert command("subject", "dispute", record, "--reason", " ", "--user", STEWARD, *day).code == 2
    assert command("subject", "dispute", record, "--reason", "x", "--user", "steward-genk", *day).code == 3
