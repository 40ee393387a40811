"""The log of a process that has ended, written for a test, and its files."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from graph.access.audit import AuditLog
from graph.store.connection import Store

ACTION, SUBJECT = "query", "Voorbeeld, Anna, 1980-05-01"
OFFICIAL = "official-maastricht"


def at(day: str, hour: int = 9) -> Callable[[], datetime]:
    moment = datetime.fromisoformat(f"{day}T{hour:02}:00:00").replace(tzinfo=UTC)
    return lambda: moment


def write(store: Store, days: Iterable[str], account: str = OFFICIAL, subject: str = SUBJECT) -> AuditLog:
    """A chain with one line for each day, whose process has ended."""
    log = AuditLog(store, store.settings)
    for day in days:
        log.clock = at(day)
        log.write(account, "2026-1", ACTION, subject, {"rows": 1})
    log.close()
    return log


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)
