"""The View: the only way to read. Who asks, in which case, true when (as of), told by when (known at)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from graph.access.accounts import Account
from graph.access.audit import AuditLog
from graph.access.authorities import authority
from graph.access.cases import Case
from graph.access.four_eyes import acts, sign_first
from graph.access.identity import IdentityDecision
from graph.access.log.marks import marks_of
from graph.access.overdue import held_on, in_force
from graph.access.places import Places
from graph.access.policies import Asker, Decision
from graph.access.purposes import Purpose, purpose_of
from graph.access.second_person import decision_for
from graph.access.standing import Signed
from graph.errors import RefusedError
from graph.patterns.queries import Query, view_queries
from graph.store.connection import Rows, Store
from graph.store.disputes import row_of

MOST_ROWS = 10_000


@dataclass
class View:
    """`open` maps a compartment to the earliest day of collection that this case may use; `granted` maps records.

    `signed`: what a second person has signed in the case. `disputed`: those of the open compartments, and of the rows
    of granted records, that are disputed. `decided`: who is one person, or two, by a decision of this case of which the
    View shows every record that it rests on.

    Every answer is written to the log before it is returned; inside `action` one line tells all its queries.
    """

    store: Store
    audit: AuditLog
    account: Account
    case: Case
    as_of: date
    known_at: int
    today: date
    open: Mapping[str, date]
    granted: Mapping[str, bool]
    partners: frozenset[str] = frozenset()
    signed: frozenset[Signed] = frozenset()
    disputed: frozenset[str] = frozenset()
    decided: tuple[IdentityDecision, ...] = ()
    _asked: list[dict[str, Any]] | None = field(default=None, repr=False)

    @cached_property
    def _places(self) -> Places:
        return Places(self.store, self.disputed)

    def ask(self, query: Query, **parameters: Any) -> Rows:
        """The rows of a checked query under this View's guard; parameters it does not declare are an error."""
        given = {"limit": MOST_ROWS, "subjects": [], **parameters}
        if unknown := set(parameters) - query.parameters - {"limit", "subjects"}:
            raise TypeError(f"{query.id} has no parameter {sorted(unknown)}")
        if query.act:
            self._need_signed(query.act, parameters["ids"])
        rows = [row for text in query.guarded for row in self.store.read(text, **given, **self._guard())]
        self._log(query.id, parameters, rows)
        return self._places.told(rows)

    def step(self, name: str, /, **parameters: Any) -> Rows:
        """One of the shared steps of reading (cypher/views)."""
        return self.ask(view_queries()[name], **parameters)

    def undisputed(self) -> "View":
        """The View without what is disputed: no indicator may rest on that (safeguards.md, section 7.2, row 12)."""
        if not self.disputed:
            return self
        opened = {id_: day for id_, day in self.open.items() if id_ not in self.disputed}
        granted = {record: True for record in self.granted if row_of(record) not in self.disputed}
        return replace(self, open=opened, granted=granted)

    @cached_property
    def asker(self) -> Asker:
        return Asker(self.account, self.case.purpose, self.partners, held_on(self.signed))

    def decision(self, deliverer: str, category: str) -> Decision:
        """What the policy gives this case of one authority's category."""
        return decision_for(self.asker, deliverer, category, self.today, self.signed)

    def signed_about(self, act: str) -> frozenset[str]:
        """Whom an act was signed about in this case, under every id by which this View knows them."""
        named = sorted(one.about for one in self.signed if one.act == act)
        same = self.step("same", ids=named) if named else []
        return frozenset(named) | {row["other"] for row in same}

    def _need_signed(self, act: str, ids: Iterable[str]) -> None:
        """RefusedError unless the role reads what the act opens, and it was signed about each of these in this case."""
        reads = acts()[act].reads
        if self.account.role not in reads:
            raise RefusedError(f"{act} is read by: {', '.join(reads)}; {self.account.id} is {self.account.role}.")
        if not set(ids) <= self.signed_about(act):
            raise RefusedError(sign_first(self.case, act, "PERSON"))

    @cached_property
    def _held_on(self) -> dict[str, list[str]]:
        """What every line of the log says where this View rests on rules whose review is overdue."""
        found = in_force(self.asker, self.today)
        return {"overdue_rules": found} if found else {}

    @property
    def purpose(self) -> Purpose:
        """What holds for the purpose of the case, in the country of the authority that opened it."""
        return purpose_of(authority(self.case.authority).country, self.case.purpose)

    def _guard(self) -> dict[str, Any]:
        return {
            "open": self.open,
            "granted": self.granted,
            "known_at": self.known_at,
            "today": self.today,
            "as_of": self.as_of,
        }

    def _log(self, query: str, parameters: Mapping[str, Any], rows: Rows) -> None:
        line = {"query": query, "parameters": dict(parameters), "rows": len(rows)}
        if marks := marks_of(self.store.settings.keys, rows):
            line["seen"] = marks
        if self._asked is None:
            self.audit.write(self.account.id, self.case.id, "query", self.case.subject, line | self._held_on)
        else:
            self._asked.append(line)

    def note(self, name: str, told: list[str]) -> None:
        """Add to the line of the running action what its queries do not tell by themselves."""
        if self._asked is not None:
            self._asked.append({name: told})

    @contextmanager
    def action(self, name: str) -> Iterator[None]:
        """Several queries as one line of the log, on disk before the block is left."""
        if self._asked is not None:
            yield
            return
        self._asked = []
        try:
            yield
        finally:
            asked, self._asked = self._asked, None
            self.audit.write(
                self.account.id,
                self.case.id,
                name,
                self.case.subject,
                {"as_of": self.as_of, "known_at": self.known_at, "queries": asked, **self._held_on},
            )
