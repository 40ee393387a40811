"""A term of keeping as data: how long, by which article, how sure, and when it was reviewed (law.md, section 2.4)."""

import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from graph.access.review import DENY

NEXT_YEAR = "end of the following year"
LENGTH = re.compile(r"(\d{1,3}) (years|months|days)")


def _readable(keep: str) -> str:
    last_day(keep, date(2000, 1, 1))
    return keep


class Term(BaseModel):
    """`keep`: "10 years", "6 months", "90 days" or "end of the following year", from the day on which it began."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: str
    keep: Annotated[str, AfterValidator(_readable)]
    article: str
    certainty: Literal["V", "E", "G", "P", "?"]
    reviewed: date

    def holds(self, today: date) -> bool:
        """Whether something may be erased by it: it was settled, and reviewed in the last two years."""
        return self.certainty != "?" and today - self.reviewed <= DENY


def last_day(keep: str, day: date) -> date:
    """The last day on which what began on this day is kept; ValueError for a text that is no term."""
    if keep == NEXT_YEAR:
        return date(day.year + 1, 12, 31)
    found = LENGTH.fullmatch(keep)
    if not found:
        raise ValueError(f'{keep!r} is no term: write "10 years", "6 months", "90 days" or "{NEXT_YEAR}"')
    if found[2] == "days":
        return day + timedelta(days=int(found[1]))
    months = int(found[1]) * (12 if found[2] == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
