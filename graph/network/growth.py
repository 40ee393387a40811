"""How a network grows: hop by hop, over sameness at no cost, stopping at hubs, never past the limit.

Everything here is counted from rows that the View shows, so a hidden row moves no number, order or mark.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graph.access.view import View
from graph.checks.circle import circle_of_case
from graph.model.kinds import the_model
from graph.network.lines import SAME, all_types, steps_from
from graph.network.naming import labels, shape_of, statements
from graph.network.network import Edge, Network, Node
from graph.network.reading import Seen, read_lines

LONGEST_SAME = 4
ENDS_AT_THE_CIRCLE = "official"
SOMEBODY = ("Person", "Organisation")
SERVING = ("Organisation", "Premises")


@dataclass
class Growth:
    """A network while it is built. `nodes` maps ids to kinds, `ring` is where the next hop starts.

    Nothing is followed through a hub (`stopped`), nor through a provider that a reviewer `listed` (contracts.md,
    section 4), unless the network was asked from it.

    An official's network ends at the circle of the case (safeguards.md, row 5): a person or firm beyond it is absent,
    from pictures, counts and degrees alike. `inside` is that circle; None for other roles.
    """

    view: View
    types: frozenset[str]
    most: int
    hub: int
    starts: list[str] = field(default_factory=list)
    nodes: dict[str, str] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    stopped: dict[str, int] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    ring: list[str] = field(default_factory=list)

    @cached_property
    def inside(self) -> frozenset[str] | None:
        return circle_of_case(self.view) if self.view.account.role == ENDS_AT_THE_CIRCLE else None

    def within(self, id_: str, kind: str) -> bool:
        return self.inside is None or kind not in SOMEBODY or id_ in self.inside

    def only_within(self, ids: dict[str, str]) -> dict[str, str]:
        return {id_: kind for id_, kind in ids.items() if self.within(id_, kind)}

    def begin(self, starts: dict[str, str]) -> None:
        known = self.only_within(starts)
        self.starts = sorted(known)
        self.ring = self._same(self._admit(known))

    def hop(self) -> None:
        """One hop from the ring; a hub and a listed provider keep their lines to themselves."""
        group = self.groups()
        self.ring = self._followed(group)
        direct, ends = self.look()
        reached = _reached(direct, ends, group)
        hubs = {name: len(things) for name, things in reached.items() if len(things) > self.hub}
        self.stopped |= {id_: hubs[group[id_]] for id_ in self.ring if group[id_] in hubs}
        kept = [seen for seen in direct if group[seen.here] not in hubs]
        acts = {seen.other for seen in kept if seen.step.to_act}
        new = self._take([*kept, *(seen for seen in ends if seen.here in acts)])
        self.ring = self._same([id_ for id_ in new if id_ not in acts])

    def _followed(self, group: dict[str, str]) -> list[str]:
        """The ring without listed providers, each under all ids that are the same."""
        asked = [id_ for id_ in self.ring if self.nodes[id_] in SERVING]
        found = self.view.step("listed-providers", ids=asked) if asked else []
        given = {group[id_] for id_ in self.starts}
        listed = {group[row["id"]]: str(row["provider_kind"]) for row in found if group[row["id"]] not in given}
        self.listed |= {id_: listed[group[id_]] for id_ in self.ring if group[id_] in listed}
        return [id_ for id_ in self.ring if id_ not in self.listed]

    def look(self) -> tuple[list[Seen], list[Seen]]:
        """The lines from the ring, and the lines from the acts met there to their other ends."""
        direct = self._lines({id_: self.nodes[id_] for id_ in self.ring}, self.types)
        acts = {seen.other: seen.kind for seen in direct if seen.step.to_act}
        return direct, self._lines(acts, all_types())

    def groups(self) -> dict[str, str]:
        """Every node of the network with the first id of what it is the same as."""
        group = {id_: id_ for id_ in self.nodes}
        links = [edge for edge in self.edges.values() if edge.type == SAME]
        for _ in range(2 * LONGEST_SAME):
            for link in links:
                group[link.start] = group[link.end] = min(group[link.start], group[link.end])
        return group

    def _lines(self, nodes: dict[str, str], types: frozenset[str]) -> list[Seen]:
        found: list[Seen] = []
        for kind in sorted(set(nodes.values())):
            ids = sorted(id_ for id_, its in nodes.items() if its == kind)
            for step in steps_from(kind, types):
                found += (seen for seen in read_lines(self.view, step, ids) if self.within(seen.other, seen.kind))
        return found

    def _same(self, ids: list[str]) -> list[str]:
        """These ids and what visible SAME_AS reaches from them, now part of the network."""
        found, ring = list(ids), list(ids)
        for _ in range(LONGEST_SAME):
            ring = self._take(self._lines({id_: self.nodes[id_] for id_ in ring}, frozenset({SAME})))
            found += ring
        return sorted(found)

    def _take(self, seen: list[Seen]) -> list[str]:
        """Add lines and the new nodes at their ends; returns the new ids."""
        new = self._admit({one.other: one.kind for one in seen if one.other not in self.nodes})
        self.met |= {end for one in seen for end in (one.here, one.other)}
        edges = (one.edge for one in seen)
        self.edges |= {edge.id: edge for edge in edges if {edge.start, edge.end} <= set(self.nodes)}
        return self._connected(new)

    def _admit(self, new: dict[str, str]) -> list[str]:
        """What the limit has room for, by kind and alphabet; the rest is noted as left out."""
        order, room = sorted(new), self.most - len(self.nodes)
        if len(new) > room:
            named = labels(self.view, new)
            order.sort(key=lambda id_: (new[id_], named[id_].casefold(), id_))
        self.nodes |= {id_: new[id_] for id_ in order[:room]}
        self.missed |= {id_: new[id_] for id_ in order[room:]}
        return sorted(order[:room])

    def _connected(self, new: list[str]) -> list[str]:
        """Drop new nodes that no line joins to a start any more because what stood between was left out."""
        near: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges.values():
            near[edge.start].add(edge.end)
            near[edge.end].add(edge.start)
        found = _spread(self.starts, near)
        for id_ in set(new) - found:
            self.missed[id_] = self.nodes.pop(id_)
            self.edges = {key: e for key, e in self.edges.items() if id_ not in (e.start, e.end)}
        return [id_ for id_ in new if id_ in found]

    def keep(self, wanted: set[str]) -> None:
        """Only these things stay, and the acts that join two of them or have no other end."""
        ends: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges.values():
            ends[edge.start].add(edge.end)
            ends[edge.end].add(edge.start)
        acts = {id_ for id_ in ends if self.nodes[id_] in the_model().records}
        kept = wanted | {id_ for id_ in acts if len(ends[id_]) == 1 or len(ends[id_] & wanted) > 1}
        self.nodes = {id_: kind for id_, kind in self.nodes.items() if id_ in kept}
        self.edges = {key: e for key, e in self.edges.items() if {e.start, e.end} <= set(self.nodes)}

    def network(self) -> Network:
        """What was found, named and in order; a start that nothing visible speaks about is not there."""
        named, told = labels(self.view, self.nodes), statements(self.view, self.nodes)
        spoken = self.met | set(self.stopped) | set(told)
        known = {id_: kind for id_, kind in self.nodes.items() if id_ in spoken}
        found = [
            Node(
                id_,
                kind,
                named[id_],
                shape_of(kind),
                start=id_ in self.starts,
                stopped=self.stopped.get(id_, 0),
                statements=told.get(id_, ()),
                listed=self.listed.get(id_, ""),
            )
            for id_, kind in known.items()
        ]
        left = Counter(kind for id_, kind in self.missed.items() if id_ not in self.nodes)
        order = sorted(found, key=lambda node: (node.kind, node.label.casefold(), node.id))
        return Network(tuple(order), tuple(edge for _, edge in sorted(self.edges.items())), dict(sorted(left.items())))


def _reached(direct: Iterable[Seen], ends: Iterable[Seen], group: dict[str, str]) -> dict[str, set[str]]:
    """The distinct things next to each group of the same, over acts too; the group itself does not count."""
    reached: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[str]] = defaultdict(set)
    for seen in direct:
        (holders[seen.other] if seen.step.to_act else reached[group[seen.here]]).add(
            group[seen.here] if seen.step.to_act else seen.other
        )
    for seen in ends:
        for holder in holders[seen.here]:
            reached[holder].add(seen.other)
    return {name: {id_ for id_ in ids if group.get(id_) != name} for name, ids in reached.items()}


def _spread(starts: Iterable[str], near: dict[str, set[str]]) -> set[str]:
    found, ring = set(starts), list(starts)
    while ring:
        ring = [id_ for at in ring for id_ in near[at] if id_ not in found]
        found |= set(ring)
    return found
