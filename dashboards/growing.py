"""The network on the screen: what stood around the start, and what was opened after it, step by step."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.access.view import View
from graph.errors import UsageError
from graph.network.lines import SAME
from graph.network.neighbourhood import MOST, around
from graph.network.network import Edge, Network, Node

FIRST = 40  # a first picture that can still be read
Opened = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """What is drawn as one line: the same thing said by one or several records."""

    edges: tuple[Edge, ...]

    @property
    def first(self) -> Edge:
        return self.edges[0]

    @property
    def id(self) -> str:
        return self.first.id


class Stage(NamedTuple):
    """What one step added: ids of nodes, and the ends of the lines that it read."""

    ids: tuple[str, ...]
    ends: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grown:
    """`stages` tells step by step how it grew, so that positions never change afterwards."""

    nodes: dict[str, Node]
    lines: tuple[Line, ...]
    stages: tuple[Stage, ...]
    left_out: dict[str, int]


def read_opened(text: str) -> list[Opened]:
    """What the address says was opened; UsageError when it is not such a list."""
    try:
        return [(str(id_), str(kind)) for id_, kind in json.loads(text)] if text else []
    except (ValueError, TypeError):
        raise UsageError("The part opened= of the address is no list of opened nodes: leave it out.") from None


def write_opened(opened: Sequence[Opened]) -> str:
    return json.dumps(opened, separators=(",", ":")) if opened else ""


def read_hidden(text: str) -> list[str]:
    """The nodes that the address leaves out; UsageError when it is no list."""
    try:
        return [str(id_) for id_ in json.loads(text)] if text else []
    except (ValueError, TypeError):
        raise UsageError("The part hidden= of the address is no list of nodes: leave it out.") from None


def write_hidden(hidden: Sequence[str]) -> str:
    return json.dumps(hidden, separators=(",", ":")) if hidden else ""


def without(grown: Grown, hidden: Collection[str]) -> Grown:
    """The same without these nodes and their lines."""
    nodes = {id_: node for id_, node in grown.nodes.items() if id_ not in hidden}
    lines = tuple(line for line in grown.lines if {line.first.start, line.first.end} <= set(nodes))
    return replace(grown, nodes=nodes, lines=lines)


def grow(view: View, starts: Sequence[str], opened: Sequence[Opened]) -> Grown:
    """One hop around the start, then one hop around each opened node; UsageError above 300 nodes."""
    with view.action("network"):
        found = [around(view, list(starts), most=FIRST)]
        found += [around(view, [id_], kinds=[kind] if kind else None) for id_, kind in opened]
    grown = _together(found)
    if len(grown.nodes) > MOST:
        raise UsageError(f"More than {MOST} nodes are open, which nobody can read: take back what was opened last.")
    return grown


def _together(found: Sequence[Network]) -> Grown:
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    stages: list[Stage] = []
    left_out: dict[str, int] = {}
    for network in map(_outspoken, found):
        new = tuple(node.id for node in network.nodes if node.id not in nodes)
        stages.append(Stage(new, tuple((edge.start, edge.end) for edge in network.edges)))
        nodes |= {node.id: node for node in network.nodes if node.id not in nodes}
        edges |= {edge.id: edge for edge in network.edges}
        left_out |= network.left_out
    kept = {id_: edge for id_, edge in edges.items() if {edge.start, edge.end} <= set(nodes)}
    return Grown(nodes, _lines(kept), tuple(stages), left_out)


def _outspoken(network: Network) -> Network:
    """Without the other numbers of things that say nothing: no statement, and no line but that of sameness."""
    told = {end for edge in network.edges if edge.type != SAME for end in (edge.start, edge.end)}
    nodes = tuple(node for node in network.nodes if node.statements or node.id in told or node.stopped)
    ids = {node.id for node in nodes}
    edges = tuple(edge for edge in network.edges if {edge.start, edge.end} <= ids)
    return replace(network, nodes=nodes, edges=edges)


def _lines(edges: dict[str, Edge]) -> tuple[Line, ...]:
    """Edges that say the same between the same nodes are one line with several records."""
    groups: dict[tuple[object, ...], list[Edge]] = {}
    for _, edge in sorted(edges.items()):
        same = (edge.type, edge.start, edge.end, edge.since, edge.until, edge.certainty, *sorted(edge.told.items()))
        groups.setdefault(same, []).append(edge)
    return tuple(Line(tuple(group)) for group in groups.values())
