"""The kinds of dirt that a row of a delivery by contract can have: each spoils a copy of a good row in one way.

A fault answers the spoiled lines and, per line, which field the import must name and how its reason begins; nothing
where the kind of row cannot have it. The reasons are those of contracts.md, section 8, as the import words them.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from ingest.contract.kind import Column, KindSpec

DAY, EARLIER, UNKNOWN = "2024-05-02", "2024-05-01", "zz-unknown"


@dataclass(frozen=True)
class Spoiled:
    """One line to be added: its bytes without line end; field and begin of the reason, or nothing if none is due.

    `instead`: it takes the place of the good row, which is loaded without the field.
    """

    line: bytes
    field: str = ""
    reason: str = ""
    whole: bool = True
    instead: bool = False


@dataclass(frozen=True)
class Good:
    """A good row: its kind and its values in the order of the header; `number` tells spoiled rows apart."""

    kind: KindSpec
    values: dict[str, str]
    number: int

    def line(self, **other: str) -> bytes:
        """The row under a key of its own, with other values."""
        own = self.kind.key[0] if self.kind.identity else "record_id"
        out = StringIO()
        csv.writer(out, lineterminator="").writerow({**self.values, own: f"dirt-{self.number}", **other}.values())
        return out.getvalue().encode()

    def columns(self, *types: str) -> Iterator[str]:
        return (name for name in self.values if (c := self.kind.columns.get(name)) and c.type in types)

    def column(self, wanted: Callable[[Column], bool]) -> str:
        """One column of those wanted, another one for the next spoiled row; empty where there is none."""
        found = [name for name in self.values if (c := self.kind.columns.get(name)) and wanted(c)]
        return found[self.number % len(found)] if found else ""


Fault = Callable[[Good], list[Spoiled]]


def _one(good: Good, name: str, value: str, reason: str) -> list[Spoiled]:
    return [Spoiled(good.line(**{name: value}), name, reason)] if name else []


def missing_value(good: Good) -> list[Spoiled]:
    return _one(good, good.column(lambda c: c.required), "", "required, but empty")


def unknown_code(good: Good) -> list[Spoiled]:
    return _one(good, good.column(lambda c: bool(c.codes)), UNKNOWN, "unknown code")


def impossible_day(good: Good) -> list[Spoiled]:
    wanted = good.column(lambda c: c.type in {"date", "partial_date"})
    return _one(good, wanted, "2026-02-30", "no such day in the calendar")


def other_date(good: Good) -> list[Spoiled]:
    return _one(good, good.column(lambda c: c.type == "date"), "31-05-2026", "not a date")


def decimal_comma(good: Good) -> list[Spoiled]:
    return _one(good, good.column(lambda c: c.type == "decimal"), "12,50", "not a number")


def half_a_count(good: Good) -> list[Spoiled]:
    return _one(good, good.column(lambda c: c.type == "integer"), "3.5", "not a whole number")


def no_grade(good: Good) -> list[Spoiled]:
    return _one(good, "grade", "Z9", "not a grade") if good.kind.category == "police" else []


def end_before_start(good: Good) -> list[Spoiled]:
    since, until = good.kind.since, good.kind.until
    if since not in good.values or until not in good.values:
        return []
    return [Spoiled(good.line(**{since: DAY, until: EARLIER}), until, "the end lies before the start")]


def too_few_fields(good: Good) -> list[Spoiled]:
    count = len(good.values)
    return [Spoiled(b"dirt,row", "", f"2 fields instead of {count}")]


def too_many_fields(good: Good) -> list[Spoiled]:
    count = len(good.values)
    return [Spoiled(good.line() + b",more", "", f"{count + 1} fields instead of {count}")]


def nul_byte(good: Good) -> list[Spoiled]:
    return [Spoiled(_begun(good, b"\0"), "", "a NUL byte")]


def wrong_encoding(good: Good) -> list[Spoiled]:
    """A line that somebody wrote in Latin-1."""
    return [Spoiled(_begun(good, "Liège".encode("latin-1")), "", "invalid UTF-8")]


def too_long(good: Good) -> list[Spoiled]:
    return [Spoiled(_begun(good, b"x" * 70_000), "", "a field is over 64 KB")]


def broken_quotes(good: Good) -> list[Spoiled]:
    return [Spoiled(_begun(good, b'"a"b'), "", "the quotes do not fit")]


def _begun(good: Good, text: bytes) -> bytes:
    """A line of as many fields, the first of which holds the text."""
    return text + b"," * (len(good.values) - 1)


def told_twice(good: Good) -> list[Spoiled]:
    """One key with two contents: both are refused, the second line tells why. Of a ref that is used twice, both do."""
    if good.kind.identity:
        line, field = good.line(), good.kind.key[0]
        return [Spoiled(line, field, "this ref is used twice"), Spoiled(line, field, "this ref is used twice")]
    first, second = (good.line(collected_on=day) for day in (EARLIER, DAY))
    return [Spoiled(first), Spoiled(second, "record_id", "the same key was told before with other content")]


def nobody_refers(good: Good) -> list[Spoiled]:
    """An identity row that no other row of the delivery names, nor its VAT number."""
    if not good.kind.identity or good.values.get("vat_number"):
        return []
    return [Spoiled(good.line(), good.kind.key[0], "no other row refers to it")]


def no_incident(good: Good) -> list[Spoiled]:
    told = good.kind.rests_on
    return _one(good, told, "nothing-delivered", "none of its incidents is delivered") if told else []


def outside_the_circle(good: Good) -> list[Spoiled]:
    name = next(iter(good.kind.named_in), "")
    return _one(good, name, "nobody-named", "no row of the delivery names it")


def wrong_check_digit(good: Good) -> list[Spoiled]:
    """An official number whose check fails: the row is kept, without it."""
    name = {"Person": "national_id", "Organisation": "register_number"}.get(good.kind.identity, "")
    ref, number = good.values[good.kind.key[0]] if name else "", good.values.get(name, "")
    checked = good.kind.identity == "Person" or good.values.get("register") == "BE_KBO"
    if not number or not checked or ref.startswith("S"):
        return []
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    line = good.line(**{good.kind.key[0]: ref, name: wrong})
    return [Spoiled(line, name, "not a valid number", whole=False, instead=True)]


FAULTS: tuple[Fault, ...] = (
    missing_value, unknown_code, impossible_day, other_date, decimal_comma, half_a_count, no_grade, end_before_start,
    too_few_fields, too_many_fields, nul_byte, wrong_encoding, too_long, broken_quotes, told_twice, nobody_refers,
    no_incident, outside_the_circle, wrong_check_digit,
)  # fmt: skip
