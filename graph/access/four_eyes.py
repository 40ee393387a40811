"""Four eyes: what one person asks for, another of the same authority signs or refuses; never the same person."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import yaml
from pydantic import BaseModel, ConfigDict

from graph.access.accounts import Account, Role
from graph.access.cases import Case, own_case
from graph.errors import RefusedError, UsageError
from graph.store.connection import Store

ASK = "CREATE (s:StateSignature) SET s = $signature"
READ = "MATCH (s:StateSignature) WHERE s.id = $id RETURN s {.*} AS signature"
OPEN = """
MATCH (s:StateSignature) WHERE s.authority = $authority AND s.state = 'asked'
RETURN s {.*} AS signature ORDER BY s.asked_on, s.id
"""
OF_CASE = """
MATCH (s:StateSignature) WHERE s.case = $case AND s.act = $act AND s.state = 'signed' AND s.until >= $today
RETURN DISTINCT s.about AS about ORDER BY about
"""
ANSWER = """
MATCH (s:StateSignature) WHERE s.id = $id SET s.asked = $by
WITH s WHERE s.state = 'asked'
SET s.state = $state, s.answered_by = $by, s.answered_on = $today, s.because = $because, s.until = $until
RETURN s.id AS id
"""
Answer = Literal["signed", "refused"]


class Act(BaseModel):
    """Who signs it, and for how many days the signature holds.

    `facts`: it rests on records that are named; `reads`: the roles that read what is signed about a person.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    signs: tuple[Role, ...]
    days: int
    facts: bool = False
    reads: tuple[Role, ...] = ()
    article: str
    certainty: Literal["V", "E", "G"]


@cache
def acts() -> dict[str, Act]:
    """Everything that takes two persons (graph/access/four_eyes.yaml)."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return {name: Act.model_validate(row) for name, row in rows.items()}


@dataclass(frozen=True)
class Signature:
    """One act in one case: `about` whom or what, the reason, and the `facts` (records) that it rests on."""

    id: str
    act: str
    case: str
    authority: str
    about: str
    reason: str
    facts: tuple[str, ...]
    asked_by: str
    asked_on: date
    state: Literal["asked", "signed", "refused", "undone"] = "asked"
    answered_by: str = ""
    answered_on: date | None = None
    until: date | None = None
    because: str = ""


def ask_signature(
    store: Store, who: Account, case: Case, act: str, about: str, reason: str, facts: tuple[str, ...], today: date
) -> Signature:
    """Ask a second person to sign an act in a case of the own authority, with the reason in one's own words."""
    if act not in acts():
        raise UsageError(f"{act!r} takes no second person; these do: {', '.join(acts())}.")
    if not reason.strip() or not about.strip():
        raise UsageError("A second person signs what it can judge: name what it is about, and the reason.")
    if acts()[act].facts and not facts:
        raise UsageError(f"{act} rests on facts: name at least one record with --fact.")
    case = own_case(store, who, case.id)
    made = Signature(uuid4().hex[:12], act, case.id, case.authority, about, reason.strip(), facts, who.id, today)
    store.write(ASK, signature={name: value for name, value in vars(made).items() if value is not None})
    return made


def answer_signature(store: Store, who: Account, id_: str, answer: Answer, because: str, today: date) -> Signature:
    """Sign or refuse; RefusedError for whoever asked, another authority, a role that does not sign, a second answer."""
    found = answerable(store, who, id_)
    if not store.write(ANSWER, **answer_told(found, who, answer, because, today)).rows:
        raise RefusedError(f"Act {id_} has been {found.state} already by {found.answered_by or 'somebody else'}.")
    return read_signature(store, id_)


def answerable(store: Store, who: Account, id_: str) -> Signature:
    """An act that the account may answer; RefusedError as in `answer_signature`."""
    rows = store.read(READ, id=id_)
    found = _made(rows[0]["signature"]) if rows else None
    if found is None or found.authority != who.authority:
        raise RefusedError(f"There is no act {id_} of {who.authority} to be signed.")
    if found.asked_by == who.id:
        raise RefusedError(f"{who.id} asked for it: another person signs.")
    if who.role not in acts()[found.act].signs:
        raise RefusedError(f"{found.act} is signed by: {', '.join(acts()[found.act].signs)}; {who.id} is {who.role}.")
    return found


def answer_told(found: Signature, who: Account, answer: Answer, because: str, today: date) -> dict[str, Any]:
    """The parameters of `ANSWER`, which answers once."""
    until = today + timedelta(acts()[found.act].days)
    return {"id": found.id, "state": answer, "by": who.id, "today": today, "because": because.strip(), "until": until}


def read_signature(store: Store, id_: str) -> Signature:
    return _made(store.read(READ, id=id_)[0]["signature"])


def waiting(store: Store, who: Account) -> list[Signature]:
    """What the account asked for, or may sign, and nobody has answered, oldest first.

    Whom a request is about is nobody else's business, also in the same authority.
    """
    asked = map(_made, (row["signature"] for row in store.read(OPEN, authority=who.authority)))
    return [one for one in asked if who.id == one.asked_by or who.role in acts()[one.act].signs]


def signed(store: Store, case: str, act: str, today: date) -> frozenset[str]:
    """What this act was signed about in a case, as far as it holds today."""
    return frozenset(row["about"] for row in store.read(OF_CASE, case=case, act=act, today=today))


def need_signature(store: Store, case: Case, act: str, about: str, today: date) -> None:
    """RefusedError unless a second person has signed the act."""
    if about not in signed(store, case.id, act, today):
        raise RefusedError(sign_first(case, act, about))


def sign_first(case: Case, act: str, about: str) -> str:
    """What to do where nobody has signed yet, as a sentence."""
    facts = " --fact RECORD" if acts()[act].facts else ""
    asked = f"euregraph sign ask {act} --about {about!r}{facts} --reason '...' --case {case.id}"
    who = " or ".join(acts()[act].signs)
    return f"{act} takes a second person: ask with `{asked}`, then another {who} of {case.authority} signs."


def _made(row: dict[str, Any]) -> Signature:
    told = {one.name: row[one.name] for one in fields(Signature) if one.name in row}
    return Signature(**{**told, "facts": tuple(row.get("facts") or ())})
