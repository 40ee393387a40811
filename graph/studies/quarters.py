"""A quarter of a year, written 2026Q1."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graph.errors import UsageError

WRITTEN = re.compile(r"(?P<year>(19|20)\d\d)Q(?P<quarter>[1-4])")


@dataclass(frozen=True)
class Quarter:
    name: str
    first: date
    last: date


def read_quarter(text: str) -> Quarter:
    written = WRITTEN.fullmatch(text.strip().upper())
    if not written:
        raise UsageError(f"{text!r} is no quarter: write a year and a quarter, as in 2026Q1.")
    year, month = int(written["year"]), 3 * int(written["quarter"]) - 2
    after = date(year + month // 10, (month + 2) % 12 + 1, 1)
    return Quarter(written[0], date(year, month, 1), after - timedelta(days=1))
