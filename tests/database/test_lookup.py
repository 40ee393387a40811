"""Looking up at another authority: three answers, the same work and bytes for nothing and for what is restricted."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog, show
from graph.access.authorities import authority
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.order import note_open_sources
from graph.access.session import Session
from graph.access.view import View
from graph.border.cli import as_data
from graph.border.grid import Pace
from graph.border.limits import limits
from graph.border.lookup import Reply, asked_of, look_up
from graph.border.received import received_lookups
from graph.checks.check import run_check
from graph.errors import RefusedError, UsageError
from graph.settings import Settings
from graph.store.connection import Rows, Store, Summary
from graph.store.schema import apply_schema
from ingest.run import load, open_job

TODAY = date(2026, 6, 1)
SAMPLE = Path(__file__).parents[2] / "ingest/sources/nl_municipality/sample/first"
MANAGER = "Proefman, Daan, 1984-03-12"
NOBODY = "Niemand, Niels, 1970-01-01"
HEERLEN, GENK = account("official-heerlen"), account("official-genk")
AT = "nl-gm0935"
STEP = 0.5


class Noting(Store):
    """Every statement with its parameters, but for what a new node or line of the log is called."""

    def __init__(self, inner: Store) -> None:
        self.settings, self.engine, self._inner = inner.settings, inner.engine, inner
        self.asked: list[tuple[str, Any]] = []

    def read(self, statement: str, /, **parameters: Any) -> Rows:
        self.asked.append((statement, parameters))
        return self._inner.read(statement, **parameters)

    def columns(self, statement: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        self.asked.append((statement, parameters))
        return self._inner.columns(statement, **parameters)

    def write(self, statement: str, /, **parameters: Any) -> Summary:
        self.asked.append((statement, sorted(parameters)))
        return self._inner.write(statement, **parameters)


class Clock:
    """A clock that goes on by a little with each look, and by what is slept."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, [0.0]

    def __call__(self) -> float:
        self.now += 0.07
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def no_wait() -> Pace:
    return Pace(lambda: 0.0, lambda _: None)


@pytest.fixture
def audit(store: Store, settings: Settings) -> Iterator[AuditLog]:
    apply_schema(store)
    log = AuditLog(store, settings)
    yield log
    log.close()


def deliver(store: Store, folder: Path) -> None:
    with open_job(store, store.settings, "nl_municipality", folder, TODAY) as job:
        load(job)


def changed(folder: Path, name: str, change: Callable[[list[str]], list[str]]) -> Path:
    """The sample with the lines of one of its files changed."""
    copytree(SAMPLE, folder)
    path = folder / name
    path.write_text("\n".join(change(path.read_text("utf-8").splitlines())) + "\n", encoding="utf-8")
    return folder


def with_column(column: str, value: str, of: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        return [f"{lines[0]},{column}", *(f"{one},{value if of in one else ''}" for one in lines[1:])]

    return change


def view_of(store: Store, audit: AuditLog, who: Account = HEERLEN, purpose: str = "permit_screening") -> View:
    belgian = "BE_LICENCE_1983" if purpose == "permit_screening" else "BE_NGW_119TER"
    basis = "NL_BIBOB_3" if who.country == "NL" else belgian
    case = open_case(store, who, purpose, basis, MANAGER, "", TODAY)
    view = open_view(store, audit, who, case, TODAY)
    note_open_sources(view)
    return view


def ask(view: View, *typed: str, at: str = AT, country: str = "", reason: str = "new manager") -> Reply:
    return look_up(view, asked_of(at, country), list(typed), reason, pace=no_wait())


def said(reply: Reply, category: str = "integrity_register") -> list[str]:
    return [one.said for one in reply.answers if one.category == category]


def told_by(view: View, *typed: str) -> tuple[str, list[tuple[str, Any]]]:
    """The bytes of a reply, and every statement that was sent for it."""
    noting = Noting(view.store)
    reply = ask(replace(view, store=noting), *typed)
    statements = [(text, {} if isinstance(told, list) else told) for text, told in noting.asked]
    return json.dumps(as_data(reply)), statements


def test_another_municipality_is_told_one_bit_and_whom_to_ask(store: Store, audit: AuditLog) -> None:
    deliver(store, SAMPLE)
    view = view_of(store, audit)
    for typed, answer in (
        (MANAGER, "hit"),
        ("NL_BSN:123456782", "hit"),
        (NOBODY, "nothing"),
        ("90000471", "nothing"),
        ("0999.000.030", "nothing"),  # the register answered about it: no hit
    ):
        assert said(ask(view, typed)) == [answer], typed
    reply = ask(view, MANAGER)
    hit = next(one for one in reply.answers if one.said == "hit")
    assert "ask the Landelijk Bureau Bibob" in str(hit.reason)
    assert "BR-2" not in json.dumps(as_data(reply))
    assert "2026-0142" not in json.dumps(as_data(reply))
    assert said(reply, "permit") == ["may be asked"]
    assert said(reply, "integrity_file") == ["not asked"]


def test_across_a_border_the_answers_follow_from_the_policy_alone(store: Store, audit: AuditLog) -> None:
    empty = as_data(ask(view_of(store, audit, GENK), MANAGER, at="", country="NL"))
    deliver(store, SAMPLE)
    view = view_of(store, audit, GENK)
    full = ask(view, MANAGER, at="", country="NL")
    assert as_data(full) == empty
    assert as_data(ask(view, NOBODY, at="", country="NL"))["answers"] == empty["answers"]
    assert set(said(full)) == {"not asked"}
    assert {one.said for one in full.answers} == {"read", "may be asked", "not asked"}
    assert "this says nothing of the subject" in str(full.compared[0])
    told = " ".join(str(one.reason) for one in full.answers).lower()
    assert "clear" not in told


RESTRICTED = [
    ("consultation.csv", "share_with", "nl-gm0957", "P1,manager"),
    ("consultation.csv", "confidentiality", "geheim", "P1,manager"),
    ("consultation.csv", "handling_code", "H2", "P1,manager"),
    ("consultation.csv", "purpose", "enforcement", "P1,manager"),
    ("consultation.csv", "disputed", "yes", "P1,manager"),
    ("consultation.csv", "outcome", "annulled", "P1,manager"),
    ("consultation.csv", "retention_until", "2026-05-20", "P1,manager"),
    ("person.csv", "share_with", "owner", "P1,"),
    ("person.csv", "disputed", "yes", "P1,"),
]


@pytest.mark.parametrize(("file", "column", "value", "of"), RESTRICTED)
def test_safeguard_08_a_restricted_record_and_none_are_the_same_bytes_and_the_same_work(
    store: Store, audit: AuditLog, tmp_path: Path, file: str, column: str, value: str, of: str
) -> None:
    without = changed(tmp_path / "without", "consultation.csv", lambda lines: [x for x in lines if "hit,BR-2" not in x])
    deliver(store, without)
    nothing = told_by(view_of(store, audit), MANAGER, "NL_BSN:123456782")
    store.write("MATCH (n) WHERE NOT n:StateStore AND NOT n:StateSchema AND NOT n:StateCase DETACH DELETE n")
    apply_schema(store)
    deliver(store, changed(tmp_path / "restricted", file, with_column(column, value, of)))
    restricted = told_by(view_of(store, audit), MANAGER, "NL_BSN:123456782")
    assert restricted[0] == nothing[0]
    assert '"nothing"' in nothing[0]
    assert [text for text, _ in restricted[1]] == [text for text, _ in nothing[1]]
    assert sum("CONSULTED_ON" in text for text, _ in nothing[1]) == 2


def test_a_hit_is_asked_by_the_same_statements_as_nothing(store: Store, audit: AuditLog) -> None:
    deliver(store, SAMPLE)
    view = view_of(store, audit)
    hit, nothing = told_by(view, MANAGER, "NL_BSN:123456782"), told_by(view, NOBODY, "NL_BSN:111222333")
    assert hit[0] != nothing[0]
    assert [text for text, _ in hit[1]] == [text for text, _ in nothing[1]]


def test_a_national_number_is_compared_in_its_own_country_only(store: Store, audit: AuditLog) -> None:
    deliver(store, SAMPLE)
    reply = ask(view_of(store, audit), "BE_NN:85.07.30-033.28", MANAGER)
    assert [str(one).partition(":")[0] for one in reply.compared] == ["BE_NN", MANAGER]
    assert "within its own country only" in str(reply.compared[0])
    assert "a hit may be of a namesake" in str(reply.compared[1])
    assert "033" not in json.dumps(as_data(reply))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ([], "one to 5 identifiers"),
        ([MANAGER] * 6, "one to 5 identifiers"),
        (["Proefman, Daan, 1984"], "whole birth date"),
        (["somebody"], "cannot be read"),
        (["NL_BSN:123456789"], "no valid number"),
    ],
)
def test_what_is_no_identifier_is_said_without_its_value(
    store: Store, audit: AuditLog, typed: list[str], error: str
) -> None:
    with pytest.raises(UsageError, match=error) as refused:
        ask(view_of(store, audit), *typed)
    assert "somebody" not in str(refused.value)


def test_a_look_up_needs_a_reason_and_one_whom_it_asks(store: Store, audit: AuditLog) -> None:
    view = view_of(store, audit)
    with pytest.raises(UsageError, match="a reason"):
        ask(view, MANAGER, reason=" ")
    for at, country, error in (("", "", "one authority, or one country"), ("", "FR", "no country of this region")):
        with pytest.raises(UsageError, match=error):
            asked_of(at, country)
    assert asked_of(AT, "") == [authority(AT)]


def test_safeguard_06_open_sources_come_first_or_a_reason_says_why_not(store: Store, audit: AuditLog) -> None:
    case = open_case(store, HEERLEN, "permit_screening", "NL_BIBOB_3", MANAGER, "", TODAY)
    view = open_view(store, audit, HEERLEN, case, TODAY)
    with pytest.raises(RefusedError, match="Open sources come first"):
        ask(view, MANAGER)
    reply = look_up(view, asked_of(AT, ""), [MANAGER], "new manager", "the register is down today", no_wait())
    assert reply.answers
    assert "order skipped" in {line["action"] for line in show(store.settings)}
    with pytest.raises(UsageError):
        run_check(view, "0000.000.000")
    with pytest.raises(RefusedError, match="Open sources come first"):
        ask(view, MANAGER)
    note_open_sources(view)
    assert ask(view, MANAGER).answers == reply.answers


def test_safeguard_08_an_answer_leaves_at_whole_steps_of_time(store: Store, audit: AuditLog) -> None:
    deliver(store, SAMPLE)
    view = view_of(store, audit)
    for typed in (MANAGER, NOBODY, "not readable"):
        clock = Clock()
        began = clock.now + 0.07
        try:
            look_up(view, asked_of(AT, ""), [typed], "new manager", pace=Pace(clock, clock.sleep))
        except UsageError:
            assert typed == "not readable"
        assert clock.slept[-1] > 0
        assert (clock.now - began) % (limits().grid_milliseconds / 1000) == pytest.approx(0, abs=1e-6)


def test_safeguard_08_mass_look_up_ends_with_a_plain_sentence_and_a_line_of_the_log(
    store: Store, settings: Settings, audit: AuditLog
) -> None:
    view = view_of(store, audit)
    most = limits().identifiers_of_an_account_a_day
    session = Session(settings, store, audit, TODAY)
    for number in range(most):
        ask(view, f"9{number:07d}")
    with pytest.raises(RefusedError, match="never lists"), session.refusals(HEERLEN.id, view.case.id):
        ask(view, NOBODY)
    assert [line["action"] for line in show(settings)][-1] == "refused"
    ask(replace(view, today=TODAY + timedelta(days=1)), NOBODY)
    ask(view_of(store, audit, GENK), NOBODY, at="nl-gm0917")  # static answers are not bounded


def test_a_subject_is_looked_up_so_often_a_day_by_all_accounts_together(store: Store, audit: AuditLog) -> None:
    views = [view_of(store, audit, replace_account(HEERLEN, f"{HEERLEN.id}-{n}")) for n in range(2)]
    most = limits().lookups_of_a_subject_a_day
    for number in range(most):
        ask(views[number % 2], MANAGER)
    for view in views:
        with pytest.raises(RefusedError, match="This subject was looked up"):
            ask(view, MANAGER)


def replace_account(who: Account, id_: str) -> Account:
    return who.model_copy(update={"id": id_})


def test_two_at_once_share_the_caps(store: Store, audit: AuditLog) -> None:
    view, passed = view_of(store, audit), []
    most = limits().lookups_of_a_subject_a_day

    def many() -> None:
        for _ in range(most):
            try:
                ask(view, MANAGER)
            except RefusedError:
                continue
            passed.append(1)

    threads = [threading.Thread(target=many) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(passed) == most


def test_both_sides_keep_a_line_and_the_asked_one_nothing_of_the_subject(
    store: Store, settings: Settings, audit: AuditLog
) -> None:
    deliver(store, SAMPLE)
    view = view_of(store, audit)
    ask(view, MANAGER, reason="manager of a new bar")
    assert [line["action"] for line in show(settings)] == ["lookup"]
    rows = received_lookups(store, account("coordinator-maastricht"))
    told = {name: rows[0][name] for name in ("from_authority", "account", "case", "reason", "category", "answer")}
    assert told == {
        "from_authority": "nl-gm0917",
        "account": "official-heerlen",
        "case": view.case.id,
        "reason": "manager of a new bar",
        "category": "integrity_register",
        "answer": "hit",
    }
    assert "Proefman" not in str(rows)
    with pytest.raises(RefusedError, match="Only a coordinator"):
        received_lookups(store, account("official-maastricht"))
    assert received_lookups(store, account("coordinator-maastricht").model_copy(update={"authority": AT + "x"})) == []
