"""How two things are connected in a View: every path between them, shortest first, each step with its legal class.

Level by level over the one-hop reads of a network, from both ends at once; never by shortestPath, which answers
wrongly where a line has to meet a condition.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from graph.access.view import View
from graph.checks.subject import find_subject
from graph.errors import UsageError
from graph.network.growth import Growth
from graph.network.joining import Tie, Web
from graph.network.lines import KINDS, kind_of, types_of
from graph.network.naming import labels, shape_of, statements
from graph.network.neighbourhood import HUB
from graph.network.network import Edge, Node
from graph.network.walks import Walk, walks

LONGEST = 4  # all of it lies within two hops of an end, which is how far every role may look
MOST_PATHS = 50
NO_LIMIT = 2**53


@dataclass(frozen=True)
class Path:
    """Things from one end to the other, and what joins each to the next; `same` are the identity links it rests on.

    Without steps both ends are one thing in this View.
    """

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Tie, ...], ...]
    same: tuple[Edge, ...]


@dataclass(frozen=True)
class Paths:
    """Paths by length, then by ids; `stopped` are hubs and listed providers through which none was sought, `left_out`
    counts the rest.

    `unknown`: nothing visible speaks of one of the ends. `without`: where several things were asked for, those from
    which no path leads.
    """

    paths: tuple[Path, ...] = ()
    stopped: tuple[Node, ...] = ()
    left_out: int = 0
    unknown: bool = False
    without: tuple[Node, ...] = ()

    def notes(self) -> Iterator[str]:
        """Whole sentences: what keeps the list from being all there is."""
        yield from (f"{node.label}: {node.mark}; no path was sought through it." for node in self.stopped)
        yield from (f"No path from {node.label}." for node in self.without)
        if self.left_out:
            yield f"{self.left_out} more paths, none shorter than the last one, are not listed: choose kinds of lines."


def meant(view: View, typed: str) -> list[str]:
    """The ids of an end of a path: an id as it is, else what the check makes of it; UsageError if nothing."""
    word, between, _ = typed.partition(":")
    return [typed] if between and word in KINDS else list(find_subject(view, typed).ids)


def paths(
    view: View,
    first: Sequence[str],
    last: Sequence[str],
    kinds: Sequence[str] | None = None,
    former: bool = False,
    longest: int = LONGEST,
    hub: int = HUB,
    most: int = MOST_PATHS,
) -> Paths:
    """Every path of at most `longest` steps between two things, each given by its ids; sameness is no step.

    Lines count that hold on the as-of day, with `former` those of other days too; `kinds` as in `around`. No path runs
    through what stands next to more than `hub` visible things. Unknown and not visible are one answer.
    """
    if not 1 <= longest <= LONGEST or most < 1:
        raise UsageError(f"A path has 1 to {LONGEST} steps and at least one is listed: ask for no more and no less.")
    types = types_of(list(kinds or ()))
    starts, ends = ({id_: kind_of(id_) for id_ in ids} for ids in (first, last))
    with view.action("network paths"):
        growth = Growth(view, types, NO_LIMIT, hub)
        starts, ends = growth.only_within(starts), growth.only_within(ends)
        growth.begin(starts | ends)
        for _ in range((longest + 1) // 2):
            growth.hop()
        web = Web(growth, former)
        found = _found(growth, web, web.things(starts), web.things(ends), longest)
        unknown = any(not _spoken(growth, ids) for ids in (starts, ends))
        made = _told(view, web, found[:most], (starts, ends))
        return Paths(made, _hubs(view, web), len(found[most:]), unknown)


def _found(growth: Growth, web: Web, starts: set[str], ends: set[str], longest: int) -> list[Walk]:
    """What the middle of a path runs through was met but not looked at yet: it may be a hub."""
    found = [walk for walk in walks(web.near, starts, ends, longest, web.closed()) if web.apart(walk)]
    inner = {name for walk in found for name in walk[1:-1]}
    growth.ring = [id_ for id_ in growth.ring if web.group[id_] in inner]
    growth.hop()
    closed = web.closed()
    return [walk for walk in found if not closed & set(walk[1:-1])]


def _spoken(growth: Growth, ids: dict[str, str]) -> bool:
    """Whether anything visible speaks of a thing, as in `around`."""
    return any(id_ in growth.met or id_ in growth.stopped for id_ in ids) or bool(statements(growth.view, ids))


def _told(view: View, web: Web, found: Sequence[Walk], given: tuple[Iterable[str], Iterable[str]]) -> tuple[Path, ...]:
    """The paths with the labels of their things and acts."""
    joined = [tuple(web.near[one][other] for one, other in pairwise(walk)) for walk in found]
    acts = {joining.act for steps in joined for step in steps for joining in step if joining.act}
    nodes = _nodes(view, web, {name for walk in found for name in walk} | acts)
    made: list[Path] = []
    for walk, steps in zip(found, joined, strict=True):
        ties = tuple(tuple(joining.tie(nodes, web.group) for joining in step) for step in steps)
        made.append(Path(tuple(nodes[name] for name in walk), ties, web.rests_on(walk, steps, *given)))
    return tuple(made)


def _hubs(view: View, web: Web) -> tuple[Node, ...]:
    found = _nodes(view, web, web.hubs()).values()
    return tuple(sorted(found, key=lambda node: (node.label.casefold(), node.id)))


def _nodes(view: View, web: Web, names: set[str]) -> dict[str, Node]:
    """Each thing or act by the first of its ids of which a statement speaks."""
    kinds = {id_: web.kinds[id_] for id_, name in web.group.items() if name in names}
    named, told = labels(view, kinds), statements(view, kinds)
    found: dict[str, Node] = {}
    for id_ in sorted(kinds, key=lambda id_: (id_ not in told, id_)):
        name, kind = web.group[id_], kinds[id_]
        found.setdefault(
            name, Node(id_, kind, named[id_], shape_of(kind), stopped=web.degree(name), listed=web.listed(name))
        )
    return found


def as_data(found: Paths) -> dict[str, Any]:
    """The paths as plain data; dates stay dates."""
    return {**asdict(found), "notes": list(found.notes())}
