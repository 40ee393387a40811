"""Where the clocks of an application stand on a day: a function of recorded days alone. It informs and decides nothing.

A day that is not recorded is not guessed. Where a change of status lies between two deliveries, the term begins with
the earlier day and stands still for the shorter time, so that a date is never later than the law's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from graph.permits.days import Calendar, add
from graph.permits.statements import OPEN, Clock, Event, Pause

State = Literal["runs", "over", "stands still", "not begun", "no calendar"]
OF_STATUS: dict[Event, str] = {
    "advice_request": "advice_requested",
    "provisional_grant": "provisional",
    "suspension": "suspended",
}
RECORDED: dict[Event, str] = {
    "application": "date_application",
    "decision": "date_decision",
    "notification": "date_notified",
    "enforcement": "date_carried_out",
    "mayor_decision": "investigation_on",
    "incomplete_request": "request_incomplete_on",
    "admissible_request": "request_admissible_on",
}


@dataclass(frozen=True)
class Change:
    """The application came into a state on a day from `earliest` to `latest`."""

    status: str
    earliest: date
    latest: date


@dataclass(frozen=True)
class Course:
    """What is recorded of an application on a day: its state then, the changes up to then, and days of its record."""

    status: str
    changes: tuple[Change, ...]
    days: Mapping[Event, date]

    def began(self, event: Event) -> date | None:
        """The day of an event, the earliest that it can be; none when nothing records it."""
        if event in self.days:
            return self.days[event]
        if event == "complete_application":
            return self._complete()
        found = [one.earliest for one in self.changes if one.status == OF_STATUS.get(event)]
        return found[-1] if found else None

    def _complete(self) -> date | None:
        """The day it ceased to be incomplete; one that never was counts from the day of application."""
        left = [after.earliest for one, after in pairwise(self.changes) if one.status == "incomplete"]
        unfinished = self.status == "incomplete"
        return None if unfinished else left[-1] if left else self.days.get("application")


@dataclass(frozen=True)
class Reading:
    """`due` is the last day, `extended` the last one with the extension; `left` counts days and is below 0 after it.

    While it stands still `left` is what remains when it goes on, and `pause` tells the source of the standstill.
    """

    clock: Clock
    state: State
    start: date | None = None
    due: date | None = None
    extended: date | None = None
    left: int | None = None
    pause: Pause | None = None


def read_course(
    row: Mapping[str, Any],
    changes: Sequence[Mapping[str, Any]],
    day: date,
    investigations: Sequence[Mapping[str, Any]] = (),
) -> Course:
    """The course of an application up to a day: its permit record, its changes of status, its integrity files.

    Of an event that several records date otherwise the earliest day counts.
    """
    told = [Change(one["status"], one["not_before"] or one["date"], one["date"]) for one in changes if one["date"]]
    told.sort(key=lambda one: (one.latest, one.earliest, one.status))
    known = tuple(one for one in told if one.latest <= day)
    later = len(known) < len(told) or (row["date_decision"] or day) > day
    status = (known[-1].status if known else OPEN[0]) if later else row["status"]
    return Course(status, known, _days((row, *investigations), day))


def _days(rows: Sequence[Mapping[str, Any]], day: date) -> dict[Event, date]:
    told = {event: [on for row in rows if (on := row.get(name)) and on <= day] for event, name in RECORDED.items()}
    return {event: min(days) for event, days in told.items() if days}


def read_clocks(clocks: Sequence[Clock], course: Course, today: date, calendar: Calendar | None) -> tuple[Reading, ...]:
    """Every clock that matters in the state of the application, and whose answer has not come yet."""
    waiting = [one for one in clocks if course.status in one.during and not any(map(course.began, one.answered_by))]
    return tuple(_read(one, course, today, calendar) for one in waiting)


def _read(clock: Clock, course: Course, today: date, calendar: Calendar | None) -> Reading:
    start = course.began(clock.starts)
    if start is None:
        return Reading(clock, "not begun")
    due = add(start, clock.length, calendar)
    if due is None:
        return Reading(clock, "no calendar", start)
    pauses = {state: pause for pause in clock.pauses for state in pause.states}
    due += sum((end - begin for begin, end in _standstills(course, set(pauses))), timedelta())
    if pause := pauses.get(course.status):
        since = course.changes[-1].latest if course.changes and course.changes[-1].status == course.status else None
        return Reading(clock, "stands still", start, left=(due - since).days if since else None, pause=pause)
    extended = add(due, clock.extension, calendar) if clock.extension else None
    return Reading(clock, "over" if today > due else "runs", start, due, extended, (due - today).days)


def _standstills(course: Course, states: set[str]) -> Iterator[tuple[date, date]]:
    """From the latest day that each standstill can have begun to the earliest that it can have ended."""
    for one, after in pairwise(course.changes):
        if one.status in states:
            yield one.latest, max(one.latest, after.earliest)
