"""Who is one person in a case, decided by two persons: asked, signed, seen there by whoever sees all it rests on."""

from datetime import date
from pathlib import Path

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import Case, open_case
from graph.access.closing import close_case
from graph.access.grants import grant_records
from graph.access.session import Session
from graph.access.sharing import share_case
from graph.access.view import View, open_view
from graph.checks.candidates import candidates
from graph.checks.check import run_check
from graph.checks.subject import closure, find_subject
from graph.checks.words import check_lines
from graph.data_subject.disputes import decide_dispute
from graph.errors import RefusedError, StoreError, UsageError
from graph.identity.deciding import answer_act, ask_identity, decisions, undo_identity
from graph.network.neighbourhood import around
from graph.network.paths import as_data, paths
from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.leases import leased
from graph.store.rollback import roll_back
from tests.database.deliveries import SECOND, TODAY, Sent, fresh, load, town

WHO, SECOND_PERSON, HEERLEN = (
    account(f"{id_}") for id_ in ("official-maastricht", "coordinator-maastricht", "official-heerlen")
)
ONE, OTHER = "Naamproef, Anna, 1980-01-02", "Naamproef, Anna Maria, 1981-01-02"
FIRM = "org:NLNHR.90000471"
ROLE = {"role": "director", "origin": "register", "from": "2024-01-01", "case_number": "2026-0001"}


def sent() -> Sent:
    """A1 directs the firm; A2, of a like name, lets the premises to somebody."""
    told = town()
    told.rows["person"] += [
        {"person_ref": "A1", "surname": "Naamproef", "given_names": "Anna", "birth_date": "1980-01-02", "town": "Genk"},
        {"person_ref": "A2", "surname": "Naamproef", "given_names": "Anna Maria", "birth_date": "1981-01-02"}
        | {"town": "Genk"},
    ]
    told.rows["party"] += [ROLE | {"party_ref": "A1"}, ROLE | {"party_ref": "A2", "case_number": "2026-0002"}]
    return told


@pytest.fixture
def session(store: Store, log: AuditLog, tmp_path: Path) -> Session:
    fresh(store)
    load(store, sent().at(tmp_path / "town"))
    return Session(store.settings, store, log, TODAY)


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session.store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)


def view_of(session: Session, case: Case, who: Account = WHO, known_at: int | None = None) -> View:
    return open_view(session.store, session.audit, who, case, TODAY, known_at=known_at)


def ids(view: View) -> tuple[str, str]:
    one, other = (find_subject(view, typed).named[0] for typed in (ONE, OTHER))
    return one, other


def facts(view: View) -> tuple[str, ...]:
    return tuple(row["record"] for id_ in ids(view) for row in view.step("describe-person", ids=[id_]))


def ask(session: Session, case: Case, decided: str = "same") -> str:
    view = view_of(session, case)
    return ask_identity(view, decided, ids(view), facts(view), "one signature").id  # type: ignore[arg-type]


def sign(session: Session, id_: str, said: str = "signed") -> None:
    answer_act(session, SECOND_PERSON, id_, said, "seen")  # type: ignore[arg-type]


def decide(session: Session, case: Case, decided: str = "same") -> str:
    id_ = ask(session, case, decided)
    sign(session, id_)
    return id_


def joined(view: View, persons: tuple[str, str]) -> bool:
    return persons[1] in closure(view, [persons[0]])


def test_what_two_persons_signed_joins_the_two_in_the_case(session: Session, case: Case) -> None:
    before = view_of(session, case)
    persons = ids(before)
    decide(session, case)
    view = view_of(session, case)
    assert joined(view, persons) and not joined(before, persons)
    assert set(run_check(view, ONE).subject.ids) == set(persons)
