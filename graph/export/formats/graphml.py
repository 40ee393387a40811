"""GraphML, as Gephi and networkx read it: simple attributes, parallel lines kept under their ids."""

import re
from pathlib import Path
from typing import Any

import networkx as nx

from graph.export.flat import edge_row, made_edge, made_network, made_node, node_row
from graph.export.formats import Head
from graph.network.network import Network

NAME = "graphml"
SUFFIX = ".graphml"
TITLE = "GraphML (Gephi, yEd, networkx)"
CARRIES = frozenset({"parallel lines", "records", "dates", "grades", "handling codes", "terms"})
FILE = f"network{SUFFIX}"
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(network: Network, folder: Path, head: Head) -> list[Path]:
    """One file; the graph itself carries case, day and recipient."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph |= {name: _xml(value) for name, value in head.items() if isinstance(value, str | int)}
    for node in network.nodes:
        graph.add_node(node.id, **{_named(name): _xml(value) for name, value in node_row(node).items() if name != "id"})
    for edge in network.edges:
        row = {name: _xml(value) for name, value in edge_row(edge).items()}
        start, end, key = row.pop("start"), row.pop("end"), row.pop("id")
        graph.add_edge(start, end, key=key, **row)
    path = folder / FILE
    nx.write_graphml(graph, path, encoding="utf-8", named_key_ids=True)
    return [path]


def read(folder: Path) -> Network:
    graph: nx.MultiDiGraph[str] = nx.read_graphml(folder / FILE, force_multigraph=True)  # type: ignore[assignment]
    nodes = [
        made_node({"id": id_, **{_plain(name): value for name, value in row.items()}})
        for id_, row in graph.nodes(data=True)
    ]
    edges = [
        made_edge({"start": start, "end": end, "id": key, **row})
        for start, end, key, row in graph.edges(keys=True, data=True)
    ]
    return made_network(nodes, edges)


def _xml(value: Any) -> Any:
    """XML knows no control characters: they become the replacement sign."""
    return NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _named(name: str) -> str:
    """`start` is a word of Gephi's own time line."""
    return "is_start" if name == "start" else name


def _plain(name: str) -> str:
    return "start" if name == "is_start" else name
