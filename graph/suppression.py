"""Small counts are not told, and cannot be worked out from what is told beside them (safeguards.md, 7.2 row 23)."""

from collections.abc import Mapping

SMALLEST = 5


def suppressed(cells: Mapping[str, int]) -> tuple[dict[str, int | None], int | None]:
    """The cells of a row without those of 1 to 4, and its total where that gives away no hidden cell.

    Who knows the total knows the sum of the hidden cells. That tells none of them where there are at least two, their
    sum is no small count itself, and it is neither the least nor the most that so many cells of 1 to 4 can come to.
    Totals of columns are never told, so that each row stands alone.
    """
    hidden = [count for count in cells.values() if 0 < count < SMALLEST]
    told = {name: None if 0 < count < SMALLEST else count for name, count in cells.items()}
    few, most = max(len(hidden) + 1, SMALLEST), len(hidden) * (SMALLEST - 1) - 1
    safe = not hidden or few <= sum(hidden) <= most
    return told, sum(cells.values()) if safe else None
