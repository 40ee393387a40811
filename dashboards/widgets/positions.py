"""Where the nodes of a picture stand: computed once per step, so that what stands there never jumps."""

from math import sqrt

import networkx as nx

from dashboards.growing import Grown

SEED = 7
APART = 150  # pixels between neighbours: room for a label of two lines
Place = tuple[float, float]


def positions(grown: Grown) -> dict[str, Place]:
    """Pixels per node; the same network has the same picture, and a new step leaves the old nodes alone."""
    graph: nx.Graph[str] = nx.Graph()
    placed: dict[str, Place] = {}
    root = sqrt(len(grown.stages[0].ids) or 1)  # of the first picture: it keeps its scale
    for stage in grown.stages:
        graph.add_nodes_from(stage.ids)
        graph.add_edges_from(ends for ends in stage.ends if set(ends) <= set(graph))
        placed = _place(graph, placed, 1.5 / root) if stage.ids else placed
    return {id_: (round(x * APART * root, 1), round(y * APART * root * 0.7, 1)) for id_, (x, y) in placed.items()}


def _place(graph: "nx.Graph[str]", placed: dict[str, Place], apart: float) -> dict[str, Place]:
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    near = {id_: _beside(graph, id_, placed) for id_ in graph}
    begin = {id_: place for id_, place in near.items() if place} if placed else None
    found = nx.spring_layout(graph, k=apart, pos=begin, fixed=list(placed) or None, seed=SEED, iterations=200)
    return {id_: (float(x), float(y)) for id_, (x, y) in found.items()} | placed


def _beside(graph: "nx.Graph[str]", id_: str, placed: dict[str, Place]) -> Place | None:
    """A new node begins a little beside a neighbour that already stands."""
    if id_ in placed:
        return placed[id_]
    stands = sorted(other for other in graph.neighbors(id_) if other in placed)
    if not stands:
        return None
    x, y = placed[stands[0]]
    turn = sum(map(ord, id_)) % 12
    return x + 0.1 * (turn % 4 - 1.5), y + 0.1 * (turn // 4 - 1)
