"""What becomes of one row: as it was before, taken, refused, expired, repeated or contradicted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.errors import StoreError
from graph.store.records import Record
from graph.store.statements import Shape
from graph.store.states import State
from ingest.contract.kind import KindSpec
from ingest.mapping import Mapper
from ingest.report import Quarantine, Report
from ingest.rows import Refusal, Row
from ingest.shares import Share
from ingest.taken import OTHER_VERSION, Fate, Found, Marks
from ingest.unchanged import Unchanged, with_envelope

OTHER_CONTENT = "the same key was told before with other content; both are refused"

Values = dict[str, Any]


@dataclass
class Taking(Marks):
    """One share of the rows so far, against the open versions of its source and authority; `put` keeps a record.

    `seen`: key -> hash of what was told. `links`: key of a SAME_AS -> where it is told first, and its fate.
    """

    mapper: Mapper
    state: State
    put: Callable[[Record], None]
    report: Report
    quarantine: Quarantine
    today: date
    share: Share = field(default_factory=Share)
    seen: dict[str, str] = field(default_factory=dict)
    links: dict[str, tuple[int, Fate]] = field(default_factory=dict)

    @cached_property
    def unchanged(self) -> Unchanged:
        return Unchanged(self.mapper, self.state.before)

    def as_before(self, kind: KindSpec, row: Row) -> bool:
        """Whether the row says what it said before; then it is told, and nothing more is to be done.

        A first load, a resumed one, and rows that rest on other rows are looked at in full.
        """
        if (
            not self.state.before
            or self.state.done
            or kind.rests_on_others
            or not (keys := self.unchanged.keys(kind, row))
        ):
            return False
        values = with_envelope(row.values)
        until = values.get("retention_until")
        if (until and until < self.today) or not self.seen.keys().isdisjoint(keys):
            return False
        self.seen.update(keys)
        for key in keys:
            self.report.record(self.state.before[key].kind, "unchanged")
        for record in self.unchanged.links(kind, row, values):
            self._new(record)
        return True

    def checked(self, row: Row, counted: bool = True) -> Values | None:
        """The typed values of a row that may enter; else it is counted, and why it may not is written down."""
        checker = self.mapper.spec.checker(row.kind)
        values, reasons = checker.check(row, row.values)
        if values is None:
            self.report.record(row.kind, "refused")
            self._stand(checker.kind, row)
            self.refuse(reasons, row.kind, counted)
        elif (until := values.get("retention_until")) and until < self.today:
            self._keep(checker.kind, row)
            self.report.count(row.file, "expired") if counted else self.report.record(row.kind, "expired")
            values = None
        elif reasons:
            self.refuse(reasons, row.kind)
        return values

    def _keep(self, kind: KindSpec, row: Row) -> None:
        self.kept.add(self.mapper.key(kind, row.values))

    def _stand(self, kind: KindSpec, row: Row) -> None:
        """A refused row is told, only not readable: neither it nor an identity row that it names has vanished."""
        self._keep(kind, row)
        if not self.mapper.spec.category:
            self.kept.update(self.mapper.named(kind, row.values))

    def refuse_row(self, kind: KindSpec, row: Row, column: str, reason: str) -> None:
        self._stand(kind, row)
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
        if record.key in self.seen or record.key in self.links:
            return
        self.compartments[record.compartment.id] = record.compartment
        fate = self._fate(record)
        if record.kind == "SAME_AS":
            self.links[record.key] = self.share.position, fate
            return
        self.seen[record.key] = record.hash
        held = record.key in self.state.before
        if fate == "differs":
            raise StoreError(OTHER_VERSION)
        if fate != "put":
            self.report.record(record.kind, "unchanged" if fate == "unchanged" else "changed" if held else "new")
        if held and fate != "unchanged":
            self.changed.add(record.key)

    def _fate(self, record: Record) -> Fate:
        """What a record is to what is in the graph; it is kept to be written where it is neither there nor done."""
        held, done = self.state.before.get(record.key), self.state.done.get(record.key)
        if done is not None:
            return "done" if done == record.hash else "differs"
        if held and held.hash == record.hash:
            return "unchanged"
        self.put(record)
        return "put"

    def found(self, shapes: set[Shape]) -> Found:
        """What this share came to; `shapes` are those of the records that wait to be written."""
        seen, links = self.seen, self.links
        return Found(
            self.report.lines,
            self.report.records,
            self.report.warnings,
            told=bytes([key in seen or key in links for key in self.state.before]),
            links=links,
            contradicted=self.contradicted,
            kept=self.kept,
            unread=self.unread,
            removed=self.removed - seen.keys(),
            changed=self.changed,
            compartments=self.compartments,
            missing=self.mapper.things.missing,
            referred=self.mapper.referred,
            shapes=shapes,
        )
