"""Where the nodes of a picture stand: computed once per step, so that what stands there never jumps."""

from collections.abc import Sequence
from math import sqrt

import networkx as nx

from dashboards.growing import Grown

SEED = 7
APART = 170  # pixels between neighbours: room for a label of two lines
Place = tuple[float, float]


def positions(grown: Grown) -> dict[str, Place]:
    """Pixels per node; the same network has the same picture, and a new step leaves the old nodes alone."""
    graph: nx.Graph[str] = nx.Graph()
    placed: dict[str, Place] = {}
    for stage in grown.stages:
        graph.add_nodes_from(stage)
        graph.add_edges_from(_inside(grown, graph))
        placed = _place(graph, placed) if stage else placed
    size = APART * sqrt(max(len(placed), 1))
    return {id_: (round(x * size, 1), round(y * size * 0.7, 1)) for id_, (x, y) in placed.items()}


def _inside(grown: Grown, graph: "nx.Graph[str]") -> Sequence[tuple[str, str]]:
    ends = [(line.first.start, line.first.end) for line in grown.lines]
    return [pair for pair in ends if pair[0] in graph and pair[1] in graph]


def _place(graph: "nx.Graph[str]", placed: dict[str, Place]) -> dict[str, Place]:
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    near = {id_: _beside(graph, id_, placed) for id_ in graph}
    begin = {id_: place for id_, place in near.items() if place} if placed else None
    found = nx.spring_layout(graph, pos=begin, fixed=list(placed) or None, seed=SEED, iterations=200)
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
