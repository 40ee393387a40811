"""A first pass in so many processes, without a database: everything it came to, to be compared."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from graph.access.authorities import authority
from graph.resolve.country_keys import read_keys
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.records import Thing
from graph.store.statements import Shape
from graph.store.states import Held, State
from ingest.admission import admit
from ingest.first_pass import Job, Reading, read_all
from ingest.report import Report, new_list
from ingest.spec import source
from ingest.taken import Taken
from ingest.things import Things
from tests.golden_records import label, opened

TODAY = date(2026, 6, 1)


@dataclass
class Came:
    """What a first pass came to, but for the order of what is written."""

    rows: list[tuple[Shape, str]]
    report: dict[str, Any]
    refused: str
    vanished: dict[str, Held]
    removed: set[str]
    ended: dict[str, Held]
    compartments: dict[str, Any]
    missing: set[str]


def first_pass(name: str, path: Path, shares: int, state: State, work: Path) -> tuple[Came, State]:
    """Read the delivery at `path`, once admitted, in so many shares; also the state had it been written as load 1."""
    settings, spec, listed = Settings(work / "data", work / "keys"), source(name), work / "refused.jsonl"
    settings.data.mkdir(parents=True, exist_ok=True)
    new_list(listed)
    with opened(spec, path) as folder, ExitStack() as files:
        told = label(spec, folder)
        if not spec.typed:
            admit(told, spec)
        things = Things(told.source, told.authority, authority(told.authority).country, read_keys(settings.keys))
        job = Job(cast(Store, None), settings, spec, folder, told, TODAY, shares=shares)
        taken = Taken(state, Report(told))
        read_all(Reading(job, 1, things, taken, listed, files, lambda: None))
        written = [(shape, row) for shaped in taken.lots() for shape, rows in shaped.items() for row in rows]
        came = Came(
            sorted((shape, repr(sorted(row.items()))) for shape, row in written),
            taken.report.as_json(),
            listed.read_text(encoding="utf-8"),
            taken.vanished(),
            taken.removed,
            taken.ended(),
            taken.compartments,
            taken.missing,
        )
    starts = [Thing(shape.ends[0], row["t0"]) if shape.ends and not shape.lines else None for shape, row in written]
    held = {
        row["key"]: Held(shape.kind, row["hash"], 1, start) for (shape, row), start in zip(written, starts, strict=True)
    }
    return came, State({**state.before, **held})


def spoiled(path: Path, out: Path) -> Path:
    """The delivery with rows told again, told with other content, and lines that are no rows."""
    shutil.copytree(path, out)
    for file in out.glob("*.csv"):
        if file.stem not in {"meta", "code"}:
            _change(file, _spoil_lines)
    for file in out.glob("*.xml"):
        _change(file, _spoil_answers)
    return out


def _change(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def _spoil_lines(text: str) -> str:
    header, *lines = text.splitlines()
    if len(lines) < 9:
        return text
    other = lines[4][: lines[4].rfind(",") + 1] + '"2031-01-01"'
    middle = [lines[0], 'a "broken" line"', lines[1], other, "one,two"]
    return "\n".join([header, *lines[:7], *middle, *lines[7:], lines[2], other, lines[8] + ",more", ""])


def _spoil_answers(text: str) -> str:
    start, end = "<ophalenInschrijvingResponse", "</ophalenInschrijvingResponse>"
    answers = [start + part.partition(end)[0] + end for part in text.split(start)[1:]]
    if len(answers) < 4:
        return text
    other = answers[1].replace("<naam>", "<naam>Ander ")
    wrong = answers[2].replace("<kvkNummer>", "<kvkNummer>x")
    cut = text.rindex(answers[-1])
    return text[:cut] + "".join([answers[0], other, wrong, answers[3]]) + text[cut:]
