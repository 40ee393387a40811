"""The log in counts that tell of nobody: of months that have ended, by role and action (safeguards.md, 7.2 row 23)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph.access.log.reading import Wanted, lines
from graph.settings import Settings

SMALLEST = 5


@dataclass(frozen=True)
class Row:
    """Counts per action and their total; None: hidden, because it or what could be worked out from it is 1 to 4."""

    month: str
    role: str
    cells: dict[str, int | None]
    total: int | None


def statistics(settings: Settings, today: date) -> list[Row]:
    """A month that has not ended is left out: the difference of two counts of it would tell a small one."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in lines(settings, Wanted(until=today.replace(day=1) - timedelta(days=1))):
        counts[line["at"][:7], line.get("role") or "none"][line["action"]] += 1
    actions = sorted({action for row in counts.values() for action in row})
    return [
        Row(month, role, *suppressed({action: counts[month, role][action] for action in actions}))
        for month, role in sorted(counts)
    ]


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
