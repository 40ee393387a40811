"""What is drawn paler while a node is picked: whatever lies on no path through it."""

import networkx as nx

from dashboards.growing import Grown

START = ""  # every node where the picture starts, as one


def dimmed(grown: Grown, picked: str) -> frozenset[str]:
    """Ids of the nodes and lines that lie on no path through the picked node; none without one.

    A path begins where the picture starts (all starts count as one), goes along drawn lines whatever their direction,
    meets no node twice, and may go on behind the picked node. So what stays is every way from the start to the node,
    detours too, and all that hangs behind it. Where nothing joins the node with the start, what it is joined with
    stays.
    """
    node = grown.nodes.get(picked)
    if node is None or node.start:
        return frozenset()
    stays = _stays(_drawn(grown), picked)
    nodes = {id_ for id_ in grown.nodes if _one(grown, id_) not in stays}
    lines = {line.id for line in grown.lines if {line.first.start, line.first.end} & nodes}
    return frozenset(nodes | lines)


def _one(grown: Grown, id_: str) -> str:
    return START if grown.nodes[id_].start else id_


def _drawn(grown: Grown) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([START, *(_one(grown, id_) for id_ in grown.nodes)])
    ends = ((_one(grown, line.first.start), _one(grown, line.first.end)) for line in grown.lines)
    graph.add_edges_from((start, end) for start, end in ends if start != end)
    return graph


def _stays(graph: "nx.Graph[str]", picked: str) -> set[str]:
    """By blocks, the parts in which two ways lead from each node to each other; they hang together as a tree.

    Of each block on the way to the picked node every node is on some path to it; what the last of them holds, and what
    hangs on that, can be reached behind it.
    """
    blocks: list[list[str]] = [[str(name) for name in block] for block in nx.biconnected_components(graph)]
    tree: nx.Graph[str | int] = nx.Graph()
    tree.add_nodes_from(graph)
    tree.add_edges_from((at, name) for at, block in enumerate(blocks) for name in block)
    if not nx.has_path(tree, START, picked):
        return set(nx.node_connected_component(graph, picked))
    *_before, entry, last, _picked = nx.shortest_path(tree, START, picked)
    found = {name for at in nx.shortest_path(tree, START, last) if isinstance(at, int) for name in blocks[at]}
    tree.remove_node(entry)
    return found | {name for name in nx.node_connected_component(tree, last) if isinstance(name, str)}
