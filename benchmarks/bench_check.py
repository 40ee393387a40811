"""One applicant check on a small and on a five times larger region: the ratio of the medians, in one run.

Both regions are loaded through the ordinary import into engines of their own; the checks take turns after a warm-up.

    python benchmarks/bench_check.py [--small 0.1] [--large 0.5] [--warm 200] [--counted 200]
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.access.accounts import account
from graph.access.cases import Case, open_case
from graph.access.opening import open_view
from graph.access.session import DEMO_DAY, Session, open_session
from graph.checks.check import run_check
from graph.settings import read_settings
from graph.store import embedded
from ingest.region.build import build_region
from ingest.run import load, open_job

OFFICIAL = account("official-maastricht")


@dataclass
class World:
    """A loaded region and its applications with a planted case."""

    session: Session
    case: Case
    subjects: list[str]
    seconds: list[float]

    def check(self, number: int) -> float:
        view = open_view(self.session.store, self.session.audit, OFFICIAL, self.case, self.session.today)
        started = time.perf_counter()
        run_check(view, self.subjects[number % len(self.subjects)])
        return time.perf_counter() - started


@contextmanager
def world(folder: Path, scale: float) -> Iterator[World]:
    region = folder / "region"
    data = folder / "data"
    data.mkdir(parents=True)
    build_region(region, scale, 1)
    key = json.loads((region / "answer_key.json").read_text(encoding="utf-8"))
    (data / DEMO_DAY).write_text(key["today"], encoding="utf-8")
    try:
        with open_session(read_settings(data)) as session:
            for path in sorted(one for one in region.iterdir() if one.is_dir()):
                with open_job(
                    session.store, session.settings, path.name[3:].split("--")[0], path, session.today
                ) as job:
                    print(f"  {scale}: {path.name}: {load(job).graph_rows:,} nodes and lines", file=sys.stderr)
            subjects = [case["case_number"] for case in key["cases"]]
            case = open_case(session.store, OFFICIAL, "permit_screening", "NL_BIBOB_3", "benchmark", "", session.today)
            yield World(session, case, subjects, [])
    finally:
        embedded.stop(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--small", type=float, default=0.1)
    parser.add_argument("--large", type=float, default=0.5)
    parser.add_argument("--warm", type=int, default=200)
    parser.add_argument("--counted", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        worlds = [stack.enter_context(world(Path(folder) / name, getattr(given, name))) for name in ("small", "large")]
        for number in range(given.warm + given.counted):
            for one in worlds:
                seconds = one.check(number)
                if number >= given.warm:
                    one.seconds.append(seconds)
        small, large = (statistics.median(one.seconds) for one in worlds)
        p95 = [statistics.quantiles(one.seconds, n=20)[-1] for one in worlds]
        print(f"check at {given.small}x: p50 {small * 1000:.0f} ms, p95 {p95[0] * 1000:.0f} ms")
        print(f"check at {given.large}x: p50 {large * 1000:.0f} ms, p95 {p95[1] * 1000:.0f} ms")
        print(f"ratio of medians {large / small:.2f} (at most 1.5 wanted)")


if __name__ == "__main__":
    main()
