"""The areas of a study: authorities that take part and handle applications; and what an indicator can tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.access.authorities import Authority, authorities, delivers
from graph.access.view import View
from graph.checks.check import outside
from graph.checks.coverage import coverage, lacking, newest_deliveries
from graph.errors import RefusedError
from graph.patterns.patterns import Indicator
from graph.store.connection import Store
from graph.studies.quarters import Quarter

HANDLED = "permit"
State = Literal["answered", "at least", "not answered"]


@dataclass(frozen=True)
class Areas:
    """`left_out`: why the others that handle applications are not counted, by their id."""

    counted: tuple[Authority, ...]
    left_out: Mapping[str, str]


@dataclass(frozen=True)
class Standing:
    """How far an indicator is answered in an area: fully, *at least* so often, or not; decided from no row."""

    state: State
    because: tuple[str, ...]


def find_areas(store: Store, quarter: Quarter, known_at: int, taking_part: frozenset[str]) -> Areas:
    """Who is counted; RefusedError while somebody's newest permits are older than the quarter's end, or nobody is."""
    handling = [one for one in authorities().values() if HANDLED in delivers(one.kind).categories]
    newest = {name: day for (name, category), day in newest_deliveries(store, known_at).items() if category == HANDLED}
    part = [one for one in handling if one.id in taking_part]
    if late := [f"{one.name} ({newest[one.id]})" for one in part if newest.get(one.id, date.max) <= quarter.last]:
        raise RefusedError(
            f"A study is made once, so it waits for the permits of all who take part: {', '.join(late)} delivered last"
            f" before {quarter.name} ended."
        )
    counted = tuple(one for one in part if one.id in newest)
    if not counted:
        raise RefusedError("Nobody who takes part in theme studies has delivered permits here: nothing can be counted.")
    said = {one.id: f"{one.name} takes no part in theme studies." for one in handling if one not in part}
    said |= {one.id: f"{one.name} has delivered no permits here." for one in part if one.id not in newest}
    return Areas(counted, said)


def standings(view: View, asked: list[Indicator]) -> dict[str, Standing]:
    covers, found = coverage(view), {}
    for one in asked:
        absences, needs = (
            tuple(map(str, lacking(view, told, covers))) for told in (one.pattern.absence_needs, one.pattern.needs)
        )
        if not view.purpose.indicators:
            found[one.pattern.id] = Standing("not answered", (str(outside(view)),))
        elif absences:
            found[one.pattern.id] = Standing("not answered", absences)
        else:
            found[one.pattern.id] = Standing("at least" if needs else "answered", needs)
    return found
