"""Organisations moving to one crowded address, against the same at a quiet one: the ratio of the medians, in one run.

A Belgian trust office's address, or a holiday park, has thousands of organisations at it; what a load adds there must
not cost more with each that is there already. The import's own writer is measured, on a fresh store.

    python benchmarks/bench_hub.py [--crowded 20000] [--quiet 200] [--added 200] [--rounds 25]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from graph.model.compartments import Compartment
from graph.settings import Settings
from graph.store import embedded
from graph.store.connection import open_store
from graph.store.leases import leased
from graph.store.records import FOREVER, Line, Record, Thing
from graph.store.schema import apply_schema
from graph.store.writer import Load

PLACE = Compartment("be-kbo", "be_kbo", "open")
AT_ONCE = 2_000
DAY = date(2026, 1, 1)
WARM = 5

numbers = count()


def moved_in(premises: Thing, how_many: int) -> Iterator[Record]:
    """So many organisations that no record named before, each with its seat there."""
    for number in (next(numbers) for _ in range(how_many)):
        organisation = Thing("Organisation", f"org:bench:{number}")
        lines = (Line("DESCRIBES", None, organisation), Line("SEATED_AT", organisation, premises))
        yield Record("OrganisationStatement", f"bench/{number}", "h", PLACE, DAY, FOREVER, "f", 1, lines=lines)


def add(load: Load, premises: Thing, how_many: int) -> float:
    """Seconds from rows that lie ready to rows that are kept."""
    records = list(moved_in(premises, how_many))
    began = time.perf_counter()
    load.write(records)
    return time.perf_counter() - began


def measured(load: Load, crowded: int, quiet: int, added: int, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each round at the crowded address, which fills up further, and at a quiet one of its own."""
    hub = Thing("Premises", "pre:bench:hub")
    while crowded > 0:
        add(load, hub, min(crowded, AT_ONCE))
        crowded -= AT_ONCE
    busy, calm = [], []
    for number in range(WARM + rounds):
        place = Thing("Premises", f"pre:bench:{number}")
        add(load, place, quiet)
        calm.append(add(load, place, added))
        busy.append(add(load, hub, added))
    return busy[WARM:], calm[WARM:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, usual in (("crowded", 20_000), ("quiet", 200), ("added", 200), ("rounds", 25)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        try:
            with open_store(Settings(data, data.with_name("keys"))) as store:
                apply_schema(store)
                with leased(store) as lease:
                    load = Load(lease, 1, "be_kbo", "be-kbo", "benchmark")
                    busy, calm = measured(load, given.crowded, given.quiet, given.added, given.rounds)
        finally:
            embedded.stop(data)
    for words, seconds, degree in (("crowded", busy, given.crowded), ("quiet", calm, given.quiet)):
        print(f"{given.added} added at degree {degree:,} ({words}): p50 {statistics.median(seconds) * 1000:.1f} ms")
    print(f"ratio of medians {statistics.median(busy) / statistics.median(calm):.2f} (at most 3 wanted)")


if __name__ == "__main__":
    main()
