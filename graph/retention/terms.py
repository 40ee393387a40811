"""How long is kept what is no record of a source: data, with article, certainty and review day (law.md, 2.4)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from graph.access.authorities import authorities
from graph.access.term import Term, last_day

What = Literal["case", "export", "release", "refused_rows", "load_report"]


class KeptThing(Term):
    """From the day that `what` says."""

    what: What


@cache
def terms() -> dict[tuple[str, str], KeptThing]:
    """The term of each country and what it is for."""
    text = (Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8")
    rows = (KeptThing.model_validate(row) for row in yaml.load(text, Loader=yaml.BaseLoader)["terms"])  # noqa: S506
    return {(row.country, row.what): row for row in rows}


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
