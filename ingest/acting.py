"""Who acts when deliveries are handled on the command line: a steward for the own authority.

The demonstration holds made-up and open data only, so there nobody need be named.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live

from graph.access.accounts import Account
from graph.access.deployment import deployment
from graph.access.session import Session, open_session
from graph.errors import RefusedError
from graph.settings import read_settings
from graph.store.loads import LOADS
from ingest import run
from ingest.first_pass import Job, Progress
from ingest.spec import source, sources
from ingest.standing import Standing, standings
from ingest.stewardship import keeps, sees, steward

NOBODY = "command line"


@dataclass(frozen=True)
class Acting:
    """`who` is None in the demonstration, where everything is seen and loaded."""

    session: Session
    who: Account | None
    progress: Progress

    @property
    def name(self) -> str:
        return self.who.id if self.who else NOBODY

    @contextmanager
    def job(self, name: str, path: Path, accept: str = "") -> Iterator[Job]:
        """A delivery of the own authority; RefusedError, which is logged, for that of another."""
        session = self.session
        with run.open_job(session.store, session.settings, name, path, session.today, accept, self.progress) as job:
            self._own(keeps, name, job.delivery.authority, f"{job.delivery.name} is of {job.delivery.authority}")
            yield job

    def loads(self) -> list[dict[str, Any]]:
        """The rows of the loads that may be seen."""
        return [row for row in self.session.store.read(LOADS) if self._may(sees, row["source"], row["authority"])]

    def standings(self) -> list[Standing]:
        found = standings(self.session.store, self.session.today)
        return [one for one in found if self._may(sees, one.source, one.authority)]

    def own_load(self, number: int) -> None:
        """Refuse what is not a load of the own authority; one that is not there is left to whoever looks for it."""
        for row in self.session.store.read(LOADS):
            if row["number"] == number:
                self._own(keeps, row["source"], row["authority"], f"Load {number} is of {row['authority']}")

    def note(self, action: str, delivery: str, told: dict[str, Any]) -> None:
        self.session.audit.write(self.name, "", action, delivery, told)

    def _may(self, rule: Callable[..., bool], name: str, authority: str) -> bool:
        return self.who is None or (name in sources() and rule(self.who, source(name), authority))

    def _own(self, rule: Callable[..., bool], name: str, authority: str, said: str) -> None:
        with self.session.refusals(self.name):
            if not self._may(rule, name, authority):
                raise RefusedError(f"{said}: its own steward does this.")


@contextmanager
def acting(data: Path | None, user: str, today: date | None = None) -> Iterator[Acting]:
    """Settings, store and log of a command, and the steward who acts."""
    with open_session(read_settings(data), today) as session, _progress() as progress:
        free = deployment().profile.made_up and not user
        yield Acting(session, None if free else steward(session, user), progress)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A line on the terminal that moves; silence where stderr is no terminal.

    It is drawn when it is told something, not by a thread of its own: beside one nothing is read in several processes.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _, __: None
        return
    with Live("reading", console=console, auto_refresh=False, transient=True) as line:
        yield lambda doing, count: line.update(f"{doing}: {count:,} rows", refresh=True)
