"""The View: the only way to read. Who asks, in which case, true when (as of), told by when (known at)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.access.accounts import Account
from graph.access.audit import AuditLog
from graph.access.cases import Case
from graph.access.grants import granted_records
from graph.access.log.marks import marks_of
from graph.access.places import Places
from graph.access.policies import Decision, decide
from graph.errors import RefusedError
from graph.model.compartments import Compartment
from graph.patterns.queries import Query, view_queries
from graph.store.connection import Rows, Store
from graph.store.loads import compartments_for, published, read_compartments

MOST_ROWS = 10_000


@dataclass
class View:
    """`open` maps a compartment to the earliest day of collection that this case may use; `granted` maps records.

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
    _asked: list[dict[str, Any]] | None = field(default=None, repr=False)

    @cached_property
    def _places(self) -> Places:
        return Places(self.store)

    def ask(self, query: Query, **parameters: Any) -> Rows:
        """The rows of a checked query under this View's guard; parameters it does not declare are an error."""
        given = {"limit": MOST_ROWS, "subjects": [], **parameters}
        if unknown := set(parameters) - query.parameters - {"limit", "subjects"}:
            raise TypeError(f"{query.id} has no parameter {sorted(unknown)}")
        rows = [row for text in query.guarded for row in self.store.read(text, **given, **self._guard())]
        self._log(query.id, parameters, rows)
        return self._places.told(rows)

    def step(self, name: str, /, **parameters: Any) -> Rows:
        """One of the shared steps of reading (cypher/views)."""
        return self.ask(view_queries()[name], **parameters)

    def decision(self, deliverer: str, category: str) -> Decision:
        """What the policy gives this case of one authority's category."""
        return decide(self.account, self.case.purpose, deliverer, category, self.today)

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
            self.audit.write(self.account.id, self.case.id, "query", self.case.subject, line)
        else:
            self._asked.append(line)

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
                {"as_of": self.as_of, "known_at": self.known_at, "queries": asked},
            )


def open_view(
    store: Store,
    audit: AuditLog,
    who: Account,
    case: Case,
    today: date,
    as_of: date | None = None,
    known_at: int | None = None,
) -> View:
    """A View for an open case; the policy is decided here, once per compartment."""
    if who.authority != case.authority or case.closed_on:
        raise RefusedError(f"There is no open case {case.id} of {who.authority}.")
    if who.role in {"steward", "auditor"}:
        raise RefusedError(f"The role {who.role} reads no content.")
    newest = published(store)
    open_to = {
        id_: earliest
        for id_, compartment in _compartments(store, case).items()
        if (earliest := _earliest(who, case, compartment, today)) is not None
    }
    return View(
        store,
        audit,
        who,
        case,
        as_of or today,
        min(newest if known_at is None else known_at, newest),
        today,
        open_to,
        granted_records(store, case.id, today),
    )


def _compartments(store: Store, case: Case) -> dict[str, Compartment]:
    """Those that may be open to a case at all: integrity files of other cases are not even looked at."""
    if store.settings.reuse_integrity_files == "yes":
        return {id_: c for id_, c in read_compartments(store).items() if c.case in {"", case.id}}
    held = compartments_for(store, {case.id, case.application, case.subject})
    return {id_: c for id_, c in held.items() if not c.file or c.authority == case.authority}


def _earliest(who: Account, case: Case, compartment: Compartment, today: date) -> date | None:
    """The earliest day of collection that the case may use of a compartment; None when it stays closed."""
    if compartment.case:
        return date(1, 1, 1) if compartment.case == case.id else None
    if compartment.status == "closed" or (compartment.purposes and case.purpose not in compartment.purposes):
        return None
    decision = decide(who, case.purpose, compartment.authority, compartment.category, today)
    if decision.gives != "content" or not _shared(who, compartment):
        return None
    return decision.earliest


def _shared(who: Account, compartment: Compartment) -> bool:
    """Whether the row's own share_with lets the asker's authority in; it can only narrow the policy."""
    named = set(compartment.share_with)
    return not named or who.authority == compartment.authority or bool(named & {who.authority, who.country})
