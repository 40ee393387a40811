"""What becomes of one row: as it was before, taken, refused, expired, repeated or contradicted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.errors import StoreError
from graph.model.compartments import Compartment
from graph.store.records import Record
from graph.store.states import Held, State
from ingest.contract.check import Checker
from ingest.contract.kind import KindSpec
from ingest.mapping import Mapper
from ingest.report import Quarantine, Report
from ingest.rows import Refusal, Row
from ingest.spool import Spool
from ingest.unchanged import Unchanged, with_envelope

OTHER_CONTENT = "the same key was told before with other content; both are refused"

Values = dict[str, Any]


@dataclass
class Taking:
    """The rows of one delivery so far, against the open versions of its source and authority.

    `seen`: key -> hash of what was told. `kept`: keys of rows that were told, only not taken, so they have not
    vanished. `unread`: kinds with lines that could be any row, so that nothing of these kinds vanishes.
    """

    mapper: Mapper
    state: State
    spool: Spool
    report: Report
    quarantine: Quarantine
    today: date
    tick: Callable[[], None] = lambda: None
    seen: dict[str, str] = field(default_factory=dict)
    contradicted: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    removed: dict[str, Held] = field(default_factory=dict)
    changed: dict[str, Held] = field(default_factory=dict)
    compartments: dict[str, Compartment] = field(default_factory=dict)
    _checkers: dict[str, Checker] = field(default_factory=dict)

    def checker(self, kind: str) -> Checker:
        if kind not in self._checkers:
            spec = self.mapper.spec
            self._checkers[kind] = Checker(spec.kind(kind), frozenset(spec.kinds[kind].relaxed))
        return self._checkers[kind]

    @cached_property
    def unchanged(self) -> Unchanged:
        return Unchanged(self.mapper, self.state.before)

    def as_before(self, kind: KindSpec, row: Row) -> bool:
        """Whether the row says what it said before; then it is told, and nothing more is to be done.

        A first load, a resumed one, and rows that rest on other rows are looked at in full.
        """
        if not self.state.before or self.state.done or kind.rests_on or not (keys := self.unchanged.keys(kind, row)):
            return False
        values = with_envelope(row.values)
        until = values.get("retention_until")
        if (until and until < self.today) or not self.seen.keys().isdisjoint(keys):
            return False
        self.tick()
        self.seen.update(keys)
        for key in keys:
            self.report.record(self.state.before[key].kind, "unchanged")
        for record in self.unchanged.links(kind, row, values):
            if record.key not in self.seen:
                self._new(record)
        return True

    def checked(self, row: Row, counted: bool = True) -> Values | None:
        """The typed values of a row that may enter; else it is counted, and why it may not is written down."""
        self.tick()
        checker = self.checker(row.kind)
        values, reasons = checker.check(row, row.values)
        if values is None:
            self.report.record(row.kind, "refused")
            self._keep(checker.kind, row)
            self.refuse(reasons, row.kind, counted)
        elif (until := values.get("retention_until")) and until < self.today:
            self._keep(checker.kind, row)
            self.report.count(row.file, "expired") if counted else self.report.record(row.kind, "expired")
            values = None
        return values

    def _keep(self, kind: KindSpec, row: Row) -> None:
        self.kept.add(self.mapper.key(kind, row.values))

    def refuse_row(self, kind: KindSpec, row: Row, column: str, reason: str) -> None:
        self._keep(kind, row)
        self.refuse([Refusal(row.file, row.line, column, reason)], kind.kind)

    def refuse(self, reasons: list[Refusal], kind: str = "", counted: bool = True) -> None:
        self.quarantine.put_all(reasons, kind)
        if reasons[0].whole and counted:
            self.report.count(reasons[0].file, "refused")
        else:
            self.report.warnings += len(reasons)

    def take(self, kind: KindSpec, row: Row, records: list[Record]) -> str:
        """What becomes of a row: used; repeated, when it was told before; refused, when with other content."""
        base = records[0].key.partition("#")[0]
        told = {record.key: record.hash for record in records if record.kind != "SAME_AS"}
        before = self._told_before(kind, base, records[0].key)
        if not before:
            for record in records:
                if record.key not in self.seen:
                    self._new(record)
            return "used"
        if before == told and base not in self.contradicted:
            self.report.record(kind.kind, "repeated")
            return "repeated"
        if base not in self.contradicted:
            self.contradicted.add(base)
            self._take_back(row)
        self.report.record(kind.kind, "contradicted")
        self.quarantine.put(Refusal(row.file, row.line, "record_id", OTHER_CONTENT), kind.kind)
        return "refused"

    def _told_before(self, kind: KindSpec, base: str, first: str) -> dict[str, str]:
        keys = (first, *(f"{base}#{category}" for category in kind.parts))
        return {key: self.seen[key] for key in keys if key in self.seen}

    def _take_back(self, row: Row) -> None:
        """The first row of that key counts as refused too; in a register its reader has counted the lines."""
        if self.mapper.spec.reader == "contract":
            self.report.count(row.file, "used", -1)
            self.report.count(row.file, "refused")

    def _new(self, record: Record) -> None:
        self.seen[record.key] = record.hash
        self.compartments[record.compartment.id] = record.compartment
        held, done = self.state.before.get(record.key), self.state.done.get(record.key)
        if done is not None:
            if done != record.hash:
                raise StoreError("The unfinished load was begun by another version or day: take it back first.")
            self.report.record(record.kind, "changed" if held else "new")
        elif held and held.hash == record.hash:
            self.report.record(record.kind, "unchanged")
            return
        else:
            self.spool.put(record)
        if held:
            self.changed[record.key] = held

    def refused(self, key: str) -> bool:
        """Whether the record of this key was told twice with different content."""
        return bool(self.contradicted) and key.partition("#")[0] in self.contradicted

    def vanished(self) -> dict[str, Held]:
        """Open versions that a complete delivery does not tell; a refused row is told, only not readable."""
        absent = ((key, held) for key, held in self.state.before.items() if key not in self.seen)
        return {key: held for key, held in absent if not held.vanished and not self._may_stand(key)}

    def _may_stand(self, key: str) -> bool:
        return key.partition("#")[0] in self.kept or key.split("/")[2] in self.unread
