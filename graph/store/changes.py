"""What two versions of one record show together: how it was told before, and how a load tells it now."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.store.batches import batches
from graph.store.connection import Store
from graph.store.records import Thing
from graph.store.states import Held
from graph.store.writer import Load, by_start

PAIRS = """
UNWIND $rows AS r
MATCH (old:{kind} {{record: r.old}})
MATCH (new:{kind} {{record: r.new}})-[d:DESCRIBES]->(t) WHERE d.record = r.new
RETURN properties(old) AS old, properties(new) AS new, head(labels(t)) AS thing, t.id AS id
"""
VERSIONS = "UNWIND $records AS record MATCH (x:{kind} {{record: record}}) RETURN x.key AS key, properties(x) AS told"
RELATIONSHIPS = """
UNWIND $rows AS r MATCH (a:{start} {{id: r.id}})-[x:{kind}]->() WHERE x.record = r.record
RETURN x.key AS key, properties(x) AS told
"""
NAMED = """
UNWIND $records AS record MATCH (x:{kind} {{record: record}})-[o]-(t) WHERE o.record = record RETURN t.id AS id
"""
NAMED_BY = """
UNWIND $rows AS r MATCH (a:{start} {{id: r.id}})-[x:{kind}]->(t) WHERE x.record = r.record
UNWIND [a.id, t.id] AS id RETURN id
"""


class Pair(NamedTuple):
    """The properties of the version before and of the version that a load wrote, and the thing they speak about."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    thing: Thing


def changed_pairs(load: Load, kind: str, changed: Mapping[str, Held]) -> Iterator[Pair]:
    """Both versions of every changed record of this kind; what the load writes of it must have been written."""
    rows = [
        {"old": f"{key}@{held.version}", "new": f"{key}@{load.number}"}
        for key, held in changed.items()
        if held.kind == kind
    ]
    for some in batches(rows):
        for row in load.lease.store.read(PAIRS.format(kind=kind), rows=some):
            yield Pair(row["old"], row["new"], Thing(row["thing"], row["id"]))


def held_versions(store: Store, held: Mapping[str, Held]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Key and properties of versions that are in the graph."""
    return ((row["key"], row["told"]) for row in _asked(store, held, VERSIONS, RELATIONSHIPS))


def things_of(store: Store, held: Mapping[str, Held]) -> set[str]:
    """The ids of the things that versions in the graph name."""
    return {row["id"] for row in _asked(store, held, NAMED, NAMED_BY)}


def _asked(store: Store, held: Mapping[str, Held], of_nodes: str, of_relationships: str) -> Iterator[Mapping[str, Any]]:
    nodes, relationships = by_start(held)
    for kind, records in nodes.items():
        for some in batches(records):
            yield from store.read(of_nodes.format(kind=kind), records=some)
    for (kind, start), rows in relationships.items():
        for listed in batches(rows):
            yield from store.read(of_relationships.format(kind=kind, start=start), rows=listed)
