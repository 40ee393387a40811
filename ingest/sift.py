"""The first pass over a delivery: every row read, checked and mapped; what is new or changed waits in the spool.

Nothing is written to the graph here, so that expectations are known before the first write.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from graph.errors import StoreError
from graph.model.compartments import Compartment
from graph.store.records import Record
from graph.store.states import Held, State
from ingest.contract.check import Checker
from ingest.contract.kind import KindSpec
from ingest.contract.values import READERS
from ingest.delivery import ContractFiles
from ingest.mapping import Mapper
from ingest.report import Quarantine, Report
from ingest.rows import Refusal, Removal, Row
from ingest.spool import Spool

TWICE = "this ref is used twice; every row of it is refused"
NOT_NEEDED = "no other row refers to it: not needed"
OTHER_CONTENT = "the same key was told before with other content; both are refused"

Values = dict[str, Any]


@dataclass
class Sift:
    """Rows of one delivery against the open versions of its source and authority.

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

    # -- a register with a reader of its own -------------------------------------------------------------------

    def register(self, items: Iterable[Row | Removal | Refusal]) -> None:
        for item in items:
            if isinstance(item, Refusal):
                self.refuse([item], counted=item.whole)
            elif isinstance(item, Removal):
                self._remove(item)
            elif (values := self.checked(item, counted=False)) is not None:
                self._take(self.checker(item.kind).kind, item, values)

    def _take(self, kind: KindSpec, row: Row, values: Values) -> None:
        if kind.identity:
            found = self.mapper.things.identify(kind.identity, values[kind.key[0]], values)
            self.take(kind, row, list(self.mapper.identity(kind, row, values, found)))
        else:
            self.take(kind, row, list(self.mapper.records(kind, row, values)))

    def _remove(self, item: Removal) -> None:
        kind = self.mapper.spec.kind(item.kind)
        key = self.mapper.key(kind, {"record_id": item.record_id})
        for name in (key, f"{key}#{self.mapper.spec.category}"):
            if (held := self.state.before.get(name)) and not held.vanished:
                self.removed[name] = held

    # -- a delivery by contract --------------------------------------------------------------------------------

    def contract(self, files: ContractFiles) -> None:
        """Identity rows are read twice: first for what a ref means, last to be written where they are needed."""
        kinds = {name: self.mapper.spec.kind(name) for name in files.kinds()}
        identities = {name: kind for name, kind in kinds.items() if kind.identity}
        twice = self._identify(files, identities)
        incidents = self._incidents(files) if any(kind.rests_on for kind in kinds.values()) else set()
        for name, kind in kinds.items():
            if name not in identities:
                self._rows(files, kind, partial(self._fact, kind, incidents))
        for kind in identities.values():
            self._rows(files, kind, partial(self._identity, kind, twice))

    def _identify(self, files: ContractFiles, kinds: Mapping[str, KindSpec]) -> set[str]:
        """Learn what each ref means; returns the refs that are used twice."""
        refs, twice = self.mapper.things.refs, set()
        for name, kind in kinds.items():
            checker = self.checker(name)
            for row in files.rows(name):
                self.tick()
                if isinstance(row, Row) and (values := checker.check(row, row.values)[0]):
                    ref = values[kind.key[0]]
                    if ref in refs:
                        twice.add(ref)
                    else:
                        self.mapper.things.identify(kind.identity, ref, values)
        for ref in twice:
            del refs[ref]
        return twice

    def _incidents(self, files: ContractFiles) -> set[str]:
        rows = files.rows("incident") if "incident" in files.kinds() else iter(())
        return {row.values.get("incident_id", "") for row in rows if isinstance(row, Row)}

    def _rows(self, files: ContractFiles, kind: KindSpec, take: Callable[[Row, Values], None]) -> None:
        for item in files.rows(kind.kind):
            if isinstance(item, Refusal):
                self.unread.add(kind.kind)
                self.refuse([item], kind.kind)
            elif (values := self.checked(item)) is not None:
                take(item, values)

    def _fact(self, kind: KindSpec, incidents: set[str], row: Row, values: Values) -> None:
        if kind.rests_on and not incidents.intersection(values[kind.rests_on]):
            self._refuse_row(kind, row, kind.rests_on, "none of its incidents is delivered")
        else:
            fate = self.take(kind, row, list(self.mapper.records(kind, row, values)))
            self.report.count(row.file, fate)

    def _identity(self, kind: KindSpec, twice: set[str], row: Row, values: Values) -> None:
        ref = values[kind.key[0]]
        if ref in twice:
            self._refuse_row(kind, row, kind.key[0], TWICE)
        elif not self.mapper.referred.of(ref):
            self.refuse([Refusal(row.file, row.line, kind.key[0], NOT_NEEDED)], kind.kind)
        else:
            found = self.mapper.things.refs[ref]
            fate = self.take(kind, row, list(self.mapper.identity(kind, row, values, found)))
            self.report.count(row.file, fate)

    # -- both --------------------------------------------------------------------------------------------------

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
        self.kept.add(self.mapper.key(kind, {**row.values, **_readable(kind, row.values)}))

    def _refuse_row(self, kind: KindSpec, row: Row, column: str, reason: str) -> None:
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


def _readable(kind: KindSpec, values: Mapping[str, str]) -> Values:
    """The key columns of a refused row, typed where they can be: the key is made of typed values."""
    found: Values = {}
    for column in kind.key:
        with suppress(ValueError):
            if column in values:
                found[column] = READERS[kind.columns[column].type](values[column])
    return found
