"""A day of the log whose time is over is erased; a signed checkpoint takes its place, so the chain still verifies."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from graph.access.audit import AuditLog
from graph.access.log.checkpoints import make_checkpoint
from graph.access.log.files import CHECKPOINT, LINES, chains, days, place, read_day, read_object
from graph.access.log.terms import terms
from graph.access.log.verify import verify
from graph.access.term import Term, last_day
from graph.store.secrets import OWNER_ONLY, sync_folder


@dataclass
class Expired:
    """Days and lines that were erased; why others were not: a chain is `wrong`, the term of a country `unsettled`."""

    days: int = 0
    lines: int = 0
    wrong: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)


def log_day() -> date:
    """The day of the lines: a log keeps real time, also where a demonstration keeps a day of its own."""
    return datetime.now(UTC).date()


def expire(log: AuditLog, account: str, today: date) -> Expired:
    """Erase the days that have expired by the term of their accounts' country; a line of the log says so first.

    Chains in which something is wrong stay as they are: a checkpoint would hide it. Safe to repeat.
    """
    audit, done = log.settings.data / "audit", Expired()
    wrong = verify(log.store, log.settings).wrong
    due: list[tuple[Path, Term]] = []
    for chain in chains(audit):
        found = list(_due(chain, today, done))
        if found and any(chain.name in said for said in wrong):
            done.wrong.append(f"chain {chain.name}: something is wrong with it, so nothing of it is erased")
        else:
            due += found
    if due:
        log.write(account, "", "log expire", "log", {"days": [place(path) for path, _ in due]})
    for path, term in due:
        _erase(log.settings.keys, path, term, today, done)
    _finish(audit)
    return done


def _due(chain: Path, today: date, done: Expired) -> Iterator[tuple[Path, Term]]:
    files = days(chain)
    country = str(_first(files[0]).get("opens", {}).get("country", "")) if files else ""
    term = terms().get(country)
    if term and term.holds(today):
        yield from ((path, term) for path in files if path.suffix == LINES and _over(path, term, today))
    else:
        named = country or "no country"
        said = f"log of {named}: no term that holds, so nothing of it is erased (graph/access/log/terms.yaml)"
        done.unsettled += [said] if said not in done.unsettled else []


def _first(path: Path) -> dict[str, Any]:
    """The first line of a day, or its checkpoint."""
    if path.suffix == CHECKPOINT:
        return read_object(path.read_bytes())
    found = read_day(path).lines
    return found[0].told if found else {}


def _over(path: Path, term: Term, today: date) -> bool:
    return today > last_day(term.keep, date.fromisoformat(path.stem))


def _erase(keys: Path, path: Path, term: Term, today: date, done: Expired) -> None:
    day = read_day(path)
    if day.lines:
        _write(path.with_suffix(CHECKPOINT), make_checkpoint(keys, day, term, today))
    path.unlink()
    sync_folder(path.parent)
    done.days, done.lines = done.days + 1, done.lines + len(day.lines)


def _write(path: Path, told: dict[str, Any]) -> None:
    """A whole file or none, on disk before the lines go."""
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w", encoding="utf-8") as file:
        json.dump(told, file, sort_keys=True, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    sync_folder(path.parent)


def _finish(audit: Path) -> None:
    """Lines beside their checkpoint are what an interrupted expiry left."""
    for chain in chains(audit):
        for path in days(chain):
            if path.suffix == CHECKPOINT:
                path.with_suffix(LINES).unlink(missing_ok=True)
