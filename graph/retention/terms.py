"""How long is kept what is no record of a source: data, with article, certainty and review day (law.md, 2.4)."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict

from graph.access.authorities import authorities
from graph.access.review import DENY

What = Literal["case", "export", "release", "refused_rows", "load_report"]
LENGTH = re.compile(r"(\d{1,3}) (years|days)")


def _readable(keep: str) -> str:
    last_day(keep, date(2000, 1, 1))
    return keep


class Term(BaseModel):
    """`keep`: "5 years" or "90 days", from the day that `what` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: str
    what: What
    keep: Annotated[str, AfterValidator(_readable)]
    article: str
    certainty: Literal["V", "E", "G", "P", "?"]
    reviewed: date

    def holds(self, today: date) -> bool:
        """Whether something may be erased by it: it was settled, and reviewed in the last two years."""
        return self.certainty != "?" and today - self.reviewed <= DENY


@cache
def terms() -> dict[tuple[str, str], Term]:
    """The term of each country and what it is for."""
    text = (Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8")
    rows = (Term.model_validate(row) for row in yaml.load(text, Loader=yaml.BaseLoader)["terms"])  # noqa: S506
    return {(row.country, row.what): row for row in rows}


def last_day(keep: str, day: date) -> date:
    """The last day on which what began on this day is kept; ValueError for a text that is no term."""
    found = LENGTH.fullmatch(keep)
    if not found:
        raise ValueError(f'{keep!r} is no term: write "5 years" or "90 days"')
    if found[2] == "days":
        return day + timedelta(days=int(found[1]))
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + int(found[1]), day=28 if leap else day.day)


def kept_until(what: What, authority: str, day: date, today: date) -> date | None:
    """The last day by the term of an authority's country; None where no term holds: then nothing is erased."""
    known = authorities().get(authority)
    term = terms().get((known.country, what)) if known else None
    return last_day(term.keep, day) if term and term.holds(today) else None


def unsettled(today: date) -> list[str]:
    """What is erased nowhere by itself, since no term holds for it: one sentence each."""
    return [
        f"{one.what} of {one.country}: no term that holds, so nothing of it is erased ({one.article})"
        for one in terms().values()
        if not one.holds(today)
    ]
