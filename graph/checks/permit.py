"""The application at hand: the rules that hold for it and where its clocks stand, from records that may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.access.view import View
from graph.checks.subject import closure
from graph.permits.clocks import Reading, read_clocks
from graph.permits.course import Course, read_course
from graph.permits.regime import Regime, read_regime
from graph.store.connection import Rows

INTEGRITY = ("integrity_check", "danger_degree", "ground")


@dataclass(frozen=True)
class Permit:
    """`row` is the newest permit record of the application, `integrity` what its integrity files tell where open.

    `decided_by`: who brought it into its state, where that is told.
    """

    row: dict[str, Any]
    course: Course
    regime: Regime
    clocks: tuple[Reading, ...]
    integrity: Rows
    decided_by: str

    @property
    def nearest(self) -> Reading | None:
        """The clock with the fewest days left; where none runs, one that stands still, else one that has no day."""
        dated = [one for one in self.clocks if one.due]
        waiting = sorted(self.clocks, key=lambda one: one.state != "stands still")
        return min(dated, key=lambda one: (one.left, one.clock.id), default=None) or next(iter(waiting), None)


def newest(application: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The newest of the permit records that one case number means."""
    return max(application, key=lambda row: row["date_application"] or date.min, default=None)


def read_permit(view: View, application: Sequence[dict[str, Any]]) -> Permit | None:
    """The application that these rows of the step `application` tell; none where nothing tells of one."""
    row = newest(application)
    if row is None:
        return None
    changes = [one for one in view.step("application-changes", applications=[row["id"]]) if one["status"]]
    investigations = view.step("application-investigation", applications=[row["id"]])
    regime = read_regime(row["country"], row["permit_type"], row["authority"], view.today)
    prohibitions = _prohibitions(view, row["id"], regime)
    course = read_course(row, changes, view.as_of, investigations, prohibitions)
    clocks = read_clocks(regime.parts.clocks, course, view.as_of, regime.calendar)
    return Permit(row, course, regime, clocks, investigations, _decided_by(changes, course.status, view.as_of))


def _decided_by(changes: Rows, status: str, day: date) -> str:
    told = [one["decided_by"] for one in changes if one["status"] == status and one["date"] and one["date"] <= day]
    return next((by for by in reversed(told) if by), "")


def _prohibitions(view: View, application: str, regime: Regime) -> Rows:
    """Those against the applicant, read only where a clock counts from one."""
    if all(one.starts != "prohibition" for one in regime.parts.clocks):
        return []
    parties = view.step("circle-parties", applications=[application])
    applicants = [row["id"] for row in parties if row["role"] == "applicant"]
    return view.step("prohibitions", ids=closure(view, applicants)) if applicants else []


def permit_of_case(view: View) -> Permit | None:
    """The application that the case was opened for."""
    number = view.case.application or view.case.subject
    with view.action("clocks"):
        return read_permit(view, view.step("application", case_number=number, authority=view.case.authority))
