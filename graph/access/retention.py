"""Until when a record may be read and kept, where the row does not say so itself."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from graph.store.records import FOREVER


@cache
def _years() -> dict[str, int]:
    text = (Path(__file__).parent / "retention.yaml").read_text(encoding="utf-8")
    return {name: int(years) for name, years in yaml.load(text, Loader=yaml.BaseLoader).items()}  # noqa: S506


def retain_until(category: str, collected_on: date) -> date:
    """The last day a record of this category, learned on that day, may be read."""
    years = _years()[category]
    if not years:
        return FOREVER
    leap = (collected_on.month, collected_on.day) == (2, 29)
    return collected_on.replace(year=collected_on.year + years, day=28 if leap else collected_on.day)
