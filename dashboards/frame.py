"""What every screen is given: the state, the words, who asks, and in a case the View."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboards.state import State
from dashboards.texts.texts import Texts
from graph.access.accounts import Account
from graph.access.cases import Case
from graph.access.session import Session
from graph.access.view import View
from graph.cli_options import read_day


@dataclass(frozen=True)
class Screen:
    """One entry of the navigation: its address, its title (a message) and the roles that see it."""

    path: str
    title: str
    roles: tuple[str, ...]
    order: int
    needs_case: bool = True


@dataclass(frozen=True)
class Frame:
    state: State
    say: Texts
    session: Session
    account: Account
    case: Case | None

    @property
    def as_of(self) -> date:
        return read_day(self.state.as_of) if self.state.as_of else self.session.today

    @cached_property
    def view(self) -> View:
        """The View of this account in this case; RefusedError or UsageError where there is none."""
        return self.session.view(self.account.id, self.state.case, self.as_of)
