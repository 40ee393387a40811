"""What is open to a case: which compartments, from which day of collection, and which released records."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial

from graph.access.accounts import Account
from graph.access.cases import Case
from graph.access.identity import DECISIONS
from graph.access.policies import Asker, Decision, decide
from graph.access.purposes import DATA_SUBJECT
from graph.access.standing import Signed
from graph.model.compartments import Compartment
from graph.store.connection import Store
from graph.store.disputes import read_disputes, row_of
from graph.store.loads import compartments_for, read_compartments

SECOND_PERSON = {"police": "gang_data"}
SIGN_FIRST = "a second person of the own authority signs first, in this case"


def opened(
    asker: Asker, case: Case, held: Mapping[str, Compartment], today: date, signed: frozenset[Signed] = frozenset()
) -> dict[str, date]:
    """Those of the compartments that are open to the asker in the case, with the earliest day of collection."""
    decision_on = cache(partial(decision_for, asker, today=today, signed=signed))
    found = ((id_, _earliest(asker, case, compartment, decision_on)) for id_, compartment in held.items())
    return {id_: earliest for id_, earliest in found if earliest is not None}


def granted_records(store: Store, released: dict[str, bool]) -> tuple[dict[str, bool], frozenset[str]]:
    """The records released to a case but those closed since, and the rows of those that are disputed."""
    state = {key: one.status for key, one in read_disputes(store).items()} if released else {}
    granted = {record: True for record in released if state.get(row_of(record)) != "closed"}
    return granted, frozenset(row for record in granted if state.get(row := row_of(record)) == "disputed")


def held_for(store: Store, case: Case, erased: frozenset[tuple[str, str]]) -> dict[str, Compartment]:
    """Those that may be open to a case at all: integrity files of other cases, or erased ones, are not looked at."""
    if store.settings.reuse_integrity_files == "yes":
        held = {id_: c for id_, c in read_compartments(store).items() if c.case in {"", case.id}}
    else:
        told = compartments_for(store, {case.id, case.application, case.subject})
        held = {id_: c for id_, c in told.items() if not c.file or c.authority == case.authority}
    return {id_: c for id_, c in held.items() if (c.authority, c.file) not in erased}


def decision_for(asker: Asker, deliverer: str, category: str, today: date, signed: frozenset[Signed]) -> Decision:
    """The decision of the policy; what takes a second person is on request until one has signed in this case."""
    told = decide(asker, deliverer, category, today)
    act = SECOND_PERSON.get(category)
    if told.gives != "content" or act is None or act in {one.act for one in signed}:
        return told
    return told._replace(gives="on request", route=SIGN_FIRST)


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
