"""Records that say the same are one row with several record ids."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.widgets.markup import Safe, join, tag


def merged(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows that differ in their record only, as one; its `record` is then a list, in the order of the rows."""
    found: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
    for row in rows:
        same = tuple((name, str(value)) for name, value in row.items() if name not in {"record", "id"})
        found.setdefault(same, {**row, "record": []})["record"].append(row["record"])
    return list(found.values())


def records(told: str | list[str]) -> Safe:
    """Record ids, each on its own line."""
    ids = [told] if isinstance(told, str) else told
    return join(tag("code", one, class_="record") for one in ids)
