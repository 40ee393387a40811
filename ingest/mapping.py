"""A checked row into records: one per legal category, each with its compartment, guard and lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.access.retention import retain_until
from graph.model.kinds import the_model
from graph.store.records import Line, Record, Thing
from ingest.compartmenting import Compartments
from ingest.contract.kind import KindSpec, envelope
from ingest.derived import derived
from ingest.keys import row_key
from ingest.lines import ends_of, lines_of
from ingest.plans import Pairs, Plan, make_plan
from ingest.referrals import Referral, Referrals
from ingest.rows import Delivery, Row
from ingest.sealing import Sealer
from ingest.spec import SourceSpec
from ingest.things import Identified, Things


@dataclass
class Mapper:
    """Turns the rows of one delivery into records.

    `referred` collects which compartment needs which identity row; `needed` is what all rows together need.
    """

    spec: SourceSpec
    delivery: Delivery
    things: Things
    case: str = ""
    needed: Referrals = field(default_factory=Referrals)
    referred: Referrals = field(default_factory=Referrals)
    _plans: dict[str, Plan] = field(default_factory=dict)

    @cached_property
    def compartments(self) -> Compartments:
        return Compartments(self.delivery, self.case)

    @cached_property
    def sealer(self) -> Sealer:
        return Sealer(self.things.keys.of(self.things.country))

    def plan(self, kind: KindSpec) -> Plan:
        if kind.kind not in self._plans:
            self._plans[kind.kind] = make_plan(kind)
        return self._plans[kind.kind]

    def key(self, kind: KindSpec, values: Mapping[str, Any]) -> str:
        """The key of a row's record: source, authority, kind and what the contract says makes it unique."""
        told = row_key(kind, values)
        if self.plan(kind).secret_key:
            told = self.things.secret(told)
        if self.case:
            told = f"{self.case}/{told}"
        return f"{self.delivery.source}/{self.delivery.authority}/{kind.kind}/{told}"

    def hashes(self, kind: KindSpec, row: Row) -> dict[str, str]:
        """Part ("" for the record itself) -> content hash, for a row that is no identity row."""
        plan, values = self.plan(kind), row.values
        refs = [self.things.of_ref(values[ref], kind.columns[ref].to).id for ref in plan.refs if values.get(ref)]
        return {part: self.sealer.row(kind, plan, values, part, refs) for part in ("", *plan.told_parts(values))}

    def identity_hashes(self, kind: KindSpec, row: Row) -> dict[str, str]:
        """Part -> content hash of an identity row in it; what referring rows say of its days is in it."""
        parts = self._parts(row.values.get(kind.key[0], ""))
        return {name: self._identity_hash(kind, row, why) for name, why in parts.items()}

    def _identity_hash(self, kind: KindSpec, row: Row, why: Referral | None) -> str:
        told = self._public(kind, why, row.values)
        return self.sealer.row(kind, self.plan(kind), told, "", why.told if why else ())

    def records(self, kind: KindSpec, row: Row, values: dict[str, Any]) -> Iterator[Record]:
        """The records of a row that is no identity row; its refs are noted for the identity rows' parts."""
        plan, hashes = self.plan(kind), self.hashes(kind, row)
        base = self.noted(kind, row, values)
        key = base.key
        base.hash = hashes[""]
        yield self._told(kind, values, base, plan.own)
        for category in plan.told_parts(values):
            part = self._base(kind, row, values, category)
            part.key, part.hash = f"{key}#{category}", hashes[category]
            yield self._part(kind, values, part, plan.parts[category])
        yield from self.same(self.pairs(kind, values), base)

    def noted(self, kind: KindSpec, row: Row, values: Mapping[str, Any]) -> Record:
        """The empty record of a row, after its refs were noted (a register has one category: no need to)."""
        base = self._base(kind, row, values, self._category(kind, values))
        for column in () if self.spec.category else self.plan(kind).refs:
            if ref := values.get(column):
                self.referred.note(ref, base, values.get("retention_until"), values.get("collected_on"))
        return base

    def identity(self, kind: KindSpec, row: Row, values: dict[str, Any], found: Identified) -> Iterator[Record]:
        """The records of an identity row: one per compartment that refers to it, or the register's own one."""
        for why, base, told in self.identity_parts(kind, row, values):
            base.hash = self._identity_hash(kind, row, why)
            yield self._told(kind, told, base, self.plan(kind).own, found)
            yield from self.same(self.pairs(kind, told, found), base)

    def identity_parts(
        self, kind: KindSpec, row: Row, values: dict[str, Any]
    ) -> Iterator[tuple[Referral | None, Record, dict[str, Any]]]:
        """Why it is needed, an empty record and what may be told in it, for each compartment that refers to a row."""
        for part, why in self._parts(values[kind.key[0]]).items():
            told = self._public(kind, why, values)
            base = self._base(kind, row, told, why.compartment.category if why else part)
            base.key = f"{base.key}#{part}"
            if why:
                base.compartment = self.compartments.of_identity(told, why.compartment)
                base.retain_until, base.collected_on = why.until, min(base.collected_on, why.collected_on)
            yield why, base, told

    def _public(self, kind: KindSpec, why: Referral | None, values: dict[str, Any]) -> dict[str, Any]:
        """Of an identity row that goes with a published act, only the columns that a notice names."""
        if not why or why.compartment.category != "open" or not kind.public:
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

    def _base(self, kind: KindSpec, row: Row, values: Mapping[str, Any], category: str) -> Record:
        get = values.get
        collected = get("collected_on") or self.delivery.extracted_on
        return Record(
            kind=kind.record,
            key=self.key(kind, values),
            hash="",
            compartment=self.compartments.of(values, category),
            collected_on=collected,
            retain_until=get("retention_until") or retain_until(category, collected),
            file=row.file,
            line=row.line,
            since=get(kind.since or "valid_from") or get("valid_from"),
            until=get(kind.until or "valid_to") or get("valid_to"),
            grade=get("grade"),
        )

    def _told(
        self,
        kind: KindSpec,
        values: Mapping[str, Any],
        base: Record,
        pairs: Pairs,
        found: Identified | None = None,
    ) -> Record:
        base.properties = _filled(values, pairs) | derived(kind, values, self.things)
        if kind.country_as:
            base.properties[kind.country_as] = self.things.country
        if kind.ends:
            base.kind = _relationship(kind, values)
            start, end = (ends_of(self.things, kind, column, values, base)[0] for column in kind.ends)
            base.ends = (start, end)
            known = the_model().columns(base.kind)
            base.properties = {name: value for name, value in base.properties.items() if name in known}
        else:
            described = (found.thing,) if found else ends_of(self.things, kind, kind.describes, values, base)
            base.lines = tuple(lines_of(self.things, kind, values, base, described))
        return base

    def _part(self, kind: KindSpec, values: Mapping[str, Any], part: Record, pairs: Pairs) -> Record:
        part.kind = kind.parts[part.compartment.category]
        part.since = part.until = None
        part.properties = _filled(values, pairs)
        part.lines = (Line("DESCRIBES", None, ends_of(self.things, kind, kind.describes, values, part)[0]),)
        return part

    def same(self, pairs: list[tuple[Thing, Thing]], base: Record) -> Iterator[Record]:
        """Two identifiers in one record: it says that both mean the same thing."""
        return (self._link(one, other, base) for one, other in pairs)

    def pairs(
        self, kind: KindSpec, values: Mapping[str, Any], found: Identified | None = None
    ) -> list[tuple[Thing, Thing]]:
        """The things that one row names as the same: by two identifiers of its own, or of its address."""
        pairs = [(found.thing, other) for other in found.also] if found else []
        if self.plan(kind).at_address and (address := self.things.address(values)):
            pairs += [(address.thing, other) for other in address.also]
        return pairs

    def _link(self, one: Thing, other: Thing, base: Record) -> Record:
        scope = f"{self.delivery.source}/{self.delivery.authority}/same"
        link = Record(
            kind="SAME_AS",
            key=f"{scope}/{one.id}|{other.id}#{base.compartment.id}",
            hash="",
            compartment=base.compartment,
            collected_on=base.collected_on,
            retain_until=base.retain_until,
            file=base.file,
            line=base.line,
            grade=base.grade,
            properties={"method": "official identifier"},
            ends=(one, other),
        )
        link.hash = self.sealer.link(link)
        return link


def _filled(values: Mapping[str, Any], pairs: Pairs) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value := values[column], tuple) else value
        for column, name in pairs
        if column in values
    }


def _relationship(kind: KindSpec, values: Mapping[str, Any]) -> str:
    for column, cases in kind.relationship_when.items():
        return cases[values[column]]
    return kind.relationship
