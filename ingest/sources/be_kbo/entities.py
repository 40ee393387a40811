"""The lines about one entity in one file, and the rows they make."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from babel import Locale

from graph.resolve.identifiers import SCHEMES
from ingest.readers.csv_rows import Line
from ingest.rows import Refusal, Row
from ingest.sources.be_kbo.layout import day

ENTERPRISE: Final = "enterprise"
ESTABLISHMENT: Final = "establishment"
BRANCH: Final = "branch"


@cache
def codes() -> dict[str, Any]:
    text = Path(__file__).with_name("codes.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


@cache
def _countries() -> dict[str, str]:
    names = [(name, code) for tongue in ("nl", "fr") for code, name in Locale(tongue).territories.items()]
    return {name.casefold(): code for name, code in names if len(code) == 2}


def country(dutch: str, french: str) -> str:
    """The country's code; Belgium is not written; a name that is not known stays a name."""
    known = _countries()
    told = dutch or french
    return known.get(dutch.casefold()) or known.get(french.casefold()) or told or "BE"


def entity(text: str) -> tuple[str, str] | None:
    """Kind of entity and its ten digits; None when the check digits fail. Branch ids have none to check."""
    bare = text.replace(".", "")
    if bare.startswith("9") and len(bare) == 10 and bare.isascii() and bare.isdigit():
        return BRANCH, bare
    if number := SCHEMES["BE_KBO"].normalise(bare) if len(bare) == 10 else None:
        return ENTERPRISE, number
    number = SCHEMES["BE_EST"].normalise(bare)
    return (ESTABLISHMENT, number) if number else None


def enterprise_ref(number: str) -> str:
    return f"euid:BEKBOBCE.{number}"


@dataclass
class Group:
    """The lines of one file about one entity.

    `ignored` counts those that are left out by name; `legal` tells that the set calls it a legal person; `unread` are
    the lines that begin with its number and cannot be read.
    """

    file: str
    kind: str
    number: str
    lines: list[Line] = field(default_factory=list)
    ignored: int = 0
    legal: bool = False
    unread: list[Refusal] = field(default_factory=list)

    def add(self, line: Line | Refusal) -> None:
        if isinstance(line, Refusal):
            self.unread.append(line)
        else:
            self.lines.append(line)

    @property
    def key(self) -> str:
        return f"branch-{self.number}" if self.kind == BRANCH else self.number

    def row(self, kind: str, record: str, /, **values: str) -> Row:
        """A row of a kind, without its unknown columns, at the first line of the group."""
        told = {name.rstrip("_"): value for name, value in values.items() if value}
        return Row(kind, self.file, self.lines[0][0], {"record_id": f"{self.key}/{record}"} | told)

    def organisation(self, record: str, **values: str) -> Row:
        ref = enterprise_ref(self.number)
        named = {"organisation_ref": ref, "register": "BE_KBO", "register_number": self.number}
        return self.row("organisation", record, **named, **values)

    def location(self, record: str, **values: str) -> Row:
        """A branch has no official number; `branch-<id>` joins the rows about it."""
        kind = "branch" if self.kind == BRANCH else "establishment"
        return self.row("location", record, **{"kind": kind, "establishment_number": self.key} | values)

    def about(self, record: str, **values: str) -> Row:
        """A row about the organisation or the location, whichever the entity is."""
        make = self.organisation if self.kind == ENTERPRISE else self.location
        return make(record, **values)

    def refuse(self, line: int, column: str, reason: str, value: str = "", whole: bool = True) -> Refusal:
        return Refusal(self.file, line, column, reason, value, whole)

    def one(self) -> Iterator[Refusal]:
        """Leaves one line where an entity has one: equal ones count once, different ones are refused."""
        if any(values != self.lines[0][1] for _, values in self.lines):
            yield from (self.refuse(n, "", "the same entity stands twice with different values") for n, _ in self.lines)
            self.lines = []
        self.ignored += max(0, len(self.lines) - 1)

    def date(self, line: Line, column: str) -> tuple[str, list[Refusal]]:
        """An ISO date, or nothing and the warning that it was dropped."""
        text = line[1][column]
        try:
            return (day(text).isoformat() if text else ""), []
        except ValueError:
            return "", [self.refuse(line[0], column, "no date dd-mm-yyyy, left empty", text, whole=False)]


Maker = Callable[[Group], Iterator[Row | Refusal]]
