"""What stands around a thing in a View: counts before loading, and the network itself."""

from collections import defaultdict
from collections.abc import Sequence

from graph.access.view import View
from graph.errors import RefusedError, UsageError
from graph.network.growth import ENDS_AT_THE_CIRCLE, Growth
from graph.network.lines import SAME, all_types, kind_of, types_of
from graph.network.network import Count, Network, Way

MOST = 300
HUB = 50
FURTHEST = 3
NOTHING = "Nothing that may be shown in this case answers to the id that was given. Look for a slip of the pen."


def around(
    view: View,
    ids: Sequence[str],
    hops: int = 1,
    kinds: Sequence[str] | None = None,
    most: int = MOST,
    hub: int = HUB,
) -> Network:
    """The network within `hops` of these things; one person or firm is what visible SAME_AS joins.

    `kinds` names types of lines or kinds of acts to follow. A thing next to more than `hub` visible things is a node
    whose lines are not followed. An unknown id and one that is not visible both give an empty network.
    """
    _check_reach(view, hops, most)
    types = types_of(list(kinds or ()))
    starts = {id_: kind_of(id_) for id_ in ids}
    with view.action("network"):
        growth = Growth(view, types, most, hub)
        growth.begin(starts)
        for _ in range(hops):
            growth.hop()
        return growth.network()


def among(view: View, ids: Sequence[str], most: int = MOST) -> Network:
    """These things and the lines between them only; an act comes along if it joins two of them or has no other end."""
    starts = {id_: kind_of(id_) for id_ in ids}
    if len(starts) > most:
        raise UsageError(f"{len(starts)} ids are named, at most {most} are drawn: name fewer.")
    with view.action("network"):
        growth = Growth(view, all_types(), 2**53, 2**53)
        growth.begin(starts)
        growth.hop()
        growth.keep(set(starts))
        return growth.network()


def counts(view: View, id_: str) -> list[Count]:
    """What each kind of line leads to from a thing, before any of it is drawn; the same things `around` would load."""
    start = {id_: kind_of(id_)}
    things: dict[tuple[str, Way], set[str]] = defaultdict(set)
    acts: dict[tuple[str, Way], set[str]] = defaultdict(set)
    with view.action("network counts"):
        growth = Growth(view, all_types(), 2**53, 2**53)
        growth.begin(start)
        direct, ends = growth.look()
    mine = set(growth.nodes)
    if len(mine) > 1:
        things[SAME, "both"] = mine - {id_}
    for seen in direct:
        kind = (seen.step.type, seen.step.way)
        (acts if seen.step.to_act else things)[kind].add(seen.other)
    for kind, listed in acts.items():
        things[kind] |= {seen.other for seen in ends if seen.here in listed} - mine
    return [Count(*kind, len(things[kind]), len(acts.get(kind, ()))) for kind in sorted(things)]


def _check_reach(view: View, hops: int, most: int) -> None:
    reach = view.purpose.circle.hops if view.account.role == ENDS_AT_THE_CIRCLE else FURTHEST
    if hops < 0 or most < 1:
        raise UsageError(f"{hops} hops with at most {most} nodes is no network: ask for 0 or more, and 1 or more.")
    if hops > reach:
        raise RefusedError(
            f"The role {view.account.role} looks at most {reach} hops far in a case for {view.purpose.purpose},"
            f" not {hops}: open the next thing from there."
        )
