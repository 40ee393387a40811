"""A network as a py2neo Subgraph, for notebooks: `graph.create(to_subgraph(network))`."""

from collections import defaultdict
from typing import Any

from graph.errors import UsageError
from graph.export.flat import edge_row, node_row
from graph.network.network import Edge, Network

ENDS = {"start", "type", "end"}


def to_subgraph(network: Network) -> Any:
    """A py2neo Subgraph: nodes with the label of their kind, lines with the type and values of theirs.

    py2neo keeps one line of a type between two nodes. Where several records tell it, each value is a list of text with
    one entry per record, in the same order. py2neo is an extra (`pip install euregraph[py2neo]`) and no longer
    developed; its schema calls fail on Neo4j 5 and on the embedded engine, `graph.create` works on both.
    """
    try:
        import py2neo
    except ImportError:
        raise UsageError("py2neo is not installed: install the extra with `pip install euregraph[py2neo]`.") from None
    nodes = {node.id: py2neo.Node(node.kind, **node_row(node)) for node in network.nodes}
    alike: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in network.edges:
        alike[edge.start, edge.type, edge.end].append(edge)
    lines = [py2neo.Relationship(nodes[a], type_, nodes[b], **_values(told)) for (a, type_, b), told in alike.items()]
    return py2neo.Subgraph(nodes.values(), lines)


def _values(told: list[Edge]) -> dict[str, Any]:
    rows = [{name: value for name, value in edge_row(edge).items() if name not in ENDS} for edge in told]
    if len(rows) == 1:
        return rows[0]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [str(row.get(name, "")) for row in rows] for name in names}
