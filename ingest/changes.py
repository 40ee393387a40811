"""A change that no row tells but two deliveries show: the import writes it (contracts.md, section 3).

It is marked as derived from deliveries. As it rests on both versions, it is open only where both are, and kept no
longer than either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.access.retention import retain_until
from graph.model.compartments import Compartment
from graph.model.kinds import the_model
from graph.store.changes import Pair, changed_pairs
from graph.store.loads import keep_compartments, named_compartments
from graph.store.records import Line, Record
from graph.store.states import Held
from graph.store.writer import Load
from ingest.compartmenting import narrower
from ingest.contract.kind import KindSpec
from ingest.spec import SourceSpec
from ingest.things import digest

DERIVED = "derived from deliveries"


def derived_changes(load: Load, spec: SourceSpec, changed: Mapping[str, Held], day: date) -> list[Record]:
    """For each changed record whose kind keeps a history: the state it came into, seen on that `day`."""
    found: list[Record] = []
    for name in spec.kinds:
        kind = spec.kind(name)
        for column, told_as in kind.history.items():
            if told_as in spec.kinds:
                pairs = [p for p in changed_pairs(load, kind.record, changed) if _differ(p, column)]
                found += _records(load, spec.kind(told_as), pairs, day)
    return found


def derived_places(spec: SourceSpec) -> set[str]:
    """Where such records are kept: each is a node, so by its kind."""
    told = {told_as for name in spec.kinds for told_as in spec.kind(name).history.values()}
    return {spec.kind(name).record for name in told & set(spec.kinds)}


def _differ(pair: Pair, column: str) -> bool:
    return bool(pair.old.get(column) != pair.new.get(column))


def _records(load: Load, kind: KindSpec, pairs: list[Pair], day: date) -> Iterator[Record]:
    if not pairs:
        return
    ids = {told["compartment"] for pair in pairs for told in (pair.old, pair.new)}
    known = named_compartments(load.lease.store, ids)
    found = [_record(load, kind, pair, _joint(kind, pair, known), day) for pair in pairs]
    keep_compartments(load, {one.compartment.id: one.compartment for one in found}.values())
    yield from found


def _joint(kind: KindSpec, pair: Pair, known: Mapping[str, Compartment]) -> Compartment:
    both = narrower(known[pair.old["compartment"]], known[pair.new["compartment"]])
    return replace(both, category=kind.category)


def _record(load: Load, kind: KindSpec, pair: Pair, compartment: Compartment, day: date) -> Record:
    """Its key names the load: a state may come again, and a load that is taken up again makes the same one."""
    old, new = pair.old, pair.new
    collected = min(old["collected_on"], new["collected_on"])
    told: dict[str, Any] = {name: new[name] for name in the_model().kinds[kind.record].properties if name in new}
    key = f"{load.source}/{load.authority}/{kind.kind}/{new['key'].split('/', 3)[3]}|{load.number}"
    return Record(
        kind=kind.record,
        key=key,
        hash=digest(f"{key} {told}")[:16],
        compartment=compartment,
        collected_on=collected,
        retain_until=min(old["retain_until"], new["retain_until"], retain_until(compartment.category, collected)),
        file=new["file"],
        line=new["line"],
        since=day,
        grade=new.get("grade"),
        properties=told | {"date": day, "not_before": old["collected_on"], "basis": DERIVED},
        lines=(Line("DESCRIBES", None, pair.thing),),
    )
