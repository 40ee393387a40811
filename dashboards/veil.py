"""Names taken away for sharing a screen: every node is called by its kind and a number that it keeps."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from dashboards.growing import Grown, Line
from dashboards.texts.texts import Texts
from graph.network.joining import Tie
from graph.network.network import Edge, Node
from graph.network.paths import Path, Paths

T = TypeVar("T")
KEPT = ("role", "function")  # of what a line tells: words of closed lists


class Veil:
    """Nodes are numbered per kind in the order in which they come, so those that stood before keep their numbers."""

    def __init__(self, _: Texts) -> None:
        self.say = _
        self.numbers = Counter[str]()
        self.names: dict[str, str] = {}

    def node(self, node: Node) -> Node:
        if node.id not in self.names:
            self.numbers[node.kind] += 1
            self.names[node.id] = f"{self.say.word('kind', node.kind)} {self.numbers[node.kind]}"
        return replace(node, label=self.names[node.id], statements=())

    def grown(self, grown: Grown) -> Grown:
        nodes = {id_: self.node(node) for id_, node in grown.nodes.items()}
        return replace(grown, nodes=nodes, lines=tuple(Line(self._edges(line.edges)) for line in grown.lines))

    def paths(self, found: Paths) -> Paths:
        stopped = tuple(map(self.node, found.stopped))
        without = tuple(map(self.node, found.without))
        return replace(found, paths=tuple(map(self._path, found.paths)), stopped=stopped, without=without)

    def _path(self, path: Path) -> Path:
        steps = tuple(tuple(map(self._tie, step)) for step in path.steps)
        return replace(path, nodes=tuple(map(self.node, path.nodes)), steps=steps)

    def _tie(self, tie: Tie) -> Tie:
        act = self.node(tie.act) if tie.act else None
        return Tie(self.node(tie.start), self.node(tie.end), self._edges(tie.lines), act)

    def _edges(self, edges: Iterable[Edge]) -> tuple[Edge, ...]:
        return tuple(replace(edge, told={k: v for k, v in edge.told.items() if k in KEPT}) for edge in edges)
