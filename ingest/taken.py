"""What the shares of a delivery came to together: what is written, what was told before, and what was not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from operator import not_, or_
from typing import Literal

from graph.errors import StoreError
from graph.model.compartments import Compartment
from graph.store.statements import Row, Shape, Shaped
from graph.store.states import Held, State
from ingest.referrals import Referrals
from ingest.report import Report
from ingest.spool import Spool

OTHER_VERSION = "The unfinished load was begun by another version or day: take it back first."

Fate = Literal["put", "unchanged", "done", "differs"]


@dataclass(kw_only=True)
class Marks:
    """What is noted of keys while rows are taken.

    `kept`: keys of rows that were told, only not taken, so they have not vanished. `unread`: kinds with lines that
    could be any row, so that nothing of these kinds vanishes.
    """

    contradicted: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    compartments: dict[str, Compartment] = field(default_factory=dict)

    def join(self, others: "Marks") -> None:
        """What another share noted, too."""
        self.contradicted |= others.contradicted
        self.kept |= others.kept
        self.unread |= others.unread
        self.removed |= others.removed
        self.changed |= others.changed
        self.compartments |= others.compartments


@dataclass
class Found(Marks):
    """What one share came to, small enough to be sent from process to process.

    `told`: a byte for each key of the state before, in its order, 1 where it was told again.
    """

    lines: dict[str, Counter[str]]
    records: dict[str, Counter[str]]
    warnings: int
    told: bytes
    links: dict[str, tuple[int, Fate]]
    missing: set[str]
    referred: Referrals
    shapes: set[Shape]


@dataclass
class Taken(Marks):
    """A delivery after its first pass. A SAME_AS that several rows say is told by the first of them."""

    state: State
    report: Report
    told: bytes = b""
    missing: set[str] = field(default_factory=set)
    shapes: set[Shape] = field(default_factory=set)
    _links: set[str] = field(default_factory=set)
    _spools: list[tuple[Spool, set[str]]] = field(default_factory=list)

    def add(self, shares: list[Found], spools: list[Spool]) -> None:
        """The shares of one reading of the delivery's rows."""
        first = self._first(shares)
        for index, (found, spool) in enumerate(zip(shares, spools, strict=True)):
            self.report.add(found.lines, found.records, found.warnings)
            self.told = bytes(map(or_, self.told, found.told)) if self.told else found.told
            self.join(found)
            self.missing |= found.missing
            self.shapes |= found.shapes
            self._spools.append((spool, {key for key in found.links if first.get(key) != index}))
        for key, index in first.items():
            self._link(key, shares[index].links[key][1])

    def _first(self, shares: list[Found]) -> dict[str, int]:
        """Key of a SAME_AS that was not told earlier -> the share that tells it first."""
        first: dict[str, int] = {}
        for index, found in enumerate(shares):
            for key, (position, _) in found.links.items():
                if key not in self._links and (key not in first or position < shares[first[key]].links[key][0]):
                    first[key] = index
        return first

    def _link(self, key: str, fate: Fate) -> None:
        self._links.add(key)
        if fate == "differs":
            raise StoreError(OTHER_VERSION)
        if fate == "unchanged":
            self.report.record("SAME_AS", "unchanged")
            return
        if fate == "done":
            self.report.record("SAME_AS", "changed" if key in self.state.before else "new")
        if key in self.state.before:
            self.changed.add(key)

    def refused(self, key: str) -> bool:
        """Whether the record of this key was told twice with different content."""
        return bool(self.contradicted) and key.partition("#")[0] in self.contradicted

    def lots(self) -> Iterator[Shaped]:
        """What is to be written, counted as new or changed."""
        for spool, others in self._spools:
            for shaped in spool.chunks():
                for shape, rows in shaped.items():
                    shaped[shape] = kept = self._kept(rows, others if shape.kind == "SAME_AS" else ())
                    changed = sum(row["key"] in self.changed for row in kept) if self.changed else 0
                    for outcome, number in (("changed", changed), ("new", len(kept) - changed)):
                        if number:
                            self.report.record(shape.kind, outcome, number)
                yield shaped

    def _kept(self, rows: list[Row], others: Iterable[str]) -> list[Row]:
        if not others and not self.contradicted:
            return rows
        return [row for row in rows if row["key"] not in others and not self.refused(row["key"])]

    def ended(self) -> dict[str, Held]:
        """The versions beside which a newer one is written."""
        return {key: self.state.before[key] for key in self.changed if not self.refused(key)}

    def vanished(self) -> dict[str, Held]:
        """Open versions that a complete delivery does not tell; a refused row is told, only not readable."""
        absent = compress(self.state.before.items(), map(not_, self.told))
        found = {key: held for key, held in absent if not held.vanished and key.split("/")[2] not in self.unread}
        return {key: held for key, held in found.items() if not self._stands(key)}

    def taken_away(self) -> dict[str, Held]:
        """Open versions that a partial delivery removes, but for what it may tell again in a line nobody can read."""
        return {key: self.state.before[key] for key in self.removed if not self._stands(key)}

    def _stands(self, key: str) -> bool:
        return key.partition("#")[0] in self.kept
