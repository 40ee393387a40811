"""The door: who asks, shown by a password once and by a token after that; every opening and refusal is a log line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from graph.access.accounts import Account
from graph.access.audit import AuditLog
from graph.access.passwords import fits
from graph.access.sessions import end_session, end_sessions, start_session, use_session
from graph.access.state_accounts import read_stored
from graph.access.tries import count_failure, forget_tries, take_try
from graph.errors import SignInError
from graph.store.connection import Store

Kind = Literal["browser", "command line"]
SUBJECT = "sign-in"  # what these lines of the log are about: one key for all of them
WRONG = "Account and password do not fit: check both. An administrator can give another password."
WAIT = "Too many tries: wait {wait} seconds, then try again."
NOBODY = "Nobody is signed in: sign in first (`euregraph sign-in`)."
GONE = {
    "unknown": "There is no such session: sign in first.",
    "ended": "This session was ended: sign in again.",
    "idle": "This session was not used for 30 minutes, so it has ended: sign in again.",
    "too old": "This session has lasted 8 hours, so it has ended: sign in again.",
}


@dataclass(frozen=True)
class Door:
    """One of the two ways in, with the store, its log and the clock (seconds since 1970)."""

    store: Store
    audit: AuditLog
    kind: Kind
    clock: Callable[[], float]

    @property
    def now(self) -> int:
        return int(self.clock())

    def sign_in(self, name: str, password: str) -> str:
        """The token of a new session. SignInError, with one sentence whether the account exists or not."""
        id_ = self.prove(name, password)
        token = start_session(self.store, id_, self.now)
        self.note(id_, "sign in", {})
        return token

    def prove(self, name: str, password: str) -> str:
        """The id of the account that name and password fit; every other pair is refused as in `sign_in`."""
        name = name.strip()[:100]
        known = read_stored(self.store, name)
        if wait := take_try(self.store, name, self.now):
            raise self._refused(name if known else "", WAIT, "too many tries", name, wait=wait)
        if not fits(password, known.password if known else None) or known is None or known.ended_on:
            count_failure(self.store, self.now)
            reason = "unknown account" if known is None else "ended account" if known.ended_on else "wrong password"
            raise self._refused(name if known else "", WRONG, reason, name)
        forget_tries(self.store, name)
        return name

    def account_of(self, token: str) -> Account:
        """The account of a live session, which is used by this; SignInError with the reason for any other token."""
        if not token:
            raise SignInError(NOBODY)
        id_, standing = use_session(self.store, token, self.now)
        known = read_stored(self.store, id_) if standing == "live" else None
        if known is None or known.ended_on:
            standing = "ended" if standing == "live" else standing
            raise self._refused(id_, GONE[standing], f"session {standing}", "")
        return known.account

    def sign_out(self, token: str, everywhere: bool = False) -> None:
        """End this session, or all of its account; a token of none is refused like any other."""
        who = self.account_of(token)
        if everywhere:
            end_sessions(self.store, who.id, "sign out")
        end_session(self.store, token, "sign out")
        self.note(who.id, "sign out", {"everywhere": everywhere})

    def replace(self, token: str) -> None:
        """End the session of a token whose place another one takes."""
        if account := end_session(self.store, token, "replaced"):
            self.note(account, "sign out", {"because": "replaced"})

    def note(self, account: str, action: str, told: dict[str, Any]) -> None:
        self.audit.write(account, "", action, SUBJECT, {"door": self.kind, **told})

    def _refused(self, account: str, sentence: str, reason: str, name: str, **gaps: object) -> SignInError:
        """The refusal to be raised, once its line is on disk."""
        self.note(account, "sign in refused" if name else "refused", {"because": reason, "name": name})
        return SignInError(sentence, **gaps)
