"""What every command and screen that reads needs: settings, store, log, who asks and, with a case, the View."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from graph.access.accounts import NO_CONTENT, Account, account
from graph.access.audit import AuditLog
from graph.access.cases import working_case
from graph.access.deployment import deployment
from graph.access.opening import open_view
from graph.access.sign_in import SUBJECT, Door, Kind
from graph.access.state_accounts import read_stored
from graph.access.token_file import read_token
from graph.access.view import View
from graph.errors import RefusedError, SignInError, UsageError
from graph.settings import Settings
from graph.store.connection import Store, open_store
from graph.store.schema import apply_schema

DEMO_DAY = "demo-day"
NAMED = "--user names an account in the demonstration only: sign in with `euregraph sign-in`."
ENDED = "The account {user} has ended."


@dataclass(frozen=True)
class Session:
    """`token` is the visitor's in a browser; on the command line it lies in the file of whoever runs the command."""

    settings: Settings
    store: Store
    audit: AuditLog
    today: date
    kind: Kind = "command line"
    token: str = ""
    clock: Callable[[], float] = time.time

    @property
    def door(self) -> Door:
        return Door(self.store, self.audit, self.kind, self.clock)

    def signed_in(self, user: str = "") -> Account:
        """The account that asks; `user` is the one that is expected, in the demonstration the one that is named.

        SignInError: there is no live session. RefusedError: its account is another than `user`.
        """
        if user and self.kind == "command line":
            with self.refusals(""):
                return self._named(user)
        who = self.door.account_of(self.token or self._kept_token())
        with self.refusals(who.id):
            if user not in {"", who.id}:
                raise RefusedError(f"{who.id} is signed in, not {user}.")
        return who

    def reader(self, user: str = "") -> Account:
        """The account that asks, of a role that reads content: steward, auditor and administrator do not."""
        who = self.signed_in(user)
        with self.refusals(who.id):
            if who.role in NO_CONTENT:
                raise RefusedError(f"The role {who.role} reads no content.")
        return who

    def view(self, user: str, case: str, as_of: date | None = None, known_at: int | None = None) -> View:
        """A View for an account and one of its authority's open cases; a refusal is a line of the log."""
        who = self.signed_in(user)
        if not case:
            raise UsageError("Reading needs a case: open one with `euregraph case open` and name it with --case.")
        with self.refusals(who.id, case):
            found = working_case(self.store, who, case)
            return open_view(self.store, self.audit, who, found, self.today, as_of, known_at)

    @contextmanager
    def refusals(self, account: str, case: str = "") -> Iterator[None]:
        """What is refused inside is written to the log."""
        try:
            yield
        except RefusedError as error:
            self.audit.write(account, case, "refused", SUBJECT, {"door": self.kind, "because": str(error)})
            raise

    def _named(self, user: str) -> Account:
        if not deployment().profile.made_up:
            raise SignInError(NAMED)
        stored = read_stored(self.store, user)
        if stored and stored.ended_on:
            raise SignInError(ENDED, user=user)
        return stored.account if stored else account(user)

    def _kept_token(self) -> str:
        return read_token(self.settings) if self.kind == "command line" else ""


@contextmanager
def open_session(settings: Settings, today: date | None = None) -> Iterator[Session]:
    with open_store(settings) as store:
        apply_schema(store)
        audit = AuditLog(store, settings)
        try:
            yield Session(settings, store, audit, today or _day(settings))
        finally:
            audit.close()


def _day(settings: Settings) -> date:
    """Today where the user is; a made-up region lives on a day of its own, or all of it would be stale."""
    told = settings.data / DEMO_DAY
    return date.fromisoformat(told.read_text(encoding="utf-8")) if told.is_file() else date.today()  # noqa: DTZ011
