"""Whom else the same input could mean in this View, and what speaks for and against each: a person decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from graph.access.identity import IdentityDecision
from graph.access.view import View
from graph.checks.describe import Description, describe
from graph.checks.subject import Subject
from graph.store.connection import Rows

FIELDS = ("name", "birth_date", "birth_place", "register", "register_number", "founded", "town")
Result = Literal["agrees", "contradicts", "missing"]
RESULTS: tuple[Result, ...] = get_args(Result)


@dataclass(frozen=True)
class Candidate:
    """Another thing under all its visible identifiers; `compared` maps a field that either side tells to its result.

    `mixed`: what was typed means this one as well, so the check is of several things at once. `decided`: that it is
    another person than the subject, by decisions of this case.
    """

    ids: tuple[str, ...]
    label: str
    rows: Rows
    compared: dict[str, Result]
    mixed: bool
    decided: tuple[IdentityDecision, ...] = ()


def candidates(view: View, subject: Subject) -> list[Candidate]:
    """Things of the same number in any register, of the same name (a person: with the same birth date or town).

    They are sorted by label, then id. An applicant of an application is no candidate for another one of it.
    """
    with view.action("candidates"):
        own = _groups(view, subject.ids)
        mixed = [] if subject.application or len(own) == 1 else own
        found = _groups(view, sorted(set(_alike(view, subject.ids)) - set(subject.ids)))
        others = [group for group in found if not set(group) & set(subject.ids)]
        told = describe(view, sorted({*subject.ids, *(id_ for group in others for id_ in group)}))
        mine = [row for id_ in subject.ids for row in told[id_].rows]
        made = [
            replace(_candidate(told, mine, group, group in mixed), decided=_apart(view, subject.ids, group))
            for group in (*mixed, *others)
        ]
        return sorted(made, key=lambda one: (one.label.casefold(), one.ids))


def _apart(view: View, ids: Sequence[str], group: Sequence[str]) -> tuple[IdentityDecision, ...]:
    """The decisions by which one of the group is another person than the rest of what is checked."""
    mine, theirs = set(ids) - set(group), set(group)
    decided = (one for one in view.decided if one.decided == "different")
    return tuple(one for one in decided if mine & set(one.persons) and theirs & set(one.persons))


def _candidate(told: dict[str, Description], mine: Rows, group: tuple[str, ...], mixed: bool) -> Candidate:
    """The id of which a statement speaks comes first; one of a mixture is compared with the rest of it."""
    ids = sorted(group, key=lambda id_: (not told[id_].rows, id_))
    rows = [row for id_ in ids for row in told[id_].rows]
    compared = _compared([row for row in mine if row["id"] not in group], rows)
    return Candidate(tuple(ids), told[ids[0]].label, rows, compared, mixed)


def _groups(view: View, ids: Sequence[str]) -> list[tuple[str, ...]]:
    """Each thing under all its visible identifiers, once."""
    reach = {id_: {id_} for id_ in ids}
    for row in view.step("same", ids=sorted(ids)) if ids else ():
        reach[row["id"]].add(row["other"])
    return sorted({tuple(sorted(group)) for group in reach.values()})


def _alike(view: View, ids: Sequence[str]) -> Iterator[str]:
    for row in view.step("keys-of-person", ids=sorted(id_ for id_ in ids if id_.startswith("per:"))):
        if row["name_key"] and (row["birth_date"] or row["town"]):
            yield from (one["id"] for one in view.step("like-person", **row))
    for row in view.step("keys-of-organisation", ids=sorted(id_ for id_ in ids if id_.startswith("org:"))):
        numbers = {row["number"], row["vat_number"]} - {None}
        steps = [view.step("find-organisation", number=number) for number in sorted(numbers)]
        steps += [view.step("like-organisation", name_key=row["name_key"])] if row["name_key"] else []
        yield from (one["id"] for rows in steps for one in rows)


def _compared(mine: Rows, theirs: Rows) -> dict[str, Result]:
    values = {
        name: [{str(row[name]).casefold() for row in rows if row.get(name)} for rows in (mine, theirs)]
        for name in FIELDS
    }
    return {name: _result(*two) for name, two in values.items() if any(two)}


def _result(mine: set[str], theirs: set[str]) -> Result:
    if not mine or not theirs:
        return "missing"
    return "agrees" if mine & theirs else "contradicts"
