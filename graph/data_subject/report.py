"""The report for a data subject: what is held, from whom, by which law, until when, who looked, what is kept back.

It tells of the own authority's data only. What another authority told is that authority's to tell.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.access.authorities import authority
from graph.access.identity import DECISIONS, HELD
from graph.access.purposes import DATA_SUBJECT
from graph.access.view import View
from graph.checks.describe import describe
from graph.checks.subject import find_subject
from graph.data_subject.looks import Look, looks
from graph.data_subject.restrictions import Restriction, restricted
from graph.errors import RefusedError, UsageError
from graph.network.neighbourhood import MOST, around
from graph.store.loads import named_compartments

NOBODY = "The report is of a person: name one by birth date, or by its id."


@dataclass(frozen=True)
class Held:
    """One record: `told` is what it says of the person, `kept_until` its last day, `article` the law that opens it."""

    record: str
    what: str
    category: str
    source: str
    authority: str
    delivery: str
    collected_on: date
    since: date | None
    until: date | None
    kept_until: date
    disputed: bool
    article: str
    told: dict[str, Any]


@dataclass(frozen=True)
class Report:
    """`restrictions` follow from the country alone: the same for everybody."""

    typed: str
    ids: tuple[str, ...]
    held: tuple[Held, ...]
    looked: tuple[Look, ...]
    restrictions: tuple[Restriction, ...]


def subject_report(view: View, typed: str) -> Report:
    """Everything of a person that the authority may tell it; UsageError where nothing answers to what was typed.

    RefusedError for another role than the coordinator, another purpose than a data subject's request, another's case.
    """
    check_request(view)
    own = own_data(view)
    with own.action("subject report"):
        ids = tuple(id_ for id_ in find_subject(own, typed).ids if id_.startswith("per:"))
        if not ids:
            raise UsageError(NOBODY)
        return Report(typed, ids, _held(own, ids), tuple(looks(own, ids)), restricted(_country(own)))


def check_request(view: View) -> None:
    if view.account.role != "coordinator" or view.case.authority != view.account.authority:
        raise RefusedError("A data subject's request is answered by a coordinator, in a case of the own authority.")
    if view.case.purpose != DATA_SUBJECT:
        raise RefusedError(f"Case {view.case.id} is for {view.case.purpose}: open one for {DATA_SUBJECT}.")


def own_data(view: View) -> View:
    """The View of what the own authority told, without the categories that the law keeps from the data subject.

    Nor does it join two persons by a decision: a wrong one would tell the one of the other.
    """
    kept_back = {category for one in restricted(_country(view)) for category in one.categories}
    held = named_compartments(view.store, view.open)
    mine = {
        id_
        for id_, one in held.items()
        if one.authority == view.account.authority and one.category not in kept_back and one.source != DECISIONS
    }
    return replace(view, open={id_: day for id_, day in view.open.items() if id_ in mine}, granted={})


def _country(view: View) -> str:
    return authority(view.account.authority).country


def _held(view: View, ids: tuple[str, ...]) -> tuple[Held, ...]:
    told = _content(view, ids)
    rows = {row["record"]: row for step in HELD for row in view.step(step, ids=list(ids))}
    return tuple(_one(view, row, told.get(record, {})) for record, row in sorted(rows.items()))


def _one(view: View, row: dict[str, Any], told: dict[str, Any]) -> Held:
    names = ("record", "category", "source", "authority", "collected_on", "since", "until", "kept_until", "disputed")
    values = {name: row[name] for name in names}
    article = view.decision(row["authority"], row["category"]).article
    what = row["record"].split("/")[2]
    return Held(**values, what=what, delivery=row.get("delivery") or "", article=article, told=told)


def _content(view: View, ids: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Record -> what it says, where a screen would show it: names, dates, places, roles."""
    found: dict[str, dict[str, Any]] = {}
    for edge in around(view, list(ids), hops=1, most=MOST).edges:
        found.setdefault(edge.record, {}).update(edge.told)
    for one in describe(view, list(ids)).values():
        for row in one.rows:
            said = {name: row.get(name) for name in ("name", "birth_date", "birth_place", "town") if row.get(name)}
            found.setdefault(row["record"], {}).update(said)
    return found
