"""The log in counts that tell of nobody: of months that have ended, by role and action (safeguards.md, 7.2 row 23)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from graph.access.log.reading import Wanted, lines
from graph.settings import Settings
from graph.suppression import suppressed


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
