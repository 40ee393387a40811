"""The counts of one area as they are, before small ones are hidden: they never leave this package."""

from collections import Counter
from dataclasses import dataclass, field

from graph.access.view import MOST_ROWS, View
from graph.checks.check import answer, check_context
from graph.checks.circle import read_circle
from graph.checks.coverage import Cover, coverage
from graph.checks.permit import newest
from graph.checks.subject import find_subject
from graph.errors import StoreError
from graph.patterns.patterns import Indicator, indicators, named_list
from graph.studies.quarters import Quarter

ROLE = "analyst"
OTHER = "other"


@dataclass
class Tally:
    """Applications per sector: looked at, and per indicator those that it is met for."""

    looked_at: Counter[str] = field(default_factory=Counter)
    met: dict[str, Counter[str]] = field(default_factory=dict)


def sectors() -> list[str]:
    """Every sector, whether or not there is an application in it."""
    return [*sorted(set(named_list("activity_group").values())), OTHER]


def counted_indicators() -> list[Indicator]:
    """Those that an analyst may be shown."""
    return [one for one in indicators().values() if ROLE in one.pattern.roles]


def tally(view: View, quarter: Quarter) -> Tally:
    """What an official of the area's authority would find for each application of the quarter, counted."""
    covers = coverage(view)
    asked = counted_indicators() if view.purpose.indicators else []
    found = Tally(met={one.pattern.id: Counter() for one in asked})
    for number in _case_numbers(view, quarter):
        if sector := _sector(view, number, quarter):
            found.looked_at[sector] += 1
            for name in _met(view, number, asked, covers):
                found.met[name][sector] += 1
    return found


def _case_numbers(view: View, quarter: Quarter) -> list[str]:
    told = {"authority": view.case.authority, "first": quarter.first, "last": quarter.last}
    rows = view.step("applications-between", **told)
    if len(rows) >= MOST_ROWS:
        raise StoreError(f"{view.case.authority} has more than {MOST_ROWS} applications in {quarter.name}: too many.")
    return sorted({row["case_number"] for row in rows})


def _sector(view: View, number: str, quarter: Quarter) -> str:
    """The sector of an application; "" where its newest record says that it was made in another quarter."""
    row = newest(view.step("application", case_number=number, authority=view.case.authority))
    if row is None or row["date_application"] is None or not quarter.first <= row["date_application"] <= quarter.last:
        return ""
    return named_list("activity_group").get(row["permit_type"], OTHER)


def _met(view: View, number: str, asked: list[Indicator], covers: list[Cover]) -> list[str]:
    if not asked:
        return []
    subject = find_subject(view, number)
    members = read_circle(view, list(subject.ids), sorted({row["id"] for row in subject.application}))
    context = check_context(view, subject, members)
    return [one.pattern.id for one in asked if answer(view, one, context, covers).state == "met"]
