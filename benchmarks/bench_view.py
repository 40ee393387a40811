"""What a View costs: making one over many compartments, and its guards in the queries of a check.

A region is loaded into an engine of its own and filled up with made-up compartments. Every query that checks of its
planted cases ask is then asked with its guards and without (the twin has `true` in their place), in turns; so are
queries that pass over the whole graph. Told are ratios of medians, in one run.

    python benchmarks/bench_view.py [--scale 0.1] [--compartments 400] [--views 200] [--checks 10] [--rounds 20]
        [--json]
"""

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from graph.access.accounts import account
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.session import DEMO_DAY, Session, open_session
from graph.access.view import View
from graph.checks.check import run_check
from graph.model.compartments import Compartment
from graph.patterns.expand import VISIBLE, expand
from graph.settings import read_settings
from graph.store import embedded
from graph.store.connection import Rows
from graph.store.loads import KEEP_COMPARTMENTS, compartment_row, read_compartments
from ingest.region.build import build_region, source_of
from ingest.run import load, open_job

OFFICIAL = account("official-maastricht")
GUARD = re.compile(re.escape(VISIBLE).replace("@x", r"\w+"))
WHOLE = (
    "MATCH (p:Person)-[d:DIRECTS WHERE visible(d)]->(o:Organisation) RETURN count(d) AS found",
    "MATCH (s:OrganisationStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(o:Organisation)"
    " RETURN count(s) AS found",
)
MOST_MS, MOST_ANCHORED, MOST_WHOLE = 10, 1.3, 2


@dataclass(frozen=True)
class Asked:
    """A statement with its guards, and the parameters it was asked with."""

    text: str
    given: dict[str, Any]


@contextmanager
def world(folder: Path, scale: float, most: int) -> Iterator[tuple[Session, list[str]]]:
    """A session on a loaded region with so many compartments, and its applications with a planted case."""
    region, data = folder / "region", folder / "data"
    data.mkdir()
    build_region(region, scale, 1)
    key = json.loads((region / "answer_key.json").read_text(encoding="utf-8"))
    (data / DEMO_DAY).write_text(key["today"], encoding="utf-8")
    try:
        with open_session(read_settings(data)) as session:
            for path in sorted(one for one in region.iterdir() if one.is_dir()):
                with open_job(session.store, session.settings, source_of(path), path, session.today) as job:
                    load(job)
                print(f"  {path.name}", file=sys.stderr)
            missing = range(most - len(read_compartments(session.store)))
            made = (Compartment("nl-gm0935", "nl_municipality", "permit", share_with=(f"x{n}",)) for n in missing)
            session.store.write(KEEP_COMPARTMENTS, rows=list(map(compartment_row, made)), number=0)
            yield session, [case["case_number"] for case in key["cases"]]
    finally:
        embedded.stop(data)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def heard(view: View, subject: str) -> list[Asked]:
    """Every guarded statement of a check."""
    found: list[Asked] = []
    read = view.store.read

    def listen(statement: str, /, **given: Any) -> Rows:
        if GUARD.search(statement):
            found.append(Asked(statement, given))
        return read(statement, **given)

    with patch.object(view.store, "read", listen):
        run_check(view, subject)
    return found


def ratio(session: Session, asked: list[Asked], rounds: int) -> float:
    """With guards to without: the sums of the medians of each statement."""
    totals = [0.0, 0.0]
    for one in asked:
        texts = (one.text, GUARD.sub("true", one.text))
        took: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds + 1):
            for text, times in zip(texts, took, strict=True):
                times.append(timed(partial(session.store.read, text, **one.given)))
        for which, times in enumerate(took):  # the first time the engine had not read the statement yet
            totals[which] += statistics.median(times[1:])
    return totals[0] / totals[1]


def measure(session: Session, subjects: list[str], views: int, checks: int, rounds: int) -> dict[str, float]:
    case = open_case(session.store, OFFICIAL, "permit_screening", "NL_BIBOB_3", "benchmark", "", session.today)

    def view() -> View:
        return open_view(session.store, session.audit, OFFICIAL, case, session.today)

    made = [timed(view) for _ in range(2 * views)][views:]  # the first half warms the engine up
    step = max(1, len(subjects) // checks)
    asked = [one for subject in subjects[::step][:checks] for one in heard(view(), subject)]
    guard = {**asked[0].given}
    return {
        "compartments": len(read_compartments(session.store)),
        "view_ms": statistics.median(made),
        "statements": len(asked),
        "anchored_ratio": ratio(session, asked, rounds),
        "whole_ratio": ratio(session, [Asked(expand(text), guard) for text in WHOLE], rounds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scale", type=float, default=0.1)
    for name, default in (("compartments", 400), ("views", 200), ("checks", 10), ("rounds", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), given.scale, given.compartments) as (session, subjects),
    ):
        found = measure(session, subjects, given.views, given.checks, given.rounds)
    print(json.dumps({"scale": given.scale, **found}) if given.json else "\n".join(lines(given.scale, found)))


def lines(scale: float, found: dict[str, float]) -> Iterator[str]:
    many = f"{found['compartments']} compartments"
    yield f"a View at {scale}x over {many}: p50 {found['view_ms']:.1f} ms (at most {MOST_MS} wanted)"
    for name, least in (("anchored", MOST_ANCHORED), ("whole", MOST_WHOLE)):
        yield f"{name} statements with guards to without: {found[name + '_ratio']:.2f} (at most {least} wanted)"


if __name__ == "__main__":
    main()
