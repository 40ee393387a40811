"""What the import hands to the store: records, with the lines that belong to them and the things they speak about."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from graph.model.compartments import Compartment

FOREVER = date(9999, 12, 31)


class Thing(NamedTuple):
    """A thing: its kind and its id, nothing else."""

    kind: str
    id: str


class Line(NamedTuple):
    """A relationship that belongs to a record node and copies its guard; an end of None is the record itself."""

    type: str
    start: Thing | None
    end: Thing | None
    properties: tuple[tuple[str, Any], ...] = ()


@dataclass(slots=True)
class Record:
    """What one source said at one moment (one row, or one object of a register), in one compartment.

    `ends` is set for a record that is itself a relationship between two things; then it has no lines.
    `hash` is over the content as accepted, the contract's version included and stamps of the delivery excluded.
    """

    kind: str
    key: str
    hash: str
    compartment: Compartment
    collected_on: date
    retain_until: date
    file: str
    line: int
    since: date | None = None
    until: date | None = None
    grade: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    ends: tuple[Thing, Thing] | None = None

    def things(self) -> set[Thing]:
        ends = (self.ends,) if self.ends else [(line.start, line.end) for line in self.lines]
        return {thing for pair in ends for thing in pair if thing is not None}
