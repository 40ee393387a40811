"""A region and one ten times as large, loaded through the ordinary import: what each source writes, time, memory, disk.

The smaller is loaded first, each into an engine of its own. Told are, per size, rows of the sources, nodes and
relationships, seconds, memory of the client (with the processes it makes) and of the engine, disk; then the ratio of
the two times, and a table by source of the larger.

    python -m benchmarks.bench_region [--scale 1.0] [--regions FOLDER] [--data FOLDER]
"""

import argparse
import re
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.bench_ingest import deliveries, held_by, jobs
from graph.settings import Settings
from graph.store import embedded
from graph.store.connection import Store, open_store
from graph.store.schema import apply_schema
from ingest.region.build import build_region
from ingest.run import load

MOST = 11.5
EVERY_SECONDS = 0.5
COUNTS = ("MATCH (n) RETURN count(n) AS found", "MATCH ()-[r]->() RETURN count(r) AS found")


@dataclass
class Sum:
    """What the deliveries of one source, or all of them, came to."""

    deliveries: int = 0
    rows: int = 0
    written: int = 0
    seconds: float = 0.0

    def add(self, rows: int, written: int, seconds: float) -> None:
        self.deliveries, self.rows = self.deliveries + 1, self.rows + rows
        self.written, self.seconds = self.written + written, self.seconds + seconds


@dataclass
class Loaded:
    """One region in its store; memory in MB, disk in GB."""

    whole: Sum = field(default_factory=Sum)
    sources: defaultdict[str, Sum] = field(default_factory=lambda: defaultdict(Sum))
    counts: tuple[int, ...] = ()
    client_mb: int = 0
    engine_mb: int = 0
    disk_gb: float = 0.0


def load_region(region: Path, data: Path) -> Loaded:
    done = Loaded()
    try:
        with open_store(Settings(data, data.with_name(data.name + ".keys"))) as store, watched(done):
            apply_schema(store)
            for source, path in deliveries(region):
                began = time.perf_counter()
                with jobs(store, region, source, path) as job:
                    report = load(job)
                for one in (done.whole, done.sources[source]):
                    one.add(report.read, report.graph_rows, time.perf_counter() - began)
                print(f"{path.name:45} {report.read:9,} rows {time.perf_counter() - began:6.1f} s", flush=True)
            measure(done, store, data)
    finally:
        embedded.stop(data)
    return done


def measure(done: Loaded, store: Store, data: Path) -> None:
    done.counts = tuple(int(store.read(query)[0]["found"]) for query in COUNTS)
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{embedded.start(data).pid}/status").read_text())
    done.engine_mb = int(peak[1]) >> 10 if peak else 0
    done.disk_gb = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e9


@contextmanager
def watched(done: Loaded) -> Iterator[None]:
    """Looks at the memory of this process and of those it makes until the loads are done."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(EVERY_SECONDS):
            done.client_mb = max(done.client_mb, held_by(psutil.Process()) >> 20)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def show(scale: float, one: Loaded) -> None:
    whole, counts = one.whole, " / ".join(f"{count:,}" for count in one.counts)
    print(f"\nscale {scale:g}: {whole.deliveries} deliveries, {whole.rows:,} rows of the sources")
    print(f"  nodes and relationships written  {whole.written:,}  (in the graph: {counts})")
    print(f"  seconds  {whole.seconds:,.0f}  ({whole.written / whole.seconds:,.0f} nodes and relationships a second)")
    print(f"  client {one.client_mb} MB, engine {one.engine_mb:,} MB, disk {one.disk_gb:.1f} GB")


def show_sources(one: Loaded) -> None:
    print("\n| source | deliveries | rows | nodes and relationships | seconds |\n| --- | --- | --- | --- | --- |")
    for name, part in sorted(one.sources.items(), key=lambda item: -item[1].written):
        print(f"| {name} | {part.deliveries} | {part.rows:,} | {part.written:,} | {part.seconds:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="of the larger; 1.0 is 400,000 organisations")
    parser.add_argument("--regions", type=Path, help="keep the regions here, or take those written before")
    parser.add_argument("--data", type=Path, help="keep the stores here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        regions, stores, found = given.regions or Path(name), given.data or Path(name), []
        for scale in (given.scale / 10, given.scale):
            region = regions / f"region-{scale:g}"
            if not region.exists():
                build_region(region, scale, 1)
            found.append(load_region(region, stores / f"store-{scale:g}"))
            show(scale, found[-1])
    small, large = (one.whole for one in found)
    rows, seconds = large.rows / small.rows, large.seconds / small.seconds
    print(f"\n{rows:.1f} times the rows in {seconds:.1f} times the time  (at most {MOST})")
    show_sources(found[-1])


if __name__ == "__main__":
    main()
