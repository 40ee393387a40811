"""One person asks to hold two persons for one (or for two) in a case, another signs; either may take it back."""

from typing import Any

from graph.access.accounts import Account
from graph.access.audit import AuditLog
from graph.access.cases import own_case
from graph.access.four_eyes import (
    READ,
    Answer,
    Signature,
    answer_signature,
    answer_told,
    answerable,
    ask_signature,
    read_signature,
)
from graph.access.identity import (
    ACT,
    Decided,
    IdentityDecision,
    about,
    evidence,
    read_decision,
    read_decisions,
    seen,
)
from graph.access.opening import open_view
from graph.access.session import Session
from graph.access.view import View
from graph.checks.subject import closure, find_subject
from graph.errors import RefusedError, UsageError
from graph.identity.link import hold
from graph.store.leases import leased

ONLY_PERSONS = "Only persons are decided on: organisations are the same by their official number."
RESTS_ON = (
    "Name with --fact at least one record about each of the two persons, and no other: records that may be shown in"
    " this case, by their id as a check tells it."
)
UNDO = """
MATCH (s:StateSignature) WHERE s.id = $id SET s.asked = $by
WITH s WHERE s.state IN ['asked', 'signed']
SET s.state = 'undone', s.undone_by = $by, s.undone_on = $today, s.undone_because = $reason
RETURN s.id AS id
"""


def decisions(view: View) -> list[IdentityDecision]:
    """Those of the case, in whatever state, that rest on nothing but what this View shows."""
    with view.action("identity list"):
        return [one for one, _ in seen(view.step, read_decisions(view.store, view.case.id))]


def ask_identity(
    view: View, decided: Decided, typed: tuple[str, str], facts: tuple[str, ...], reason: str
) -> Signature:
    """Ask a coordinator to sign that these two are the same person, or are not; UsageError for what cannot be judged.

    What is unknown and what is not visible are one answer.
    """
    own_case(view.store, view.account, view.case.id)
    with view.action(f"identity {decided}"):
        one, other = (_person(view, each) for each in typed)
        facts = tuple(dict.fromkeys(facts))
        _check(view, (one, other), facts)
    told = about(decided, one, other)
    made = ask_signature(view.store, view.account, view.case, ACT, told, reason, facts, view.today)
    _note(view.audit, view.account, vars(made), "identity ask", reason)
    return made


def _note(audit: AuditLog, who: Account, signature: dict[str, Any], action: str, because: str) -> None:
    """A line about each of the two, so that either finds it."""
    decision = read_decision(signature)
    told = {"decision": decision.id, "decided": signature["about"], "because": because, "facts": decision.facts}
    for person in decision.persons:
        audit.write(who.id, signature["case"], action, person, told)


def _person(view: View, typed: str) -> str:
    named = find_subject(view, typed).named
    if not all(id_.startswith("per:") for id_ in named):
        raise UsageError(ONLY_PERSONS)
    if len(named) > 1:
        raise UsageError("What was typed means several persons: name one by its id.")
    return named[0]


def _check(view: View, persons: tuple[str, str], facts: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The records that a decision rests on; UsageError where it rests on none or where there is nothing to decide."""
    one, other = persons
    if other in closure(view, [one]):
        raise UsageError(
            "They are one person here already: by a record that names both, or by a decision of this case."
        )
    if any(set(each.persons) == set(persons) for each in view.decided):
        raise UsageError("It was decided in this case that they are two: take that back first, or leave it.")
    found = [evidence(view.step, [each], facts) for each in persons]
    if not all(found) or set(facts) != {record for each in found for record in each}:
        raise UsageError(RESTS_ON)
    return found[0] | found[1]


def answer_act(session: Session, who: Account, id_: str, answer: Answer, because: str) -> Signature:
    """Sign or refuse any act; an identity is signed by whoever sees all that it rests on, and holds from then on."""
    asked = answerable(session.store, who, id_)
    if asked.state == "undone":
        raise RefusedError(f"Act {id_} was taken back: ask again.")
    if asked.act != ACT or answer != "signed" or asked.state != "asked":
        return answer_signature(session.store, who, id_, answer, because, session.today)
    case = own_case(session.store, who, asked.case)
    view = open_view(session.store, session.audit, who, case, session.today)
    decision = read_decision(vars(asked))
    with view.action("identity sign"):
        rows = _check(view, decision.persons, decision.facts)
    with leased(session.store) as lease:
        told = answer_told(asked, who, answer, because, session.today)
        hold(lease, case, decision, min(row["kept_until"] for row in rows.values()), told)
    _note(session.audit, who, vars(asked), "identity sign", because)
    return read_signature(session.store, id_)


def undo_identity(session: Session, who: Account, id_: str, reason: str) -> IdentityDecision:
    """Take back what was asked or signed in a case of the own authority: the link ends at once, no fact moves."""
    if not reason.strip():
        raise UsageError("Taking a decision back needs a reason in your own words.")
    rows = session.store.read(READ, id=id_)
    found = rows[0]["signature"] if rows else {}
    if found.get("act") != ACT or found.get("authority") != who.authority:
        raise RefusedError(f"There is no decision {id_} of {who.authority}.")
    own_case(session.store, who, found["case"])
    told = {"id": id_, "by": who.id, "today": session.today, "reason": reason.strip()}
    if not session.store.write(UNDO, **told).rows:
        raise RefusedError(f"Decision {id_} holds no more: it was refused or taken back.")
    undone = session.store.read(READ, id=id_)[0]["signature"]
    _note(session.audit, who, undone, "identity undo", reason)
    return read_decision(undone)
