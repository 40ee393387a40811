"""The course of an application: its states and the days that its records tell, up to a day.

A day that is not recorded is not guessed. Where a change of status lies between two deliveries, the term begins with
the earlier day and stands still for the shorter time, so that a date is never later than the law's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from graph.permits.statements import OPEN, Event, Pause

OF_STATUS: dict[Event, str] = {
    "advice_request": "advice_requested",
    "provisional_grant": "provisional",
    "suspension": "suspended",
}
OF_ROW: dict[Event, tuple[str, ...]] = {
    "provisional_grant": ("date_decision", "date_start"),
    "suspension": ("date_decision", "date_start"),
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
    """What is recorded of an application on a day: its state then, the changes up to then, and days of its record.

    `questions`: the day on which questions were put to the applicant that are still open.
    """

    status: str
    changes: tuple[Change, ...]
    days: Mapping[Event, date]
    questions: date | None = None

    def began(self, event: Event) -> date | None:
        """The day of an event, the earliest that it can be; none when nothing records it."""
        if event == "complete_application":
            return self._complete()
        found = [one.earliest for one in self.changes if one.status == OF_STATUS.get(event)]
        return found[-1] if found else self.days.get(event)

    def stands(self, pauses: Mapping[str, Pause], asked: Pause | None) -> tuple[Pause, date | None] | None:
        """The pause that holds now, and since when where that is recorded."""
        if pause := pauses.get(self.status):
            last = self.changes[-1] if self.changes else None
            return pause, last.latest if last and last.status == self.status else None
        return (asked, self.questions) if asked and self.questions else None

    def _complete(self) -> date | None:
        """The day it ceased to be incomplete; one that never was counts from the day of application."""
        left = [after.earliest for one, after in pairwise(self.changes) if one.status == "incomplete"]
        unfinished = self.status == "incomplete"
        return None if unfinished else left[-1] if left else self.days.get("application")


def read_course(
    row: Mapping[str, Any],
    changes: Sequence[Mapping[str, Any]],
    day: date,
    investigations: Sequence[Mapping[str, Any]] = (),
    prohibitions: Sequence[Mapping[str, Any]] = (),
) -> Course:
    """The course of an application up to a day: its permit record, its changes of status, its integrity files.

    `prohibitions` are those against its applicant, of which the latest that holds counts; of any other event that
    several records date otherwise the earliest day counts.
    """
    told = [Change(one["status"], one["not_before"] or one["date"], one["date"]) for one in changes if one["date"]]
    told.sort(key=lambda one: (one.latest, one.earliest, one.status))
    known = tuple(one for one in told if one.latest <= day)
    later = len(known) < len(told) or (row["date_decision"] or day) > day
    status = (known[-1].status if known else OPEN[0]) if later else row["status"]
    days = _days((row, *investigations), day) | _in_state(row, status, day)
    if held := [one["date_start"] for one in prohibitions if one["date_start"] <= day and not _past(one, day)]:
        days["prohibition"] = max(held)
    return Course(status, known, days, _open_questions(investigations, day))


def _days(rows: Sequence[Mapping[str, Any]], day: date) -> dict[Event, date]:
    told = {event: [on for row in rows if (on := row.get(name)) and on <= day] for event, name in RECORDED.items()}
    return {event: min(days) for event, days in told.items() if days}


def _in_state(row: Mapping[str, Any], status: str, day: date) -> dict[Event, date]:
    """The day of the event that the state tells, for an application first delivered in it: its own row's."""
    told = {event: [on for name in OF_ROW[event] if (on := row.get(name)) and on <= day] for event in OF_ROW}
    return {event: days[0] for event, days in told.items() if days and status == row["status"] == OF_STATUS[event]}


def _past(told: Mapping[str, Any], day: date) -> bool:
    return bool(told["date_end"]) and told["date_end"] < day


def _open_questions(investigations: Sequence[Mapping[str, Any]], day: date) -> date | None:
    """The latest day of questions about whose answer nothing is told; one that was told has no day, so adds none."""
    put = [on for one in investigations if (on := one.get("questions_put_on")) and not one.get("questions_answered")]
    return max((on for on in put if on <= day), default=None)
