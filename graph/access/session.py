"""What every command and screen that reads needs: settings, store, log and, with a case, the View."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import working_case
from graph.access.deployment import refuse_reading
from graph.access.view import View, open_view
from graph.errors import UsageError
from graph.settings import Settings
from graph.store.connection import Store, open_store
from graph.store.schema import apply_schema

DEMO_DAY = "demo-day"


@dataclass(frozen=True)
class Session:
    settings: Settings
    store: Store
    audit: AuditLog
    today: date

    def view(self, user: str, case: str, as_of: date | None = None, known_at: int | None = None) -> View:
        """A View for an account and one of its authority's open cases."""
        who = signed_in(user)
        if not case:
            raise UsageError("Reading needs a case: open one with `euregraph case open` and name it with --case.")
        return open_view(self.store, self.audit, who, working_case(self.store, who, case), self.today, as_of, known_at)


def signed_in(user: str) -> Account:
    """The account that asks. There is no sign-in yet, so only made-up and open data are read."""
    refuse_reading()
    if not user:
        raise UsageError("Say who asks: --user with one of the demonstration accounts.")
    return account(user)


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
