"""Text into values, and why a text is no such value."""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from graph.access.authorities import authorities
from graph.resolve.identifiers import ANY_VAT, vat_text

WITH = ("NL", "BE", "DE", "LU", "owner")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
KEYED_HASH = re.compile(r"[0-9a-f]{32,128}")
DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
INTEGER = re.compile(r"-?\d{1,15}")
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?")
GRADE = re.compile(r"[ABCX][1-4]")
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")
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


def read_vat(text: str) -> str:
    """A number of any country of the Union in one written form; whether its check digits fit is not asked here."""
    if not ANY_VAT.fullmatch(number := vat_text(text)):
        raise ValueError("not a VAT number; write it with the two letters of its country first")
    return number


def read_keyed_hash(text: str) -> str:
    if not KEYED_HASH.fullmatch(told := text.lower()):
        raise ValueError("not a keyed hash; write 32 to 128 hexadecimal digits, never the name or sign itself")
    return told


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


def read_recipients(text: str) -> tuple[str, ...]:
    """Whom a row may be shown to; a name that nobody has would seem to share it, and shares it with nobody."""
    told = read_list(text)
    if unknown := [one for one in told if one not in WITH and one not in authorities()]:
        close = get_close_matches(unknown[0], [*WITH, *authorities()], n=3)
        raise ValueError(f"neither {', '.join(WITH)} nor the id of an authority; near: {', '.join(close) or 'none'}")
    return told


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


def read_published(text: str) -> str:
    """Whether, or where, an act is published: any other text could open to others what was never published."""
    if text not in {"yes", "no"} and not ADDRESS.fullmatch(text):
        raise ValueError("neither yes, no nor the http(s) address of a publication")
    return text


READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "ref": str,
    "refs": read_list,
    "date": read_date,
    "partial_date": read_partial,
    "vat": read_vat,
    "keyed_hash": read_keyed_hash,
    "decimal": read_decimal,
    "integer": read_integer,
    "list": read_list,
    "activity": read_activity,
    "activities": read_activities,
    "period": read_period,
    "grade": read_grade,
    "published": read_published,
    "recipients": read_recipients,
}


def shape(text: str) -> str:
    """The value with letters as x and digits as 9, at most 40 characters: enough to see what is wrong with it."""
    return "".join("9" if c.isdigit() else "x" if c.isalpha() else c for c in text[:40])
