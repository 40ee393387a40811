"""The cells of one sector in the areas of one country: what may be told of them beside one another.

Two rows go together: applications looked at, and those of them that an indicator is met for. A count of met ones is
told where it is 0, or where 5 or more are met and 5 or more are not: else it, or the rest of those looked at, would be
small, or would say of every applicant of a cell that the indicator is met. Where 1 to 4 were looked at nothing is told
of them.
"""

from collections.abc import Iterable, Mapping

from graph.suppression import SMALLEST, suppressed

Cells = dict[str, int | None]


def met_cells(looked_at: Mapping[str, int], met: Mapping[str, int]) -> tuple[Cells, int | None]:
    """The row of an indicator, and its total where that gives away no hidden cell; every total told is one of a row.

    Who knows both totals knows what the hidden cells come to together: that must be safe to tell by itself, and leave
    each of them at least two values. Cells with 1 to 4 applications count as one that nothing is told of.
    """
    base, whole = suppressed(looked_at)
    small = [area for area, count in base.items() if count is None]
    told = {area: met[area] if area not in small and safe(met[area], looked_at[area]) else None for area in looked_at}
    hidden = [area for area, count in told.items() if count is None]
    left, of = sum(met[area] for area in hidden), sum(looked_at[area] for area in hidden)
    ranges = [unsafe(looked_at[area]) for area in hidden if area not in small]
    rest = [frozenset(range(sum(looked_at[area] for area in small) + 1))] if small else []
    if whole is None or not safe(left, of) or not all(several(ranges, rest, left)):
        return told, None
    return told, sum(met.values())


def safe(met: int, looked_at: int) -> bool:
    return met == 0 or (met >= SMALLEST and looked_at - met >= SMALLEST)


def unsafe(looked_at: int) -> frozenset[int]:
    """What a hidden count may be, as everybody knows."""
    return frozenset(met for met in range(looked_at + 1) if not safe(met, looked_at))


def several(ranges: list[frozenset[int]], rest: list[frozenset[int]], total: int) -> Iterable[bool]:
    """For each range: whether it leaves two values or more, when one value of each, and of `rest`, makes the total."""
    for place, values in enumerate(ranges):
        others = sums([*ranges[:place], *ranges[place + 1 :], *rest])
        yield sum(total - value in others for value in values) > 1


def sums(ranges: Iterable[frozenset[int]]) -> set[int]:
    found = {0}
    for values in ranges:
        found = {one + other for one in found for other in values}
    return found
