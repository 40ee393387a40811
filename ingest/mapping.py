"""A checked row into records: one per legal category, each with its compartment, guard and lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.store.records import Record
from ingest.contract.kind import KindSpec, envelope
from ingest.referrals import Referral, Referrals
from ingest.rows import Row
from ingest.telling import Telling
from ingest.things import Identified


@dataclass
class Mapper(Telling):
    """Turns the rows of one delivery into records.

    `referred` collects which compartment needs which identity row; `needed` is what all rows together need.
    """

    needed: Referrals = field(default_factory=Referrals)
    referred: Referrals = field(default_factory=Referrals)

    def hashes(self, kind: KindSpec, row: Row) -> dict[str, str]:
        """Part ("" for the record itself) -> content hash, for a row that is no identity row."""
        plan, values = self.plan(kind), row.values
        refs = self._meant(kind, values)
        return {part: self.sealer.row(kind, plan, values, part, refs) for part in ("", *plan.told_parts(values))}

    def identity_hashes(self, kind: KindSpec, row: Row) -> dict[str, str]:
        """Part -> content hash of an identity row in it; what referring rows say of its days is in it."""
        parts = self._parts(row.values.get(kind.key[0], ""))
        return {name: self._identity_hash(kind, row, why) for name, why in parts.items()}

    def _identity_hash(self, kind: KindSpec, row: Row, why: Referral | None) -> str:
        told = self._public(kind, why, row.values)
        return self.sealer.row(kind, self.plan(kind), told, "", (*(why.told if why else ()), *self._meant(kind, told)))

    def _meant(self, kind: KindSpec, values: Mapping[str, str]) -> list[str]:
        """The ids of the things that a row refers to."""
        if not (refs := self.plan(kind).refs):
            return []
        columns = ((kind.columns[name], values.get(name)) for name in refs)
        return [thing.id for column, told in columns for thing in self.things.meant(column, told)]

    def records(self, kind: KindSpec, row: Row, values: dict[str, Any]) -> Iterator[Record]:
        """The records of a row that is no identity row; its refs are noted for the identity rows' parts."""
        plan, hashes, values = self.plan(kind), self.hashes(kind, row), self.things.kept(kind, values)
        base = self.noted(kind, row, values)
        key = base.key
        base.hash = hashes[""]
        yield self.told(kind, values, base, plan.own)
        for category in plan.told_parts(values):
            part = self.base(kind, row, values, category)
            part.key, part.hash = f"{key}#{category}", hashes[category]
            yield self.part(kind, values, part, plan.parts[category])
        yield from self.same(self.pairs(kind, values), base)

    def noted(self, kind: KindSpec, row: Row, values: Mapping[str, Any]) -> Record:
        """The empty record of a row, after its refs were noted (a register has one category: no need to)."""
        base = self.base(kind, row, values, self._category(kind, values))
        for column in () if self.spec.category else self.plan(kind).refs:
            for ref in self.things.rows_meant(kind.columns[column], values.get(column)):
                notice = base.compartment.category == "open" and kind.category != "open"
                self.referred.note(ref, base, notice, values.get("retention_until"), values.get("collected_on"))
        return base

    def named(self, kind: KindSpec, values: Mapping[str, str]) -> Iterator[str]:
        """The keys that the identity rows named by a row have, whichever kind they are of."""
        identities = [one for name in self.spec.kinds if (one := self.spec.kind(name)).identity]
        for column in self.plan(kind).refs:
            for ref in self.things.rows_meant(kind.columns[column], values.get(column)):
                yield from (self.key(one, {one.key[0]: ref}) for one in identities)

    def identity(self, kind: KindSpec, row: Row, values: dict[str, Any], found: Identified) -> Iterator[Record]:
        """The records of an identity row: one per compartment that refers to it, or the register's own one."""
        for why, base, told in self.identity_parts(kind, row, self.things.kept(kind, values)):
            base.hash = self._identity_hash(kind, row, why)
            yield self.told(kind, told, base, self.plan(kind).own, found)
            yield from self.same(self.pairs(kind, told, found), base)

    def identity_parts(
        self, kind: KindSpec, row: Row, values: dict[str, Any]
    ) -> Iterator[tuple[Referral | None, Record, dict[str, Any]]]:
        """Why it is needed, an empty record and what may be told in it, for each compartment that refers to a row."""
        for part, why in self._parts(values[kind.key[0]]).items():
            told = self._public(kind, why, values)
            base = self.base(kind, row, told, why.compartment.category if why else part)
            base.key = f"{base.key}#{part}"
            if why:
                base.compartment = self.compartments.of_identity(told, why.compartment)
                base.retain_until = min(why.until, told.get("retention_until") or why.until)
                base.collected_on = min(base.collected_on, why.collected_on)
            yield why, base, told

    def _public(self, kind: KindSpec, why: Referral | None, values: dict[str, Any]) -> dict[str, Any]:
        """Of an identity row that goes with published acts only, the columns that a notice names."""
        if not why or not why.notice or not kind.public:
            return values
        return {name: value for name, value in values.items() if name in kind.public or name in envelope()}

    def _parts(self, ref: str) -> Mapping[str, Referral | None]:
        """Name of a part of an identity row -> why it is needed: a compartment, or the category of a register."""
        return {self.spec.category: None} if self.spec.category else dict(self.needed.of(ref))

    def _category(self, kind: KindSpec, values: Mapping[str, Any]) -> str:
        for column, cases in kind.category_when.items():
            if (told := values.get(column)) in cases:
                return cases[str(told)]
        if kind.open_when and values.get(kind.open_when, "no") != "no":
            return "open"
        return self.spec.category or kind.category
