"""Lengths of terms and the working days of a country: a term is counted in the calendar of its own country only."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import yaml
from pydantic import BeforeValidator, ValidationError

from graph.access.profiles import Strict
from graph.errors import UsageError

FOLDER = Path(__file__).parent / "calendars"
UNITS = ("days", "working days", "weeks", "months", "years")
SATURDAY = 5


class Length(NamedTuple):
    """A number of days, working days, weeks, months or years."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


def read_length(told: object) -> object:
    """`8 weeks` as a Length; ValueError that names the units where it is none."""
    number, _, unit = str(told).partition(" ")
    if not number.isdigit() or unit not in UNITS:
        raise ValueError(f"{told!r} is no length: write a number and one of {', '.join(UNITS)}, as in `8 weeks`")
    return Length(int(number), unit)


class Calendar(Strict):
    """Public holidays: `fixed` as MM-DD, `easter` in days after Easter Sunday; Saturdays and Sundays are no work."""

    country: str
    reviewed: date
    source: str
    certainty: Literal["V", "E", "G"]
    fixed: tuple[str, ...]
    easter: Annotated[tuple[int, ...], BeforeValidator(lambda v: tuple(map(int, v)))]

    def works(self, day: date) -> bool:
        holiday = f"{day:%m-%d}" in self.fixed or (day - easter_sunday(day.year)).days in self.easter
        return day.weekday() < SATURDAY and not holiday


@cache
def calendars() -> dict[str, Calendar]:
    """Country -> its calendar; the folder graph/permits/calendars is the list."""
    return {one.country: one for one in map(_read, sorted(FOLDER.glob("*.yaml")))}


def _read(path: Path) -> Calendar:
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    try:
        return Calendar.model_validate({"country": path.stem.upper(), **told})
    except (ValidationError, TypeError) as error:
        raise UsageError(f"{path.name} in graph/permits/calendars does not fit: {error}") from error


def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def add(day: date, length: Length, calendar: Calendar | None) -> date | None:
    """The last day of a term that begins on the day after; none where working days have no calendar."""
    if length.unit == "working days":
        return _working(day, length.number, calendar) if calendar else None
    if length.unit in {"months", "years"}:
        months = length.number * (12 if length.unit == "years" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=length.number * (7 if length.unit == "weeks" else 1))


def _working(day: date, number: int, calendar: Calendar) -> date:
    while number:
        day += timedelta(days=1)
        number -= calendar.works(day)
    return day
