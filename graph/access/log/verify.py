"""Whether the log is as it was written: every line, every file, every chain."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.access.log.adoption import live, marks
from graph.access.log.checkpoints import checkpoint_fault
from graph.access.log.files import LINES, OPEN, Line, chains, days, line_hash, place, read_day, read_object
from graph.access.log.signing import is_signed
from graph.settings import Settings
from graph.store.connection import Store

CHAINS = "MATCH (c:StateChain) RETURN c.id AS id, c.opened_at AS at ORDER BY c.opened_at, c.id"


@dataclass
class Verified:
    """`wrong`: what was changed, added, moved or taken away. `noted`: what a killed process or full disk leaves."""

    wrong: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


@dataclass
class _Walk:
    """How far a chain was followed: the hash and number that must come next, the day that was left last."""

    keys: Path
    chain: str
    wrong: list[str]
    before: str = ""
    number: int = 0
    day: str = ""
    torn: Path | None = None
    ends: dict[int, str] = field(default_factory=dict)
    adopts: list[dict[str, Any]] = field(default_factory=list)


def verify(store: Store, settings: Settings) -> Verified:
    """What is wrong with the log, by file and line, and chains that are missing."""
    audit, told = settings.data / "audit", Verified()
    # all before the files, which are there first: so what begins or is adopted meanwhile is not taken for missing
    opened, running, waiting = store.read(CHAINS), live(audit), marks(audit)
    walks = {path.name: _follow(settings.keys, path, told.wrong) for path in chains(audit)}
    notes = [(note, walk.chain) for walk in walks.values() for note in walk.adopts]
    for note, adopter in notes:
        told.wrong += _cut(note, adopter, walks.get(note["chain"]))
    for row in opened:
        if row["id"] not in walks or not walks[row["id"]].number:
            told.wrong.append(f"chain {row['id']}, opened in the graph at {row['at']}, is missing: its files are gone")
    for walk in walks.values():
        if walk.chain not in running:
            kept = [note for note, _ in notes if note["chain"] == walk.chain]
            _ended(walk, kept, walk.chain in waiting | marks(audit), told)
    return told


def _ended(walk: _Walk, kept: list[dict[str, Any]], waits: bool, told: Verified) -> None:
    """Of a chain whose process has ended: half a line at its end, and whether the next process can adopt it."""
    if walk.torn:
        (told.noted if all(note["torn"] for note in kept) else told.wrong).append(_half(walk.torn))
    if walk.ends and not kept and not waits:
        told.wrong.append(
            f"chain {walk.chain} waits to be adopted, and its mark in {OPEN} is gone: its end proves nothing"
        )


def _half(path: Path) -> str:
    return (
        f"{place(path)} ends in half a line: the process was killed or its disk was full; what that line was to tell"
        " was not shown"
    )


def _follow(keys: Path, chain: Path, wrong: list[str]) -> _Walk:
    walk = _Walk(keys, chain.name, wrong)
    for path in days(chain):
        if walk.torn:
            wrong.append(f"{place(walk.torn)} ends in half a line, and the chain goes on after it")
            walk.torn = None
        if path.suffix == LINES:
            _follow_lines(walk, path)
        else:
            _follow_checkpoint(walk, path)
        walk.day = path.stem
    return walk


def _follow_checkpoint(walk: _Walk, path: Path) -> None:
    told = read_object(path.read_bytes())
    if fault := checkpoint_fault(walk.keys, path, told):
        walk.wrong.append(f"{place(path)}: {fault}")
        return
    if (told["before"], told["first"]) != (walk.before, walk.number):
        walk.wrong.append(f"{place(path)}: it does not follow what stands before it")
    _take_opening(walk, told, place(path))
    walk.before, walk.number = told["last"], told["first"] + told["count"]
    walk.ends[walk.number] = walk.before


def _follow_lines(walk: _Walk, path: Path) -> None:
    day = read_day(path)
    for line in day.lines:
        walk.wrong += _wrong(walk, line)
        _take_opening(walk, line.told, line.place)
        walk.before = str(line.told.get("hash", ""))
        number = line.told.get("number")
        walk.number = number + 1 if isinstance(number, int) else walk.number + 1
        walk.ends[walk.number] = walk.before
    if day.torn:
        walk.torn = path


def _wrong(walk: _Walk, line: Line) -> Iterator[str]:
    told = line.told
    if not told or told.get("hash") != line_hash(told):
        yield f"{line.place}: not what was written there"
    elif (told.get("chain"), str(told.get("at"))[:10]) != (walk.chain, line.path.stem):
        yield f"{line.place}: it belongs to another file"
    elif told.get("number") != walk.number:
        yield _misplaced(walk, line)
    elif told.get("before") != walk.before:
        yield f"{line.place}: the line before it is not the one that was written there"


def _misplaced(walk: _Walk, line: Line) -> str:
    number, follows = line.told.get("number"), line.told.get("follows")
    if not isinstance(number, int) or number < walk.number:
        return f"{line.place}: a line of an earlier place, moved or repeated"
    if follows and follows != walk.day:
        return f"{walk.chain}/{follows}{LINES} is missing, and with it {number - walk.number} lines before {line.place}"
    return f"{line.place}: {number - walk.number} lines before it are missing"


def _take_opening(walk: _Walk, told: dict[str, Any], where: str) -> None:
    """The first line of a chain, or the checkpoint that has taken its place, tells what the chain adopts."""
    if told.get("number", told.get("first")) != 0:
        return
    opens = told.get("opens")
    if not isinstance(opens, dict) or opens.get("chain") != walk.chain or not is_signed(walk.keys, opens):
        walk.wrong.append(f"{where}: the opening of this chain is not signed with the key of this log")
        return
    walk.adopts += opens["adopts"]


def _cut(note: dict[str, Any], adopter: str, walk: _Walk | None) -> Iterator[str]:
    """Whether an adopted chain is still as long as it was, and ends as it did."""
    if walk is None or not walk.ends:
        yield f"chain {note['chain']} is missing: it had {note['count']} lines when {adopter} adopted it"
    elif walk.number < note["count"]:
        gone = note["count"] - walk.number
        yield f"{note['chain']}/{note['day']}{LINES}: {gone} lines are cut from its end (adopted by {adopter})"
    elif walk.number > note["count"]:
        yield f"chain {note['chain']}: {walk.number - note['count']} lines were added after {adopter} had adopted it"
    elif walk.before != note["last"]:
        yield f"chain {note['chain']}: its end is not the one that {adopter} adopted"
