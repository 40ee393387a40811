"""The watch set of who asks, as far as the View shows it, and the paths from it.

What is kept is looked at through the View first: a thing of which nothing visible speaks any more is not listed, not
counted, and no path is sought from it, as if it had never been watched.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.access.view import View
from graph.access.watch import drop_watched, keep_watched, kept_watched
from graph.errors import UsageError
from graph.network.growth import Growth
from graph.network.lines import all_types, kind_of
from graph.network.naming import labels, shape_of, statements
from graph.network.neighbourhood import HUB, NOTHING
from graph.network.network import Node
from graph.network.paths import LONGEST, MOST_PATHS, NO_LIMIT, Paths, paths

MOST_WATCHED = 20  # each is a search of its own


def watch(view: View, id_: str) -> None:
    """Take a thing into the watch set; UsageError where nothing visible speaks of it or the set is full."""
    with view.action("network watch"):
        seen = _seen(view, [*_kept(view), id_])
    if id_ not in seen:
        raise UsageError(NOTHING)
    if len(seen) > MOST_WATCHED:
        raise UsageError(f"At most {MOST_WATCHED} things are watched in a case: stop watching one of them first.")
    _log(view, "network watch add", id_)
    keep_watched(view.store, view.account.id, view.case.id, id_)


def unwatch(view: View, id_: str) -> None:
    """Take a thing out; one that is not watched, or not visible any more, is the same answer."""
    kind_of(id_)
    _log(view, "network watch remove", id_)
    drop_watched(view.store, view.account.id, view.case.id, id_)


def watches(view: View, id_: str) -> bool:
    """Whether a thing that this View shows is watched."""
    return id_ in _kept(view)


def watched(view: View) -> tuple[Node, ...]:
    """What is watched and visible, by kind and label."""
    with view.action("network watch list"):
        return _nodes(view, _seen(view, _kept(view)))


def paths_from_watched(
    view: View,
    last: Sequence[str],
    kinds: Sequence[str] | None = None,
    former: bool = False,
    longest: int = LONGEST,
    hub: int = HUB,
    most: int = MOST_PATHS,
) -> Paths:
    """The paths from each watched thing to `last` as `paths` finds them, all together, shortest first.

    What is one thing in this View is asked once; `without` are those from which no path leads.
    """
    with view.action("network paths from watch set"):
        seen = _seen(view, _kept(view))
        nodes = {node.id: node for node in _nodes(view, seen)}
        things: dict[str, list[str]] = defaultdict(list)
        for id_ in nodes:
            things[seen[id_]].append(id_)
        found = {ids[0]: paths(view, ids, last, kinds, former, longest, hub, most) for ids in things.values()}
    without = tuple(nodes[id_] for id_, one in found.items() if not one.paths)
    return replace(_together(list(found.values()), most), without=without)


def _together(found: Sequence[Paths], most: int) -> Paths:
    """By length; of one length in the order of the things they come from."""
    listed = sorted((path for one in found for path in one.paths), key=lambda path: len(path.steps))
    hubs = {node.id: node for one in found for node in one.stopped}
    stopped = sorted(hubs.values(), key=lambda node: (node.label.casefold(), node.id))
    left_out = sum(one.left_out for one in found) + len(listed[most:])
    return Paths(tuple(listed[:most]), tuple(stopped), left_out, any(one.unknown for one in found))


def _kept(view: View) -> list[str]:
    return kept_watched(view.store, view.account.id, view.case.id)


def _seen(view: View, ids: Iterable[str]) -> dict[str, str]:
    """Those of which anything visible speaks, as in `around`, with the first id of what each is the same as."""
    growth = Growth(view, all_types(), NO_LIMIT, NO_LIMIT)
    kinds = growth.only_within({id_: kind_of(id_) for id_ in ids})
    growth.begin(kinds)
    direct, _ = growth.look()
    spoken = growth.met | {seen.here for seen in direct} | set(statements(view, kinds))
    return {id_: name for id_, name in growth.groups().items() if id_ in kinds and id_ in spoken}


def _nodes(view: View, ids: Iterable[str]) -> tuple[Node, ...]:
    kinds = {id_: kind_of(id_) for id_ in ids}
    named, told = labels(view, kinds), statements(view, kinds)
    found = (Node(id_, kind, named[id_], shape_of(kind), statements=told.get(id_, ())) for id_, kind in kinds.items())
    return tuple(sorted(found, key=lambda node: (node.kind, node.label.casefold(), node.id)))


def _log(view: View, action: str, id_: str) -> None:
    view.audit.write(view.account.id, view.case.id, action, view.case.subject, {"thing": id_})
