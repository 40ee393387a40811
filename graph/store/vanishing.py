"""What a record's absence from a complete delivery means (architecture: time): the rule `ended`.

The register lists the current state, so the statement goes on with an end day: a former director stays a former
director. The rule `withdrawn` stands in withdrawal.py; `nothing` needs no code.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from graph.model.compartments import Compartment
from graph.model.kinds import EVERY, the_model
from graph.store.batches import batches
from graph.store.connection import Store
from graph.store.loads import named_compartments
from graph.store.records import Line, Record, Thing
from graph.store.states import VANISHED, Held
from graph.store.writer import Load, by_start, thing_lines

NODES = """
UNWIND $records AS record MATCH (x:{kind} {{record: record}})
OPTIONAL MATCH (x)-[o]-(t) WHERE o.record = x.record
RETURN properties(x) AS own, collect({{type: type(o), out: startNode(o) = x, label: head(labels(t)), id: t.id,
  own: properties(o)}}) AS lines
"""
AT_THING = """
UNWIND $records AS record
MATCH (x:{kind} {{record: record}})-[:DESCRIBES]->(t)-[o:{types}]-(e) WHERE o.record = x.record
RETURN DISTINCT x.record AS record, type(o) AS type, head(labels(startNode(o))) AS start,
  startNode(o).id AS start_id, head(labels(endNode(o))) AS end, endNode(o).id AS end_id, properties(o) AS own
"""
RELATIONSHIPS = """
UNWIND $rows AS r MATCH (a:{start} {{id: r.id}})-[x:{kind}]->(b) WHERE x.record = r.record
RETURN a.id AS start, b.id AS end, head(labels(b)) AS label, properties(x) AS own
"""


def ended_records(load: Load, vanished: Mapping[str, Held], day: date) -> Iterator[list[Record]]:
    """The next versions of vanished records: the same statement, true until that day, known because it vanished."""
    store = load.lease.store
    nodes, lines = by_start(vanished)
    for kind, records in nodes.items():
        for some in batches(records):
            yield _all_again(store, list(_told_nodes(store, kind, some)), day)
    for (kind, start), rows in lines.items():
        for listed in batches(rows):
            found = store.read(RELATIONSHIPS.format(kind=kind, start=start), rows=listed)
            yield _all_again(store, [_edge(kind, start, row) for row in found], day)


def _edge(kind: str, start: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "own": row["own"],
        "ends": (Thing(start, row["start"]), Thing(row["label"], row["end"])),
    }


def _told_nodes(store: Store, kind: str, records: list[str]) -> Iterator[dict[str, Any]]:
    at_thing: dict[str, list[Line]] = defaultdict(list)
    if types := thing_lines(kind):
        for row in store.read(AT_THING.format(kind=kind, types="|".join(types)), records=records):
            start, end = Thing(row["start"], row["start_id"]), Thing(row["end"], row["end_id"])
            at_thing[row["record"]].append(Line(row["type"], start, end, _said(row["type"], row["own"])))
    for row in store.read(NODES.format(kind=kind), records=records):
        lines = [_line(line) for line in row["lines"] if line["type"]]
        yield {"kind": kind, "own": row["own"], "lines": (*lines, *at_thing[row["own"]["record"]])}


def _line(row: dict[str, Any]) -> Line:
    other, said = Thing(row["label"], row["id"]), _said(row["type"], row["own"])
    return Line(row["type"], None, other, said) if row["out"] else Line(row["type"], other, None, said)


def _said(kind: str, own: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, own[name]) for name in the_model().kinds[kind].properties if name in own)


def _all_again(store: Store, told: list[dict[str, Any]], day: date) -> list[Record]:
    compartments = named_compartments(store, {_told_in(one["own"]) for one in told})
    return [_again(one, compartments, day) for one in told]


def _told_in(own: Mapping[str, Any]) -> str:
    """The compartment that its row told; a dispute moves the next version anew."""
    return str(own.get("told_in") or own["compartment"])


def _again(told: dict[str, Any], compartments: Mapping[str, Compartment], day: date) -> Record:
    """Line 0: no line of the new delivery says it, its absence does."""
    own = told["own"]
    return Record(
        kind=told["kind"],
        key=own["key"],
        hash=own["hash"][:8] + VANISHED,
        compartment=compartments[_told_in(own)],
        collected_on=own["collected_on"],
        retain_until=own["retain_until"],
        file=own["file"],
        line=0,
        since=own.get("since"),
        until=min(own["until"], day) if own.get("until") else day,
        grade=own.get("grade"),
        properties={"basis": VANISHED} | {name: own[name] for name in own if name not in {*EVERY, "told_in"}},
        lines=told.get("lines", ()),
        ends=told.get("ends"),
    )
