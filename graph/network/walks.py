"""Ways through a plain graph: names and what is next to each, nothing of records or Views."""

from collections.abc import Collection, Iterator, Mapping

Walk = tuple[str, ...]
Near = Mapping[str, Collection[str]]


def walks(near: Near, starts: set[str], ends: set[str], longest: int, closed: set[str]) -> list[Walk]:
    """Every walk of at most `longest` steps that meets nothing twice, by length, then by names.

    None runs through an end, a start or what is closed.
    """
    return sorted(_walks(near, starts, ends, longest, closed), key=lambda walk: (len(walk), walk))


def _walks(near: Near, starts: set[str], ends: set[str], longest: int, closed: set[str]) -> Iterator[Walk]:
    far = _distances(near, ends, longest, closed)
    todo: list[Walk] = [(name,) for name in starts]
    while todo:
        walk = todo.pop()
        if walk[-1] in ends:
            yield walk
            continue
        fitting = (name for name in near.get(walk[-1], ()) if len(walk) + far.get(name, longest) <= longest)
        todo += [(*walk, name) for name in fitting if name not in walk and name not in starts]


def _distances(near: Near, ends: set[str], longest: int, closed: set[str]) -> dict[str, int]:
    """Steps to the nearest end; what is closed and no end is not in it, nor what is too far away."""
    found, ring = dict.fromkeys(ends, 0), ends
    for steps in range(1, longest):
        ring = {name for at in ring for name in near.get(at, ())} - set(found) - closed
        found |= dict.fromkeys(ring, steps)
    return found
