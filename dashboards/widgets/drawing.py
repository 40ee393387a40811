"""A network as data for the picture: shape and colour tell the kind, line style the certainty, lighter means ended."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pyvis.network import Network as Picture

from dashboards.growing import Grown, Line
from dashboards.texts.texts import Texts
from dashboards.widgets.positions import Place
from dashboards.widgets.told import node_label
from graph.network.network import Edge, Node

# Okabe and Ito's colours, which colour-blind people can tell apart
COLOURS = {
    "Person": "#0072B2",
    "Organisation": "#E69F00",
    "Establishment": "#E69F00",
    "Premises": "#009E73",
    "Group": "#CC79A7",
    "Chapter": "#CC79A7",
    "Incident": "#D55E00",
}
ACT = "#56B4E9"
LINE, ENDED = "#3d444d", "#8a919b"
DASHES: dict[str, bool | list[int]] = {
    "confirmed": False,
    "unconfirmed": [9, 5],
    "tentative": [2, 5],
    "derived": [14, 3, 2, 3],
}


def drawing(_: Texts, grown: Grown, places: Mapping[str, Place]) -> dict[str, list[dict[str, Any]]]:
    """Nodes and edges with their places, as the drawing library takes them; nothing moves by itself."""
    picture = Picture(directed=True)
    for node in grown.nodes.values():
        picture.add_node(node.id, **_node(_, node, *places[node.id]))
    bends = Counter[frozenset[str]]()
    for line in grown.lines:
        ends = frozenset((line.first.start, line.first.end))
        picture.add_edge(line.first.start, line.first.end, **_edge(_, line, bends[ends]))
        bends[ends] += 1
    return {"nodes": picture.nodes, "edges": picture.edges}


def _node(_: Texts, node: Node, x: float, y: float) -> dict[str, Any]:
    label = node_label(_, node)
    said = _("{kind}: {label}", kind=_.word("kind", node.kind), label=label)
    colour = COLOURS.get(node.kind, ACT)
    return {
        "label": label,
        "said": said,
        "shape": "custom",
        "form": node.shape,
        "color": colour,
        "begin": node.start,
        "x": x,
        "y": y,
    }


def _edge(_: Texts, line: Line, bend: int) -> dict[str, Any]:
    """Parallel lines bend away from each other."""
    edge = line.first
    smooth = {"enabled": bool(bend), "type": "curvedCW" if bend % 2 else "curvedCCW", "roundness": 0.12 * (bend + 1)}
    colour = ENDED if edge.ended else LINE
    return {
        "id": line.id,
        "label": line_name(_, line),
        "color": {"color": colour, "highlight": "#0b5394", "hover": colour},
        "dashes": DASHES[edge.certainty],
        "width": 1 if edge.ended else 1.6,
        "smooth": smooth,
    }


def line_name(_: Texts, line: Line) -> str:
    """What a line is called; an ended one says so."""
    name = edge_name(_, line.first)
    return _("{name} (ended)", name=name) if line.first.ended else name


def edge_name(_: Texts, edge: Edge) -> str:
    """The role as told, else the kind of line."""
    told = edge.told.get("role") or edge.told.get("function")
    return _.word("code", told) if told else _.word("kind", edge.type)
