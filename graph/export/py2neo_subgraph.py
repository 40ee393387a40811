"""A network as a py2neo Subgraph, for notebooks: `graph.create(to_subgraph(network))`."""

from typing import Any

from graph.errors import UsageError
from graph.export.flat import edge_row, node_row
from graph.network.network import Network


def to_subgraph(network: Network) -> Any:
    """A py2neo Subgraph: nodes with the label of their kind, lines with the type and values of theirs.

    py2neo is an extra (`pip install euregraph[py2neo]`) and no longer developed; its schema calls fail on Neo4j 5 and
    on the embedded engine, `graph.create` works on both.
    """
    try:
        import py2neo
    except ImportError:
        raise UsageError("py2neo is not installed: install the extra with `pip install euregraph[py2neo]`.") from None
    nodes = {node.id: py2neo.Node(node.kind, **node_row(node)) for node in network.nodes}
    lines = []
    for edge in network.edges:
        row = edge_row(edge)
        ends = nodes[row.pop("start")], nodes[row.pop("end")]
        lines.append(py2neo.Relationship(ends[0], row.pop("type"), ends[1], **row))
    return py2neo.Subgraph(nodes.values(), lines)
