"""Where the clocks of an application stand on a day: a function of recorded days alone. It decides nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from graph.permits.course import OF_STATUS, Course
from graph.permits.days import Calendar, add
from graph.permits.statements import Clock, Pause

State = Literal["runs", "over", "stands still", "not begun", "day not recorded", "no calendar"]


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


def read_clocks(clocks: Sequence[Clock], course: Course, today: date, calendar: Calendar | None) -> tuple[Reading, ...]:
    """Every clock that matters in the state of the application, and whose answer has not come yet."""
    waiting = [one for one in clocks if course.status in one.during and not _ended(one, course)]
    told = (_read(one, course, today, calendar) for one in waiting)
    return tuple(one for one in told if one.start or not one.clock.once_begun)


def _ended(clock: Clock, course: Course) -> bool:
    start, ends = course.began(clock.starts), [day for event in clock.ends_with if (day := course.began(event))]
    return any(map(course.began, clock.answered_by)) or bool(start and any(day >= start for day in ends))


def _read(clock: Clock, course: Course, today: date, calendar: Calendar | None) -> Reading:
    start = course.began(clock.starts)
    if start is None:
        return Reading(clock, "day not recorded" if OF_STATUS.get(clock.starts) == course.status else "not begun")
    due = add(start, clock.length, calendar)
    if due is None:
        return Reading(clock, "no calendar", start)
    pauses = {state: pause for pause in clock.pauses for state in pause.states}
    due += sum((end - begin for begin, end in _standstills(course, set(pauses))), timedelta())
    if still := course.stands(pauses, next((one for one in clock.pauses if one.open_questions), None)):
        pause, since = still
        return Reading(clock, "stands still", start, left=(due - since).days if since else None, pause=pause)
    extended = add(due, clock.extension, calendar) if clock.extension else None
    return Reading(clock, "over" if today > due else "runs", start, due, extended, (due - today).days)


def _standstills(course: Course, states: set[str]) -> Iterator[tuple[date, date]]:
    """From the latest day that each standstill can have begun to the earliest that it can have ended."""
    for one, after in pairwise(course.changes):
        if one.status in states:
            yield one.latest, max(one.latest, after.earliest)
