"""A View is opened: which compartments a case may use, from which day of collection, and which released records."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial

from graph.access.accounts import NO_CONTENT, Account
from graph.access.audit import AuditLog
from graph.access.cases import Case
from graph.access.identity import ACT, DECISIONS, compartment_of, read_decisions, seen
from graph.access.overdue import held_on
from graph.access.policies import Asker, Decision
from graph.access.purposes import DATA_SUBJECT
from graph.access.second_person import decision_for
from graph.access.sharing import partners_of
from graph.access.standing import Signed, read_standing
from graph.access.view import View
from graph.errors import RefusedError
from graph.model.compartments import Compartment
from graph.store.connection import Store
from graph.store.disputes import read_disputes, row_of
from graph.store.loads import compartments_for, read_compartments


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
    asker = Asker(who, case.purpose, partners_of(who, case, standing.shared_with), held_on(standing.signed))
    held = _held_for(store, case, standing.erased)
    open_to = opened(asker, case, held, today, standing.signed)
    granted, disputed_rows = _granted_records(store, standing.granted)
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
        standing.signed,
        frozenset(id_ for id_ in open_to if held[id_].status == "disputed") | disputed_rows,
    )
    return joined(view) if any(one.act == ACT for one in standing.signed) else view


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


def opened(
    asker: Asker, case: Case, held: Mapping[str, Compartment], today: date, signed: frozenset[Signed] = frozenset()
) -> dict[str, date]:
    """Those of the compartments that are open to the asker in the case, with the earliest day of collection."""
    decision_on = cache(partial(decision_for, asker, today=today, signed=signed))
    found = ((id_, _earliest(asker, case, compartment, decision_on)) for id_, compartment in held.items())
    return {id_: earliest for id_, earliest in found if earliest is not None}


def _granted_records(store: Store, released: dict[str, bool]) -> tuple[dict[str, bool], frozenset[str]]:
    """The records released to a case but those closed since, and the rows of those that are disputed."""
    state = {key: one.status for key, one in read_disputes(store).items()} if released else {}
    granted = {record: True for record in released if state.get(row_of(record)) != "closed"}
    return granted, frozenset(row for record in granted if state.get(row := row_of(record)) == "disputed")


def _held_for(store: Store, case: Case, erased: frozenset[tuple[str, str]]) -> dict[str, Compartment]:
    """Those that may be open to a case at all: integrity files of other cases, or erased ones, are not looked at."""
    if store.settings.reuse_integrity_files == "yes":
        held = {id_: c for id_, c in read_compartments(store).items() if c.case in {"", case.id}}
    else:
        told = compartments_for(store, {case.id, case.application, case.subject})
        held = {id_: c for id_, c in told.items() if not c.file or c.authority == case.authority}
    return {id_: c for id_, c in held.items() if (c.authority, c.file) not in erased}


def _earliest(
    asker: Asker, case: Case, compartment: Compartment, decision_on: Callable[[str, str], Decision]
) -> date | None:
    """The earliest day of collection that the case may use of a compartment; None when it stays closed."""
    if compartment.source == DECISIONS:
        return None
    if compartment.case:
        return date(1, 1, 1) if compartment.case == case.id else None
    if compartment.status == "closed" or not _meant_for(case, compartment):
        return None
    decision = decision_on(compartment.authority, compartment.category)
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
