"""The door on both engines: what is refused is refused in one sentence and stands in the log."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from cryptography.fernet import Fernet, InvalidToken

from graph.access import passwords
from graph.access.accounts import account, accounts
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.log.reading import Wanted
from graph.access.log.reading import lines as log_lines
from graph.access.passwords import hash_password
from graph.access.session import Session
from graph.access.sessions import IDLE, LONGEST, end_sessions
from graph.access.sign_in import WRONG
from graph.access.state_accounts import add_account, end_account, list_stored, set_password
from graph.access.tries import FREE, FREE_OVERALL, LONGEST_WAIT, OVERALL, count_failure
from graph.errors import RefusedError, SignInError, UsageError
from graph.store.connection import Store, open_store
from graph.store.schema import apply_schema
from graph.store.state_nodes import state_labels, state_rows
from tests.deployments import deployed

TODAY = date(2026, 6, 1)
WORD, OTHER = "correct horse battery", "another horse battery"
WHO = "official-maastricht"
NOON = 1_780_000_000


@dataclass
class Clock:
    now: float = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(WORD)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(store: Store, log: AuditLog, clock: Clock, hashed: str) -> Session:
    """A browser's session object without a token, in a store with the accounts of the demonstration."""
    apply_schema(store)
    for one in accounts().values():
        add_account(store, one, hashed, uuid4().hex)
    return Session(store.settings, store, log, TODAY, "browser", clock=clock)


def lines(log: AuditLog) -> Iterator[tuple[str, str, str]]:
    """Account, action and reason of each line, read with the key of its subject."""
    keys = [Fernet(path.read_bytes()) for path in (log.settings.keys / "subjects").glob("*.key")]
    for line in log_lines(log.settings, Wanted()):
        told = next(told for key in keys if (told := _opened(key, line["told"])) is not None)
        yield line["account"], line["action"], told.get("because", "")


def _opened(key: Fernet, told: str) -> dict[str, str] | None:
    try:
        opened: dict[str, str] = json.loads(key.decrypt(told.encode()))
    except InvalidToken:  # the key of another subject
        return None
    return opened


def signed_in(session: Session, who: str = WHO) -> Session:
    return replace(session, token=session.door.sign_in(who, WORD))


def refused(session: Session) -> str:
    with pytest.raises(SignInError) as said:
        session.signed_in()
    return str(said.value)


def test_the_right_password_opens_a_session_of_that_account(session: Session, log: AuditLog) -> None:
    assert signed_in(session).signed_in() == account(WHO)
    assert list(lines(log)) == [(WHO, "sign in", "")]


def test_neither_token_nor_password_lies_in_the_store(session: Session, store: Store) -> None:
    token = signed_in(session).token
    kept = str(store.read("MATCH (n) RETURN properties(n) AS own"))
    assert "argon2id" in kept
    assert token not in kept
    assert WORD not in kept


@pytest.mark.parametrize("token", ["x", "A" * 43, "' OR 1=1", "é" * 4000])
def test_a_forged_token_is_refused_and_logged(session: Session, log: AuditLog, token: str) -> None:
    assert "no such session" in refused(replace(session, token=token))
    assert list(lines(log)) == [("", "refused", "session unknown")]


def test_without_a_token_nobody_asks(session: Session) -> None:
    assert "Nobody is signed in" in refused(session)


def test_a_session_ends_when_it_was_idle_and_not_while_it_is_used(
    session: Session, clock: Clock, log: AuditLog
) -> None:
    own = signed_in(session)
    for _ in range(3):
        clock.now += IDLE - 1
        assert own.signed_in().id == WHO
    clock.now += IDLE
    assert "30 minutes" in refused(own)
    clock.now -= IDLE  # a clock that is set back opens nothing again
    assert "was ended" in refused(own)
    assert list(lines(log))[1:] == [(WHO, "refused", "session idle"), (WHO, "refused", "session ended")]


def test_a_session_ends_after_eight_hours_of_use(session: Session, clock: Clock) -> None:
    own = signed_in(session)
    while clock.now < NOON + LONGEST - IDLE:
        clock.now += IDLE - 1
        own.signed_in()
    clock.now = NOON + LONGEST
    assert "8 hours" in refused(own)


def test_signing_out_ends_this_session_and_everywhere_ends_all(session: Session) -> None:
    first, second, third, other = (signed_in(session, who) for who in (WHO, WHO, WHO, "official-genk"))
    first.door.sign_out(first.token)
    assert "was ended" in refused(first)
    assert second.signed_in().id == WHO
    second.door.sign_out(second.token, everywhere=True)
    assert "was ended" in refused(second)
    assert "was ended" in refused(third)
    assert other.signed_in().id == "official-genk"
    with pytest.raises(SignInError, match="was ended"):
        first.door.sign_out(first.token)


def test_a_session_that_was_ended_by_others_is_refused_and_logged(session: Session, log: AuditLog) -> None:
    own = signed_in(session)
    assert end_sessions(session.store, WHO, "ended by administrator") == 1
    assert "was ended" in refused(own)
    assert list(lines(log))[-1] == (WHO, "refused", "session ended")


def test_an_ended_account_can_neither_go_on_nor_sign_in(session: Session, store: Store) -> None:
    own = signed_in(session)
    end_account(store, WHO, TODAY)
    assert "was ended" in refused(own)
    with pytest.raises(SignInError, match="do not fit"):
        session.door.sign_in(WHO, WORD)
    with pytest.raises(UsageError, match="no account"):
        end_account(store, WHO, TODAY)
    with pytest.raises(UsageError, match="no working account"):
        set_password(store, WHO, "x")


@dataclass
class Work:
    """Hashes like the real hasher, and notes with which cost; the questions to the store are noted beside."""

    done: list[str]

    def verify(self, kept: str, word: str) -> bool:
        self.done.append(kept.rpartition("$")[0].rpartition("$")[0])
        return PasswordHasher().verify(kept, word)

    def noting(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(store: Store, text: str, /, **told: Any) -> Any:
            self.done.append(text)
            return ask(store, text, **told)

        return asked


def test_an_account_that_is_not_there_costs_the_same_as_a_wrong_password(
    session: Session, store: Store, log: AuditLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, the same questions to the store, one comparison of argon2 of the same cost."""
    end_account(store, "official-genk", TODAY)
    tries(session, "first", 1)  # makes the hash of nobody
    for name in ("first", "official-genk"):  # the first line of a country's accounts opens a chain of the log
        log.write(name, "", "start", "start", {})
    work, seen = Work([]), []
    monkeypatch.setattr(passwords, "HASHER", work)
    for name in ("read", "write"):
        monkeypatch.setattr(Store, name, work.noting(getattr(Store, name)))
    for name, word in (("somebody", OTHER), (WHO, OTHER), ("official-genk", WORD)):
        work.done.clear()
        with pytest.raises(SignInError) as said:
            session.door.sign_in(name, word)
        seen.append((str(said.value), tuple(work.done)))
    assert len(set(seen)) == 1
    assert seen[0][0] == WRONG
    assert [one for one in seen[0][1] if one.startswith("$argon2id$v=19$m=65536,t=3")]
    reasons = ["unknown account", "unknown account", "wrong password", "ended account"]
    assert [reason for _, _, reason in lines(log) if reason] == reasons


def tries(session: Session, name: str, count: int) -> list[str]:
    said = []
    for _ in range(count):
        with pytest.raises(SignInError) as told:
            session.door.sign_in(name, OTHER)
        said.append(str(told.value))
    return said


@pytest.mark.parametrize("name", [WHO, "somebody"])
def test_the_wait_after_wrong_passwords_grows_and_holds_for_the_right_one_too(
    session: Session, store: Store, clock: Clock, log: AuditLog, name: str
) -> None:
    assert tries(session, name, FREE) == [WRONG] * FREE
    waits = []
    with open_store(store.settings) as another:  # another process sees the same count
        elsewhere = replace(session, store=another)
        for _ in range(12):
            [said] = tries(elsewhere, name, 1)
            waits.append(int(said.split()[4]))
            clock.now += waits[-1]
            assert tries(session, name, 1) == [WRONG]
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == LONGEST_WAIT
    with pytest.raises(SignInError, match="Too many tries"):
        session.door.sign_in(name, WORD)
    assert list(lines(log))[-1][1:] == ("sign in refused", "too many tries")


def test_the_right_password_lets_the_name_begin_anew(session: Session, clock: Clock) -> None:
    tries(session, WHO, FREE)
    clock.now += 1
    session.door.sign_in(f" {WHO} ", WORD)
    assert tries(session, WHO, FREE) == [WRONG] * FREE


def test_many_names_wait_together(session: Session, store: Store, clock: Clock) -> None:
    for _ in range(FREE_OVERALL):
        count_failure(store, NOON)
    with pytest.raises(SignInError, match="wait 1 seconds"):
        session.door.sign_in(WHO, WORD)
    clock.now += 1
    session.door.sign_in(WHO, WORD)
    assert [row["count"] for row in store.read("MATCH (t:StateTries {id: $id}) RETURN t.count AS count", id=OVERALL)]


def test_a_case_of_others_is_refused_and_logged(session: Session, store: Store, log: AuditLog) -> None:
    case = open_case(store, account("official-genk"), "permit_screening", "BE_LICENCE_1983", "GK-1", "GK-1", TODAY)
    with pytest.raises(RefusedError, match="There is no case") as said:
        signed_in(session).view(WHO, case.id)
    assert list(lines(log))[-1] == (WHO, "refused", str(said.value))


@pytest.mark.parametrize("role", ["administrator", "auditor", "steward"])
def test_no_view_opens_for_who_reads_no_content(session: Session, store: Store, log: AuditLog, role: str) -> None:
    who = next(one for one in accounts().values() if one.role == role)
    like = account(WHO).model_copy(update={"authority": who.authority})
    case = open_case(store, like, "permit_screening", "NL_BIBOB_3", "2026-0142", "2026-0142", TODAY)
    own = signed_in(session, who.id)
    with pytest.raises(RefusedError, match=f"The role {role} reads no content"):
        own.view("", case.id)
    with pytest.raises(RefusedError, match="reads no content"):
        own.reader()
    assert [line[:2] for line in lines(log)][1:] == [(who.id, "refused")] * 2


def test_in_a_browser_nobody_is_named(session: Session) -> None:
    own = signed_in(session)
    assert own.signed_in(WHO).id == WHO
    with pytest.raises(RefusedError, match="is signed in, not"):
        own.signed_in("official-genk")


def test_an_account_is_named_on_the_command_line_of_the_demonstration_only(
    session: Session, tmp_path: Path, log: AuditLog
) -> None:
    command = replace(session, kind="command line")
    assert command.signed_in(WHO).id == WHO
    end_account(session.store, "official-genk", TODAY)
    with pytest.raises(RefusedError, match="has ended"):
        command.signed_in("official-genk")
    with deployed(tmp_path, profile="municipality-nl", host="nl-gm0935"):
        with pytest.raises(RefusedError, match="in the demonstration only"):
            command.signed_in(WHO)
        assert list(lines(log))[-1][:2] == ("", "refused")
        assert signed_in(session).signed_in().id == WHO


def test_an_id_is_given_once_and_the_last_administrator_stays(session: Session, store: Store) -> None:
    with pytest.raises(UsageError, match="already"):
        add_account(store, account(WHO), "x", uuid4().hex)
    end_account(store, "auditor", TODAY)
    with pytest.raises(UsageError, match="already"):
        add_account(store, account("auditor"), "x", uuid4().hex)
    with pytest.raises(UsageError, match="last administrator"):
        end_account(store, "administrator", TODAY)
    assert {one.account.id: one.ended_on for one in list_stored(store)}["auditor"] == "2026-06-01"


def test_a_backup_holds_accounts_and_no_session(session: Session, store: Store) -> None:
    signed_in(session)
    held = {label: list(state_rows(store, label)) for label in state_labels()}
    assert len(held["StateAccount"]) == len(accounts())
    assert not {"StateSession", "StateTries"} & set(held)
