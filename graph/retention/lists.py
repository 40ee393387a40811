"""Lists of refused rows and reports of loads past their day: files of the data folder, and the register's report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph.access.retention import retain_until
from graph.retention.terms import kept_until
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.leases import Lease

LOADS = """
MATCH (l:StateLoad) RETURN l.number AS number, l.authority AS authority, l.extracted_on AS day,
  coalesce(l.categories, []) AS categories, l.report <> '' AS report
"""
EMPTY = "MATCH (l:StateLoad) WHERE $numbers[toString(l.number)] SET l.report = ''"


@dataclass(frozen=True)
class Lists:
    """Files of refused rows, files of reports, and the loads whose report the register still tells."""

    refused: tuple[Path, ...]
    reports: tuple[Path, ...]
    told: tuple[int, ...]


def due_lists(store: Store, settings: Settings, today: date) -> Lists:
    """A list that no load of the register made (of a check, of a load cut off while it read) is due at once."""
    loads = store.read(LOADS)
    kept = {str(row["number"]) for row in loads if today <= refused_until(row, today)}
    refused = [path for path in _files(settings, "quarantine", ".jsonl") if path.stem not in kept]
    old = {row["number"] for row in loads if _until("load_report", row, today) < today}
    reports = [path for path in _files(settings, "reports", ".json") if path.stem in set(map(str, old))]
    told = sorted(row["number"] for row in loads if row["number"] in old and row["report"])
    return Lists(tuple(refused), tuple(reports), tuple(told))


def refused_until(row: dict[str, Any], today: date) -> date:
    """The last day of a delivery's refused rows: by their own term, and by the shortest of its categories."""
    days = [retain_until(category, row["day"]) for category in row["categories"]]
    return min([_until("refused_rows", row, today), *days])


def erase_lists(lease: Lease, due: Lists) -> None:
    for path in (*due.refused, *due.reports):
        path.unlink(missing_ok=True)
    if due.told:
        lease.write(EMPTY, numbers={str(number): True for number in due.told})


def _until(what: Any, row: dict[str, Any], today: date) -> date:
    return kept_until(what, row["authority"], row["day"], today) or date.max


def _files(settings: Settings, folder: str, suffix: str) -> Iterator[Path]:
    yield from sorted((settings.data / folder).glob(f"*{suffix}"))
