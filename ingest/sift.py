"""The first pass over a delivery: every row read, checked and mapped; what is new or changed waits in the spool.

Nothing is written to the graph here, so that expectations are known before the first write.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from ingest.contract.kind import KindSpec
from ingest.contract.values import read_list
from ingest.delivery import ContractFiles
from ingest.keys import row_key
from ingest.numbers import doubts
from ingest.others import Barred, Others, kinds_of, others_of, rows_of
from ingest.rows import Refusal, Removal, Row
from ingest.shares import Share
from ingest.taking import Taking, Values
from ingest.things import Things

NAMED = {"Group", "Chapter", "Incident"}  # named by a number of the authority, not by a ref
TWICE = "this ref is used twice; every row of it is refused"
PARTIAL = "not all that is told of it can be read: what was told before stands"
NOT_NEEDED = "no other row refers to it: not needed"


@dataclass
class Sift(Taking):
    """The order in which the rows of a register, or of a delivery by contract, are taken.

    Identity rows of a contract are read twice: first for what a ref means, last to be written where they are needed.
    `delivered`: kind of thing -> the numbers of those that rows of the delivery tell of, of the kinds in NAMED.
    `earlier`: what the authority said before of the identity rows named now.
    """

    delivered: dict[str, set[str]] = field(default_factory=dict)
    earlier: Barred = field(default_factory=dict)

    # -- a register with a reader of its own -------------------------------------------------------------------

    def register(self, items: Iterable[Row | Removal | Refusal]) -> None:
        for item in items:
            if isinstance(item, Refusal):
                self._spare(item)
                self.refuse([item], counted=item.whole)
            elif isinstance(item, Removal):
                self._remove(item)
            else:
                self._register_row(self.mapper.spec.kind(item.kind), item)

    def _spare(self, lost: Refusal) -> None:
        """What a part of the register that cannot be read may have told has not vanished."""
        spec = self.mapper.spec
        any_of = [(kind, "") for kind in spec.kinds] if lost.whole else []
        for kind, record in any_of if lost.spares is None else lost.spares:
            if record:
                self.kept.add(self.mapper.key(spec.kind(kind), {"record_id": record}))
            else:
                self.unread.add(kind)

    def _register_row(self, kind: KindSpec, row: Row) -> None:
        if row.partial and self._held(kind, row.values["record_id"]):
            self._keep(kind, row)
            self.refuse([Refusal(row.file, row.line, "", PARTIAL, whole=False)], kind.kind)
        elif not self.as_before(kind, row) and (values := self.checked(row, counted=False)) is not None:
            self._take(kind, row, values)

    def _take(self, kind: KindSpec, row: Row, values: Values) -> None:
        if kind.identity:
            found = self.mapper.things.identify(kind.identity, values[kind.key[0]], values)
            self.take(kind, row, list(self.mapper.identity(kind, row, values, found)))
        else:
            self.take(kind, row, list(self.mapper.records(kind, row, values)))

    def _remove(self, item: Removal) -> None:
        self.removed.update(self._held(self.mapper.spec.kind(item.kind), item.record_id))

    def _held(self, kind: KindSpec, record: str) -> list[str]:
        """The keys under which a record of the register stands in the graph."""
        key, before = self.mapper.key(kind, {"record_id": record}), self.state.before
        names = (key, f"{key}#{self.mapper.spec.category}")
        return [name for name in names if (held := before.get(name)) and not held.vanished]

    # -- a delivery by contract --------------------------------------------------------------------------------

    def facts(self, files: ContractFiles) -> None:
        kinds = kinds_of(files, identities=False)
        for kind in kinds:
            if (thing := kind.columns[kind.describes].thing if kind.describes else "") in NAMED:
                rows = filter(self._enters, rows_of(files, kind.kind))
                self.delivered.setdefault(thing, set()).update(row.values[kind.describes] for row in rows)
        for kind in kinds:
            others = others_of(files, kind, self.delivered.get("Incident", set()), self.earlier)
            self._rows(files, kind, partial(self._fact, kind, others))

    def _enters(self, row: Row) -> bool:
        """Whether nothing in the row itself keeps it out: a refused or expired incident carries nothing."""
        values, _ = self.mapper.spec.checker(row.kind).check(row, row.values)
        return values is not None and not ((until := values.get("retention_until")) and until < self.today)

    def _count_missing(self, kind: KindSpec, row: Row) -> None:
        """Groups, chapters and incidents that the row names and no row of the delivery tells count as other refs do."""
        for name, column in kind.columns.items():
            if column.thing in NAMED and name != kind.describes and (told := row.values.get(name)):
                named = read_list(told) if column.type == "list" else (told,)
                gone = set(named) - self.delivered.get(column.thing, set())
                self.mapper.things.missing |= {f"{column.thing} {one}" for one in gone}

    def identities(self, files: ContractFiles, twice: set[str]) -> None:
        """All facts must have been taken: they say in which compartments an identity row is needed."""
        for kind in kinds_of(files, identities=True):
            self._rows(files, kind, partial(self._identity, kind, twice))

    def _rows(self, files: ContractFiles, kind: KindSpec, take: Callable[[Row, Values], None]) -> None:
        for item in files.rows(kind.kind):
            if isinstance(item, Refusal):
                if self.share.first():
                    self.unread |= {kind.kind, *self._nameable(kind)}
                    self.refuse([item], kind.kind)
            elif not self.share.mine(row_key(kind, item.values).partition("#")[0]):
                continue
            elif self._known(kind, item) and self.as_before(kind, item):
                self.report.count(item.file, "used")
                self._count_missing(kind, item)
            elif (values := self.checked(item)) is not None:
                take(item, values)

    def _nameable(self, kind: KindSpec) -> list[str]:
        """The identity kinds: an unreadable line of a kind with refs could name any of their rows."""
        spec = self.mapper.spec
        return [name for name in spec.kinds if spec.kind(name).identity] if self.mapper.plan(kind).refs else []

    def _known(self, kind: KindSpec, row: Row) -> bool:
        """An identity row whose ref is broken or used twice never goes the short way."""
        return not kind.identity or row.values.get(kind.key[0], "") in self.mapper.things.refs

    def _fact(self, kind: KindSpec, others: Others, row: Row, values: Values) -> None:
        if kind.rests_on and not others.incidents.intersection(values[kind.rests_on]):
            self.refuse_row(kind, row, kind.rests_on, "none of its incidents is delivered")
        elif against := others.against(kind, values):
            # not `refuse_row`: what was told of it before may not stand either
            self.refuse([Refusal(row.file, row.line, *against)], kind.kind)
        else:
            fate = self.take(kind, row, list(self.mapper.records(kind, row, values)))
            self.report.count(row.file, fate)
            self._count_missing(kind, row)

    def _identity(self, kind: KindSpec, twice: set[str], row: Row, values: Values) -> None:
        ref = values[kind.key[0]]
        if ref in twice:
            self.refuse_row(kind, row, kind.key[0], TWICE)
        elif not self.mapper.needed.of(ref):
            self.refuse([Refusal(row.file, row.line, kind.key[0], NOT_NEEDED)], kind.kind)
        else:
            for column, why in doubts(values, self.mapper.things.country, "address_id_type" in kind.columns):
                self.refuse([Refusal(row.file, row.line, column, why, whole=False)], kind.kind)
            found = self.mapper.things.refs[ref]
            fate = self.take(kind, row, list(self.mapper.identity(kind, row, values, found)))
            self.report.count(row.file, fate)


def identify(files: ContractFiles, things: Things, share: Share) -> set[str]:
    """Learn what each ref means; returns the refs that are used twice."""
    twice = set()
    for kind in kinds_of(files, identities=True):
        checker = files.spec.checker(kind.kind)
        for row in files.rows(kind.kind):
            share.step()
            if isinstance(row, Row) and (values := checker.check(row, row.values)[0]):
                ref = values[kind.key[0]]
                if ref in things.refs:
                    twice.add(ref)
                else:
                    things.identify(kind.identity, ref, values)
    for ref in twice:
        del things.refs[ref]
    return twice
