"""What takes the place of a day of the log that has expired: how many lines it had and their last hash, signed."""

from datetime import date
from pathlib import Path
from typing import Any

from graph.access.log.files import DayFile
from graph.access.log.signing import is_signed, signed
from graph.access.term import Term, last_day


def make_checkpoint(keys: Path, day: DayFile, term: Term, today: date) -> dict[str, Any]:
    """The checkpoint of a day whose lines were found whole; of its lines nothing but count and hashes stays."""
    first, last = day.lines[0].told, day.lines[-1].told
    told = {
        "chain": first["chain"],
        "day": day.path.stem,
        "first": first["number"],
        "count": len(day.lines),
        "before": first["before"],
        "last": last["hash"],
        "country": term.country,
        "keep": term.keep,
        "article": term.article,
        "erased_on": today.isoformat(),
    }
    if first["number"] == 0:
        told["opens"] = first["opens"]
    return signed(keys, told)


def checkpoint_fault(keys: Path, path: Path, told: dict[str, Any]) -> str:
    """Why this is no checkpoint of this day; nothing when it is."""
    if not is_signed(keys, told):
        return "this checkpoint is not signed with the key of this log"
    if (told["chain"], told["day"]) != (path.parent.name, path.stem):
        return "it is the checkpoint of another day or chain"
    if date.fromisoformat(told["erased_on"]) <= last_day(told["keep"], date.fromisoformat(told["day"])):
        return f"the lines of this day were erased before their time ({told['keep']})"
    return ""
