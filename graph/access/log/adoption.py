"""A chain whose process has ended is adopted: the next one signs how many lines it had and the hash of the last.

So it shows when lines are cut from its end or its files are gone, also where the graph was set back.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from graph.access.log.files import CHECKPOINT, OPEN, days, read_day, read_object

Note = dict[str, Any]


@contextmanager
def adopting(audit: Path) -> Iterator[list[Note]]:
    """What is to be noted of each ended chain; when the block is left in order, they count as adopted."""
    with ExitStack() as held:
        ended = [audit / OPEN / name for name in sorted(marks(audit)) if _let_go(audit / OPEN / name, held)]
        yield [note for mark in ended if (note := last_of(audit / mark.name))]
        for mark in ended:
            mark.unlink(missing_ok=True)


def marks(audit: Path) -> set[str]:
    """The chains whose processes run, and those that wait to be adopted."""
    return {mark.name for mark in (audit / OPEN).glob("[!.]*")}


def live(audit: Path) -> set[str]:
    """The chains whose processes run."""
    with ExitStack() as held:
        return {name for name in marks(audit) if not _let_go(audit / OPEN / name, held)}


def last_of(chain: Path) -> Note | None:
    """Chain, count of lines, hash and day of the last, and whether half a line follows; None without any line."""
    for path in reversed(days(chain)):
        if path.suffix == CHECKPOINT:
            told = read_object(path.read_bytes())
            return _note(chain, path, _number(told, "first") + _number(told, "count"), told.get("last"), False)
        day = read_day(path)
        if day.lines:
            told = day.lines[-1].told
            return _note(chain, path, _number(told, "number") + 1, told.get("hash"), bool(day.torn))
    return None


def _number(told: dict[str, Any], name: str) -> int:
    """A number of a line; a changed line may have none, and verifying names it."""
    value = told.get(name)
    return value if isinstance(value, int) else 0


def _note(chain: Path, path: Path, count: int, last: object, torn: bool) -> Note:
    return {"chain": chain.name, "count": count, "last": last, "day": path.stem, "torn": torn}


def _let_go(mark: Path, held: ExitStack) -> bool:
    """Whether the process of this chain has ended; then the mark is held until the stack is left."""
    with suppress(FileNotFoundError):  # another process has just adopted it
        handle = os.open(mark, os.O_WRONLY)
        held.callback(os.close, handle)
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    return False
