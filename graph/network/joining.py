"""What joins the things of a network: a line, or an act with a line to each of two; one thing is all its ids."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from graph.model.kinds import the_model
from graph.network.growth import Growth
from graph.network.lines import SAME
from graph.network.network import Edge, Node
from graph.network.walks import Walk


@dataclass(frozen=True)
class Tie:
    """What joins two neighbours on a path: a line in its own direction, or an act with its line to either."""

    start: Node
    end: Node
    lines: tuple[Edge, ...]
    act: Node | None

    @property
    def relations(self) -> tuple[str, ...]:
        """The legal relation classes of its lines; "none" only where no line has one."""
        return tuple(sorted({line.relation for line in self.lines} - {"none"})) or ("none",)


@dataclass(frozen=True)
class Joining:
    """A tie by ids: `lines` go from `start` to `end`, over `act` if there is one."""

    start: str
    end: str
    lines: tuple[Edge, ...]
    act: str = ""

    def tie(self, nodes: Mapping[str, Node], group: Mapping[str, str]) -> Tie:
        return Tie(nodes[group[self.start]], nodes[group[self.end]], self.lines, nodes.get(self.act))


class Web:
    """`near` maps a thing to its neighbours and to what joins it to each, in a total order."""

    def __init__(self, growth: Growth, former: bool) -> None:
        self.growth, self.group, self.kinds = growth, growth.groups(), dict(growth.nodes)
        self.near: dict[str, dict[str, list[Joining]]] = defaultdict(lambda: defaultdict(list))
        day = None if former else growth.view.as_of
        for joining in sorted(_joinings(growth, day), key=lambda one: [line.id for line in one.lines]):
            one, other = self.group[joining.start], self.group[joining.end]
            if one != other:
                self.near[one][other].append(joining)
                self.near[other][one].append(joining)

    def things(self, ids: Iterable[str]) -> set[str]:
        return {self.group[id_] for id_ in ids}

    def hubs(self) -> set[str]:
        """Hubs, and providers that a reviewer listed."""
        return {self.group[id_] for id_ in (*self.growth.stopped, *self.growth.listed) if id_ in self.group}

    def degree(self, name: str) -> int:
        """0, or how many things stand next to a hub."""
        return max((many for id_, many in self.growth.stopped.items() if self.group.get(id_) == name), default=0)

    def listed(self, name: str) -> str:
        """The service for which a thing is listed as serving many, or nothing."""
        return min((told for id_, told in self.growth.listed.items() if self.group.get(id_) == name), default="")

    def closed(self) -> set[str]:
        """Hubs met so far, and what is of a kind through which no path runs."""
        kinds = the_model().kinds
        return self.hubs() | {self.group[id_] for id_, kind in self.kinds.items() if not kinds[kind].path}

    def apart(self, walk: Walk) -> bool:
        """Whether no step needs the act of another: the landlord, premises and tenant of one lease are no detour."""
        return _choose([{joining.act for joining in self.near[one][other]} for one, other in pairwise(walk)], set())

    def rests_on(
        self, walk: Walk, steps: Sequence[Sequence[Joining]], starts: Iterable[str], ends: Iterable[str]
    ) -> tuple[Edge, ...]:
        """The identity links of each thing that is entered under one id and left under another."""
        under = [{id_ for joining in step for id_ in (joining.start, joining.end)} for step in steps]
        pairs = zip(walk, [set(starts), *under], [*under, set(ends)], strict=True)
        return tuple(link for name, before, after in pairs for link in self._links(name, before & after))

    def _links(self, name: str, shared: set[str]) -> list[Edge]:
        if any(self.group[id_] == name for id_ in shared):
            return []
        edges = (edge for _, edge in sorted(self.growth.edges.items()) if edge.type == SAME)
        return [edge for edge in edges if self.group.get(edge.start) == name == self.group.get(edge.end)]


def _choose(acts: Sequence[set[str]], taken: set[str]) -> bool:
    """Whether each step can go over an act of its own; "" stands for a line without one."""
    if not acts:
        return True
    return any(_choose(acts[1:], taken | {act}) for act in acts[0] - (taken - {""}))


def _joinings(growth: Growth, day: date | None) -> Iterator[Joining]:
    """Every line between two things, and every two lines of an act; those of a day, or of any day."""
    acts: dict[str, list[Edge]] = defaultdict(list)
    records = the_model().records
    for _, edge in sorted(growth.edges.items()):
        if edge.type == SAME or (day and not _holds(edge, day)):
            continue
        act = next((id_ for id_ in (edge.start, edge.end) if growth.nodes[id_] in records), "")
        if act:
            acts[act].append(edge)
        else:
            yield Joining(edge.start, edge.end, (edge,))
    for act, lines in acts.items():
        for one, other in combinations(lines, 2):
            yield Joining(_other(one, act), _other(other, act), (one, other), act)


def _holds(edge: Edge, day: date) -> bool:
    """As `current(x)` in a query."""
    return (edge.since is None or edge.since <= day) and (edge.until is None or edge.until > day)


def _other(edge: Edge, act: str) -> str:
    return edge.end if edge.start == act else edge.start
