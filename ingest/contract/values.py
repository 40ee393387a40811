"""Text into values, and why a text is no such value."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
INTEGER = re.compile(r"-?\d{1,15}")
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?")
GRADE = re.compile(r"[ABCX][1-4]")
SCHEMES = (
    "nace_rev2",
    "nace_rev21",
    "sbi2008",
    "sbi2025",
    "nacebel2003",
    "nacebel2008",
    "nacebel2025",
    "wz2008",
)
ACTIVITY = re.compile(rf"({'|'.join(SCHEMES)}):\d{{2,7}}")


@lru_cache(maxsize=50_000)
def read_date(text: str) -> date:
    if not DATE.fullmatch(text):
        raise ValueError("not a date; write YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("no such day in the calendar") from None


def read_partial(text: str) -> str:
    if not PARTIAL.fullmatch(text):
        raise ValueError("not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    read_date((text + "-01-01")[:10])
    return text


def read_decimal(text: str) -> float:
    if not DECIMAL.fullmatch(text):
        raise ValueError("not a number; write digits with a decimal point")
    return float(text)


def read_integer(text: str) -> int:
    if not INTEGER.fullmatch(text):
        raise ValueError("not a whole number")
    return int(text)


def read_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_activity(text: str) -> str:
    if not ACTIVITY.fullmatch(text):
        raise ValueError(f"not scheme:code with digits only; schemes: {', '.join(SCHEMES)}")
    return text


def read_activities(text: str) -> tuple[str, ...]:
    return tuple(map(read_activity, read_list(text)))


def read_period(text: str) -> str:
    if not PERIOD.fullmatch(text):
        raise ValueError("not a period; write YYYY, YYYY-Qn or YYYY-MM")
    return text


def read_grade(text: str) -> str:
    if not GRADE.fullmatch(text):
        raise ValueError("not a grade; write a source A B C X and information 1 2 3 4, as in B2")
    return text


READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "ref": str,
    "refs": read_list,
    "date": read_date,
    "partial_date": read_partial,
    "decimal": read_decimal,
    "integer": read_integer,
    "list": read_list,
    "activity": read_activity,
    "activities": read_activities,
    "period": read_period,
    "grade": read_grade,
}


def shape(text: str) -> str:
    """The value with letters as x and digits as 9, at most 40 characters: enough to see what is wrong with it."""
    return "".join("9" if c.isdigit() else "x" if c.isalpha() else c for c in text[:40])
