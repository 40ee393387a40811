"""The View: the only way to read. Who asks, in which case, true when (as of), told by when (known at)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, partial
from typing import Any

from graph.access.accounts import NO_CONTENT, Account
from graph.access.audit import AuditLog
from graph.access.authorities import authority
from graph.access.cases import Case
from graph.access.identity import ACT, DECISIONS, IdentityDecision, compartment_of, read_decisions, seen
from graph.access.log.marks import marks_of
from graph.access.places import Places
from graph.access.policies import Asker, Decision, decide
from graph.access.purposes import DATA_SUBJECT, Purpose, purpose_of
from graph.access.sharing import partners_of
from graph.access.standing import read_standing
from graph.errors import RefusedError
from graph.model.compartments import Compartment
from graph.patterns.queries import Query, view_queries
from graph.store.connection import Rows, Store
from graph.store.disputes import read_disputes, row_of
from graph.store.loads import compartments_for, read_compartments

MOST_ROWS = 10_000
SECOND_PERSON = {"police": "gang_data"}
SIGN_FIRST = "a second person of the own authority signs first, in this case"


@dataclass
class View:
    """`open` maps a compartment to the earliest day of collection that this case may use; `granted` maps records.

    `disputed`: those of the open compartments, and of the rows of granted records, that are disputed. `decided`: who
    is one person, or two, by a decision of this case of which the View shows every record that it rests on.

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
    signed: frozenset[str] = frozenset()
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

    def decision(self, deliverer: str, category: str) -> Decision:
        """What the policy gives this case of one authority's category."""
        asker = Asker(self.account, self.case.purpose, self.partners)
        return _decided(asker, deliverer, category, self.today, self.signed)

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
            self.audit.write(self.account.id, self.case.id, "query", self.case.subject, line)
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
    """A View for an open case; the policy is decided here, once per authority and category."""
    standing = read_standing(store, case.id, today)
    if case.closed_on or who.authority not in {case.authority, *standing.shared_with}:
        raise RefusedError(f"There is no open case {case.id} of {who.authority}.")
    if who.role in NO_CONTENT:
        raise RefusedError(f"The role {who.role} reads no content.")
    asker = Asker(who, case.purpose, partners_of(who, case, standing.shared_with))
    acts = standing.signed & frozenset(SECOND_PERSON.values())
    decided = cache(partial(_decided, asker, today=today, acts=acts))
    held = _compartments(store, case, standing.erased)
    open_to = {
        id_: earliest
        for id_, compartment in held.items()
        if (earliest := _earliest(asker, case, compartment, decided)) is not None
    }
    granted, disputed_rows = _granted(store, standing.granted)
    newest = standing.published
    view = View(
        store,
        audit,
        who,
        case,
        as_of or today,
        min(newest if known_at is None else known_at, newest),
        today,
        open_to,
        granted,
        asker.partners,
        acts,
        frozenset(id_ for id_ in open_to if held[id_].status == "disputed") | disputed_rows,
    )
    return joined(view) if ACT in standing.signed else view


def joined(view: View) -> View:
    """With what two persons decided in its case, as far as the View shows every record that it rests on."""
    held = [one for one in read_decisions(view.store, view.case.id) if one.holds(view.today, view.known_at)]
    with view.action("identity decisions"):
        shown = seen(view.step, held)
    links = {compartment_of(view.case.authority, view.case.id, one.id).id: disputed for one, disputed in shown}
    return replace(
        view,
        open={**view.open, **dict.fromkeys(links, date(1, 1, 1))},
        disputed=view.disputed | {id_ for id_, disputed in links.items() if disputed},
        decided=tuple(one for one, _ in shown),
    )


def _granted(store: Store, released: dict[str, bool]) -> tuple[dict[str, bool], frozenset[str]]:
    """The records released to a case but those closed since, and the rows of those that are disputed."""
    state = {key: one.status for key, one in read_disputes(store).items()} if released else {}
    granted = {record: True for record in released if state.get(row_of(record)) != "closed"}
    return granted, frozenset(row for record in granted if state.get(row := row_of(record)) == "disputed")


def _compartments(store: Store, case: Case, erased: frozenset[tuple[str, str]]) -> dict[str, Compartment]:
    """Those that may be open to a case at all: integrity files of other cases, or erased ones, are not looked at."""
    if store.settings.reuse_integrity_files == "yes":
        held = {id_: c for id_, c in read_compartments(store).items() if c.case in {"", case.id}}
    else:
        told = compartments_for(store, {case.id, case.application, case.subject})
        held = {id_: c for id_, c in told.items() if not c.file or c.authority == case.authority}
    return {id_: c for id_, c in held.items() if (c.authority, c.file) not in erased}


def _decided(asker: Asker, deliverer: str, category: str, today: date, acts: frozenset[str]) -> Decision:
    """The decision of the policy; what takes a second person is on request until one has signed in this case."""
    told = decide(asker, deliverer, category, today)
    act = SECOND_PERSON.get(category)
    if told.gives != "content" or act is None or act in acts:
        return told
    return told._replace(gives="on request", route=SIGN_FIRST)


def _earliest(
    asker: Asker, case: Case, compartment: Compartment, decided: Callable[[str, str], Decision]
) -> date | None:
    """The earliest day of collection that the case may use of a compartment; None when it stays closed."""
    if compartment.source == DECISIONS:
        return None
    if compartment.case:
        return date(1, 1, 1) if compartment.case == case.id else None
    if compartment.status == "closed" or not _meant_for(case, compartment):
        return None
    decision = decided(compartment.authority, compartment.category)
    if decision.gives != "content" or not _shared(asker.account, compartment):
        return None
    return decision.earliest


def _meant_for(case: Case, compartment: Compartment) -> bool:
    """Whether the row's own purposes let the case in; for what purpose ever it is held, its subject may ask for it."""
    return not compartment.purposes or case.purpose in {*compartment.purposes, DATA_SUBJECT}


def _shared(who: Account, compartment: Compartment) -> bool:
    """Whether the row's own share_with lets the asker's authority in; it can only narrow the policy."""
    named = set(compartment.share_with)
    return not named or who.authority == compartment.authority or bool(named & {who.authority, who.country})
