"""The files of the log: a folder for each chain, in it one file per day (UTC), or what stands for an erased day.

audit/<chain>/2026-06-01.jsonl          the lines of that day
audit/<chain>/2026-05-31.checkpoint     signed: how many lines that day had, and their last hash
audit/open/<chain>                      locked while its process lives, gone when the chain was adopted
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

OPEN = "open"
LINES, CHECKPOINT = ".jsonl", ".checkpoint"
NEEDED = {"chain", "number", "at", "account", "case", "action", "subject", "told"}


class Line(NamedTuple):
    """A line as it stands in its file; `told` is empty where it is no JSON object."""

    path: Path
    at: int
    told: dict[str, Any]

    @property
    def place(self) -> str:
        return f"{place(self.path)} line {self.at}"


class DayFile(NamedTuple):
    """The whole lines of one day, and what stands after the last line end: a line half written."""

    path: Path
    lines: list[Line]
    torn: bytes


def chains(audit: Path) -> list[Path]:
    """The folders of all chains."""
    return [path for path in sorted(audit.glob("*")) if path.is_dir() and path.name != OPEN]


def days(chain: Path) -> list[Path]:
    """One file per day, the oldest first; where an expiry was interrupted the checkpoint counts, not the lines."""
    found = {path.stem: path for suffix in (LINES, CHECKPOINT) for path in chain.glob(f"*{suffix}")}
    return [found[day] for day in sorted(found)]


def place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_day(path: Path) -> DayFile:
    whole, _, torn = path.read_bytes().rpartition(b"\n")
    texts = whole.split(b"\n") if whole else []
    return DayFile(path, [Line(path, at, read_object(text)) for at, text in enumerate(texts, start=1)], torn)


def read_lines(audit: Path, since: str = "", until: str = "9999") -> Iterator[Line]:
    """Every line of every chain that can be read as one, of the days from `since` to `until`."""
    for chain in chains(audit):
        for path in days(chain):
            if path.suffix == LINES and since <= path.stem <= until:
                yield from (line for line in read_day(path).lines if line.told.keys() >= NEEDED)


def read_object(text: bytes) -> dict[str, Any]:
    """A JSON object; empty where these bytes are none."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def line_hash(line: Mapping[str, Any]) -> str:
    told = {name: value for name, value in line.items() if name != "hash"}
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
