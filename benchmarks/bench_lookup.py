"""Can the time of an answer tell a restricted record from none? The AUC of the best threshold-free classifier on time.

A sample of a municipality with one restricted hit is loaded; look-ups at it about that subject and about nobody take
turns in random order. AUC is the chance that a look-up of the one kind takes longer than one of the other: 0.5 tells
nothing. Both sides are told, with the grid of time (what leaves) and of the work inside it (what the grid hides).

    python benchmarks/bench_lookup.py [--lookups 2000] [--most 0.55]
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import copytree

from graph.access.accounts import account
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.session import Session, open_session
from graph.access.view import View
from graph.border.grid import Pace
from graph.border.lookup import asked_of, look_up
from graph.settings import read_settings
from graph.store import embedded
from ingest.run import load, open_job

TODAY, AT = date(2026, 6, 1), "nl-gm0935"
SAMPLE = Path(__file__).parents[1] / "ingest/sources/nl_municipality/sample/first"
RESTRICTED, NOBODY = "Proefman, Daan, 1984-03-12", "Niemand, Niels, 1970-01-01"
FORGET = "MATCH (c:StateLookupCount) DETACH DELETE c"
WARM = 20


@dataclass
class Times:
    """Seconds from question to answer, and of the work before the answer waited for its step."""

    answered: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def look(self, view: View, typed: str) -> None:
        view.store.write(FORGET)  # the caps are not what is measured
        waited: list[float] = []

        def sleep(seconds: float) -> None:
            waited.append(seconds)
            time.sleep(seconds)

        began = time.perf_counter()
        reply = look_up(view, asked_of(AT, ""), [typed], "benchmark", "measured alone", Pace(sleep=sleep))
        took = time.perf_counter() - began
        assert {one.said for one in reply.answers} <= {"nothing", "may be asked", "not asked", "read"}
        self.answered.append(took)
        self.worked.append(took - sum(waited))


@contextmanager
def loaded(folder: Path) -> Iterator[Session]:
    """The sample, its one hit restricted by its owner."""
    delivery = Path(copytree(SAMPLE, folder / "delivery"))
    path = delivery / "consultation.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},share_with", *(f"{row},{'owner' if ',hit,' in row else ''}" for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    data = folder / "data"
    try:
        with open_session(read_settings(data), TODAY) as session:
            with open_job(session.store, session.settings, "nl_municipality", delivery, TODAY) as job:
                load(job)
            yield session
    finally:
        embedded.stop(data)


def auc(one: list[float], other: list[float]) -> float:
    """Of all pairs, how often the first is longer; a threshold either way, so never under a half."""
    won = sum((a > b) + (a == b) / 2 for a in one for b in other) / (len(one) * len(other))
    return max(won, 1 - won)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lookups", type=int, default=2000)
    options.add_argument("--most", type=float, default=0.55)
    asked = options.parse_args()
    who = account("official-heerlen")
    with tempfile.TemporaryDirectory() as folder, loaded(Path(folder)) as session:
        case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", "x", "", TODAY)
        view = open_view(session.store, session.audit, who, case, TODAY)
        kinds = {RESTRICTED: Times(), NOBODY: Times()}
        for typed in [*kinds] * WARM:
            Times().look(view, typed)
        turns = [*kinds] * (asked.lookups // 2)
        random.Random(1).shuffle(turns)
        for typed in turns:
            kinds[typed].look(view, typed)
    restricted, nothing = kinds.values()
    found = auc(restricted.answered, nothing.answered)
    inside = auc(restricted.worked, nothing.worked)
    print(
        f"{len(turns)} look-ups: AUC of the answers {found:.3f} (at most {asked.most}), of the work inside {inside:.3f}"
    )
    return int(found > asked.most)


if __name__ == "__main__":
    sys.exit(main())
