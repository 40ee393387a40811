"""A case: why somebody may look. Without a case and a purpose nothing is read."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from graph.access.accounts import Account
from graph.access.purposes import check_purpose
from graph.errors import RefusedError, UsageError
from graph.store.connection import Store

FIELDS = (
    "id",
    "authority",
    "opened_by",
    "purpose",
    "legal_basis",
    "subject",
    "application",
    "opened_on",
    "closed_on",
    "closed_by",
    "outcome",
    "reason",
    "diob_advice",
)

OPEN = "CREATE (c:StateCase) SET c = $case"
READ = "MATCH (c:StateCase {id: $id}) RETURN c {.*} AS case"
SHARED = (
    "MATCH (s:StateShare) WHERE s.case = $id AND s.with = $authority AND s.ended_on IS NULL RETURN s.id AS id LIMIT 1"
)
ALL = "MATCH (c:StateCase) WHERE c.authority = $authority RETURN c {.*} AS case ORDER BY c.id"


@dataclass(frozen=True)
class Case:
    """`subject` and `application` are what the official typed; the subject's thing is found by the check."""

    id: str
    authority: str
    opened_by: str
    purpose: str
    legal_basis: str
    subject: str
    application: str
    opened_on: date
    closed_on: date | None = None
    closed_by: str = ""
    outcome: str = ""
    reason: str = ""
    diob_advice: str = ""


def open_case(
    store: Store, who: Account, purpose: str, legal_basis: str, subject: str, application: str, today: date
) -> Case:
    """A new case of the account's authority; UsageError when purpose or legal basis is not on the list."""
    if who.centre == "facilitating":
        raise RefusedError(f"{who.authority} opens no cases: it looks in cases that a partner shared with it.")
    check_purpose(who, purpose, legal_basis, today)
    if not subject.strip():
        raise UsageError("A case needs a subject: a register number, a VAT number, or a name and birth date.")
    case = Case(
        f"{today.year}-{uuid4().hex[:8]}",
        who.authority,
        who.id,
        purpose,
        legal_basis,
        subject.strip(),
        application.strip(),
        today,
    )
    store.write(OPEN, case={name: getattr(case, name) for name in FIELDS})
    return case


def read_case(store: Store, who: Account, id_: str) -> Case:
    """An open or closed case of the account's own authority, or one shared with it.

    Another's case and no case are one answer.
    """
    rows = store.read(READ, id=id_)
    case = _made(rows[0]["case"]) if rows else None
    if case and case.authority == who.authority:
        return case
    shared = store.read(SHARED, id=id_, authority=who.authority)  # asked for no case, too: the same work
    if case is None or not shared:
        raise RefusedError(f"There is no case {id_} of {who.authority}.")
    return case


def own_case(store: Store, who: Account, id_: str) -> Case:
    """A working case that the account's own authority opened: only there something is typed in, shared or closed."""
    case = working_case(store, who, id_)
    if case.authority != who.authority:
        raise RefusedError(f"Case {id_} was opened by {case.authority}: only it can do this.")
    return case


def working_case(store: Store, who: Account, id_: str) -> Case:
    """A case in which reading is allowed: it is not closed."""
    case = read_case(store, who, id_)
    if case.closed_on:
        raise RefusedError(f"Case {id_} was closed on {case.closed_on}: nothing is read in a closed case.")
    return case


def list_cases(store: Store, who: Account) -> list[Case]:
    return [_made(row["case"]) for row in store.read(ALL, authority=who.authority)]


def _made(row: dict[str, Any]) -> Case:
    return Case(**{name: row.get(name) for name in FIELDS if row.get(name) is not None})  # type: ignore[arg-type]
