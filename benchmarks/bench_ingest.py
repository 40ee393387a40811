"""The import of a region against the bare driver: the same statements with rows that lie ready in memory.

Four steps, each in a process of its own: bare (fresh database), first import (fresh database), the same again,
and again with about 1 % changed. Prints rows per second, ratios, processor seconds and peak memory; those of the
client are with the processes it makes, and what these share with it counts once.

    python benchmarks/bench_ingest.py [--scale 0.1] [--region FOLDER] [--json]
"""

import argparse
import csv
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from graph.model.kinds import OPEN_END
from graph.settings import Settings
from graph.store import embedded, statements
from graph.store.batches import batches
from graph.store.connection import Store, open_store
from graph.store.leases import leased
from graph.store.schema import apply_schema
from graph.store.writer import Load, Prepared
from ingest.first_pass import Job, sifted
from ingest.region.build import build_region
from ingest.run import load, open_job

EVERY = 100
EVERY_SECONDS = 0.1
Told = dict[str, Any]


def deliveries(region: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(path for path in region.iterdir() if path.is_dir()):
        yield path.name[3:].split("--")[0], path


@contextmanager
def jobs(store: Store, region: Path, source: str, path: Path) -> Iterator[Job]:
    today = date.fromisoformat(json.loads((region / "answer_key.json").read_text())["today"])
    with open_job(store, store.settings, source, path, today, accept="benchmark") as job:
        yield job


def bare(store: Store, region: Path) -> Told:
    """Only the sending is timed: rows and statements are made before the clock starts."""
    rows, seconds = 0, 0.0
    with leased(store) as lease:
        for number, (source, path) in enumerate(deliveries(region), 1):
            with jobs(store, region, source, path) as job, sifted(job, number, "bare", lease.keep) as taken:
                told = job.delivery
                loading = Load(lease, number, told.source, told.authority, told.name)
                lots = [loading.prepare(shaped) for shaped in taken.lots()]
                given = {"known_from": number, "known_to": OPEN_END, "source": told.source}
                given |= {"authority": told.authority, "delivery": told.name}
                began = time.perf_counter()
                rows += sum(send(store, lot, given) for lot in lots)
                seconds += time.perf_counter() - began
    return {"graph_rows": rows, "seconds": seconds, "read": 0, "writes": rows}


def send(store: Store, lot: Prepared, given: Told) -> int:
    made = 0
    for kind, ids in lot.things.items():
        for some in batches(ids):
            made += store.write(statements.merge_things(kind), ids=some).nodes_created
    for shape, rows in lot.shaped.items():
        for batch in batches(rows):
            done = store.write(statements.create(shape), rows=batch, **given)
            made += done.nodes_created + done.relationships_created
    return made


def whole(store: Store, region: Path) -> Told:
    """The import as a user has it."""
    began, rows, read, ended = time.perf_counter(), 0, 0, 0
    for source, path in deliveries(region):
        with jobs(store, region, source, path) as job:
            report = load(job)
        rows, read = rows + report.graph_rows, read + report.read
        ended += sum(c["ended"] + c["withdrawn"] + c["changed"] for c in report.records.values())
    seconds = time.perf_counter() - began
    return {"graph_rows": rows, "seconds": seconds, "read": read, "writes": rows + ended}


STEPS: dict[str, Callable[[Store, Path], Told]] = {"bare": bare, "whole": whole}


def step(name: str, data: Path, region: Path) -> Told:
    """One step, measured from inside: client and server processor seconds, peak memory of both in MB."""
    with open_store(Settings(data, data.with_name(data.name + ".keys"))) as store:
        apply_schema(store)
        server = psutil.Process(embedded.start(data).pid)
        before = sum(server.cpu_times()[:2])
        told = STEPS[name](store, region)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
    told |= {
        "client_cpu": sum(one.ru_utime + one.ru_stime for one in used),
        "server_cpu": sum(server.cpu_times()[:2]) - before,
    }
    return told | {"client_mb": used[0].ru_maxrss >> 10, "server_mb": int(peak[1]) >> 10 if peak else 0}


def apart(name: str, data: Path, region: Path) -> Told:
    words = [sys.executable, __file__, "--step", name, "--data", str(data), "--region", str(region)]
    peak = 0
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            peak = max(peak, held_by(psutil.Process(process.pid)))
            with suppress(subprocess.TimeoutExpired):
                process.wait(EVERY_SECONDS)
        assert process.stdout is not None
        done: Told = json.loads(process.stdout.read())
    return done | {"client_mb": max(peak >> 20, done["client_mb"])}


def held_by(process: psutil.Process) -> int:
    """Bytes of a process and of those it made, but for the engine; a page that several of them share counts once."""
    size = 0
    with suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                size += 0 if "java" in one.name() else one.memory_full_info().pss
    return size


def change(region: Path, out: Path) -> None:
    """The same deliveries with every hundredth name, permit and lease changed."""
    shutil.copytree(region, out)
    for path in out.rglob("*.xml"):
        parts = path.read_text(encoding="utf-8").split("<naam>")
        parts[1::EVERY] = [f"Nieuw {part}" for part in parts[1::EVERY]]
        path.write_text("<naam>".join(parts), encoding="utf-8")
    for path in out.glob("*/denomination.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[1::EVERY] = [line[:-1] + ' Nieuw"' for line in lines[1::EVERY]]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for kind, column, value in (("permit", "trade_name", "Nieuw"), ("lease", "rent", "1")):
        for path in out.glob(f"*/{kind}.csv"):
            change_column(path, column, value)


def change_column(path: Path, column: str, value: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows[::EVERY]:
        row[column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def measure(scale: float, given: Path | None) -> dict[str, Told]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = given or folder / "region"
        if given is None:
            build_region(region, scale, 1)
        change(region, folder / "changed")
        try:
            found = {"bare": apart("bare", folder / "bare", region)}
            embedded.stop(folder / "bare")
            for label, source in (("first", region), ("again", region), ("changed", folder / "changed")):
                found[label] = apart("whole", folder / "whole", source)
        finally:
            embedded.stop(folder / "bare")
            embedded.stop(folder / "whole")
    return found


def show(found: dict[str, Told]) -> None:
    for label, t in found.items():
        rate = f"{t['graph_rows'] / t['seconds']:8,.0f} graph rows/s, {t['read'] / t['seconds']:7,.0f} source rows/s"
        used = f"client {t['client_cpu']:.0f} s {t['client_mb']} MB, server {t['server_cpu']:.0f} s {t['server_mb']} MB"
        print(
            f"{label:8} {t['seconds']:7.1f} s  {t['graph_rows']:9,} graph rows  {rate}  {used}  {t['writes']:,} writes"
        )
    first = found["first"]["seconds"]
    print(f"import against bare driver  {found['bare']['seconds'] / first:.2f}  (at least 0.6)")
    print(f"client memory, MB           {found['first']['client_mb']}  (at most 500)")
    again = found["again"]
    print(f"unchanged against first     {again['seconds'] / first:.2f}  (at most 0.5), writes {again['writes']}")
    print(f"1 % changed against first   {found['changed']['seconds'] / first:.2f}  (at most 0.25)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=0.1, help="1.0 is 400,000 organisations")
    parser.add_argument("--region", type=Path, help="deliveries written before, instead of new ones")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(step(given.step, given.data, given.region)))
        return
    found = measure(given.scale, given.region)
    print(json.dumps(found)) if given.json else show(found)


if __name__ == "__main__":
    main()
