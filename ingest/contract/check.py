"""One row against its kind: pydantic says everything that is wrong with it, in one pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Annotated, Any, Literal, NotRequired, Required

from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from graph.access.legal_bases import legal_bases
from ingest.contract.columns import near
from ingest.contract.kind import Column, KindSpec, envelope, kinds, required_for
from ingest.contract.numbers import official, why
from ingest.contract.values import READERS
from ingest.rows import Refusal, Row


@dataclass(frozen=True)
class Checker:
    """The check of one kind in one source. `relaxed` columns are not required there (registers tell things apart)."""

    kind: KindSpec
    relaxed: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> dict[str, Column]:
        return {**envelope(), **self.kind.columns}

    @cached_property
    def _adapter(self) -> TypeAdapter[dict[str, Any]]:
        fields = {
            name: (Required if column.required and name not in self.relaxed else NotRequired)[_type(column)]
            for name, column in self.columns.items()
        }
        config = ConfigDict(extra="forbid", hide_input_in_errors=True)
        return TypeAdapter(with_config(config)(TypedDict(self.kind.kind, fields)))  # type: ignore[operator]

    def check(self, row: Row, values: dict[str, str]) -> tuple[dict[str, Any] | None, list[Refusal]]:
        """Typed values and the warnings of what was left out of them, or None and every reason against the row."""
        try:
            typed: dict[str, Any] = self._adapter.validate_python(values)
        except ValidationError as error:
            return None, list(self._reasons(row, error))
        wrong = list(self._across(row, typed))
        return (None, wrong) if wrong else self._numbered(row, typed)

    def _numbered(self, row: Row, typed: dict[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
        """The row with its official numbers as they are written, and without those that are none."""
        if not (read := dict(official(self.kind.officials, typed)) if self.kind.officials else {}):
            return typed, []
        failed = [name for name, number in read.items() if number is None]
        kept = typed | read
        for name in failed:
            del kept[name]
        return kept, [Refusal(row.file, row.line, name, why(name), whole=False) for name in failed]

    def _reasons(self, row: Row, error: ValidationError) -> Iterator[Refusal]:
        columns = self.columns
        for detail in error.errors(include_url=False, include_context=False):
            name = str(detail["loc"][0])
            value = str(detail["input"]) if detail["type"] != "missing" else ""
            yield Refusal(
                row.file,
                row.line,
                name,
                _reason(columns.get(name), detail["type"], detail["msg"], value),
                value,
            )

    def _across(self, row: Row, typed: Mapping[str, Any]) -> Iterator[Refusal]:
        for last in dict.fromkeys(last for first, last in self._spans if _before(typed.get(last), typed.get(first))):
            yield Refusal(row.file, row.line, last, "the end lies before the start")
        if self.kind.one_of and not any(typed.get(name) for name in self.kind.one_of):
            yield Refusal(row.file, row.line, self.kind.one_of[0], f"one of {', '.join(self.kind.one_of)} is required")
        for name in (n for n, c in self.kind.columns.items() if c.required and typed.get(n) == ()):
            yield Refusal(row.file, row.line, name, "required, but empty")
        for name in self._needed:
            if not typed.get(name):
                yield Refusal(row.file, row.line, name, f"required for {self.kind.kind} rows, but empty")

    @cached_property
    def _spans(self) -> tuple[tuple[str, str], ...]:
        """Columns of which the second may not lie before the first: the days of the row itself, and what it spans."""
        starts, ends = (self.kind.since, "valid_from"), (self.kind.until, "valid_to")
        further = ((first, last) for first, listed in self.kind.spans.items() for last in listed)
        return (*((first, last) for first in starts for last in ends if first and last), *further)

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        """The columns of the envelope that a row must have: for its category, that of a part of it, or its kind."""
        lists = (required_for().get(category, ()) for category in (self.kind.category, *self.kind.parts))
        return tuple(dict.fromkeys((*chain.from_iterable(lists), *self.kind.requires)))


def _before(end: date | str | None, start: date | str | None) -> bool:
    """Whether an end is surely before a start; a day that is known in part is compared as far as it is known."""
    if not (end and start):
        return False
    known = min(len(str(end)), len(str(start)))
    return str(end)[:known] < str(start)[:known]


def _reason(column: Column | None, error: str, message: str, value: str) -> str:
    if error == "missing":
        return "required, but empty"
    if error == "literal_error" and column:
        return f"unknown code; {near(value, codes_of(column))}"
    if error == "extra_forbidden":
        return "not a column of this kind"
    return message.removeprefix("Value error, ")


def codes_of(column: Column) -> tuple[str, ...]:
    """The only values that a column, or each value of its list, may have; none where it is free."""
    if column.codes_of == "legal_basis":
        return tuple(legal_bases())
    kind, _, name = column.codes_of.partition(".")
    return kinds()[kind].columns[name].codes if name else column.codes


def _type(column: Column) -> Any:
    one: Any = Literal[codes] if (codes := codes_of(column)) else str
    if column.type in {"text", "ref"}:
        return one
    read = BeforeValidator(READERS[column.type])
    return Annotated[tuple[one, ...], read] if codes else Annotated[Any, read]
