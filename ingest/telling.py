"""How one record is told: its key, compartment, guard and lines, and what its row names as the same thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.access.retention import retain_until
from graph.model.kinds import the_model
from graph.store.records import Line, Record, Thing
from ingest.compartmenting import Compartments
from ingest.contract.kind import KindSpec
from ingest.derived import derived
from ingest.keys import row_key
from ingest.lines import ends_of, lines_of
from ingest.plans import Pairs, Plan, make_plan
from ingest.rows import Delivery, Row
from ingest.sealing import Sealer
from ingest.spec import SourceSpec
from ingest.things import Identified, Things, both_written


@dataclass
class Telling:
    """The records of one delivery, one at a time. `case`: what is typed into one case."""

    spec: SourceSpec
    delivery: Delivery
    things: Things
    case: str = ""
    _plans: dict[str, Plan] = field(default_factory=dict, init=False)

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
        told = row_key(kind, self.things.kept(kind, dict(values)) if kind.vats else values)
        if self.plan(kind).secret_key:
            told = self.things.secret(told)
        if self.case:
            told = f"{self.case}/{told}"
        return f"{self.delivery.source}/{self.delivery.authority}/{kind.kind}/{told}"

    def base(self, kind: KindSpec, row: Row, values: Mapping[str, Any], category: str) -> Record:
        get = values.get
        collected = get("collected_on") or self.delivery.extracted_on
        return Record(
            kind=_chosen(kind.record_when, values, kind.record),
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

    def told(
        self,
        kind: KindSpec,
        values: Mapping[str, Any],
        base: Record,
        pairs: Pairs,
        found: Identified | None = None,
    ) -> Record:
        base.properties = _filled(values, pairs) | derived(kind, values, self.things)
        for column, name in self.plan(kind).sealed:
            if column in values:
                base.properties[name] = self.things.sealed(values[column], kind.columns[column].sealed)
        if kind.country_as:
            base.properties[kind.country_as] = self.things.country
        if kind.ends:
            base.kind = _chosen(kind.relationship_when, values, kind.relationship)
            start, end = (ends_of(self.things, kind, column, values, base)[0] for column in kind.ends)
            base.ends = (start, end)
            known = the_model().columns(base.kind)
            base.properties = {name: value for name, value in base.properties.items() if name in known}
        else:
            described = (found.thing,) if found else ends_of(self.things, kind, kind.describes, values, base)
            base.lines = tuple(lines_of(self.things, kind, values, base, described))
        return base

    def part(self, kind: KindSpec, values: Mapping[str, Any], part: Record, pairs: Pairs) -> Record:
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
        """The things that one row names as the same: by two identifiers of its own or its address, or two languages."""
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
            properties={"method": "address in two languages" if both_written(one, other) else "official identifier"},
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


def _chosen(whens: Mapping[str, Mapping[str, str]], values: Mapping[str, Any], usual: str) -> str:
    """The kind of the model that a row is written as: by the value of a column, else the usual one."""
    for column, cases in whens.items():
        return cases.get(values.get(column, ""), usual)
    return usual
