"""Load a delivery: read and check all of it, compare with what the source told before, then write and publish."""

import errno
import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from graph.errors import UsageError
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.disputes import apply_disputes
from graph.store.leases import leased
from graph.store.loads import (
    Earlier,
    Told,
    begin,
    earlier_deliveries,
    keep_compartments,
    next_number,
    note_stopped,
    prepare_load,
)
from graph.store.secrets import write_private
from graph.store.vanishing import ended_records
from graph.store.withdrawal import mark_withdrawn, sweep_withdrawn
from graph.store.writer import Load
from ingest.absence import Absent, absent, broken
from ingest.admission import admit, admit_categories
from ingest.changes import derived_changes, derived_places
from ingest.delivery import read_label
from ingest.differences import Difference, differences, ignored
from ingest.first_pass import Job, Progress, reader_of, sifted, silent
from ingest.readers.folder import Folder, open_folder
from ingest.report import Report
from ingest.spec import source
from ingest.taken import Taken

FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Python looks for rings of objects again and again; rows form none, and the looking was a quarter of a load."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _full_disk_named(folder: Path) -> Iterator[None]:
    """What waits on disk has no name: of a disk that is full the data folder is told."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL and error.filename is None:
            error.filename = str(folder)
        raise


@contextmanager
def open_job(
    store: Store,
    settings: Settings,
    name: str,
    path: Path,
    today: date,
    accept: str = "",
    progress: Progress = silent,
) -> Iterator[Job]:
    """The delivery at `path`, admitted; nothing of its rows is read yet."""
    spec = source(name)
    with _full_disk_named(settings.data), open_folder(path) as folder:
        delivery = reader_of(spec).open_delivery(folder) if spec.reader == "own" else read_label(folder)
        admit(delivery, spec)
        if delivery.extracted_on > today + timedelta(days=1):  # a clock may be a day ahead elsewhere
            raise UsageError(
                f"{delivery.name} says that it was taken on {delivery.extracted_on}, after today ({today})."
            )
        job = Job(store, settings, spec, folder, delivery, today, accept, progress)
        admit_categories(delivery, {spec.category} if spec.reader == "own" else job.files.categories(), today)
        yield job


def check(job: Job, told: Callable[[Difference], None] = ignored, most: int = 0) -> Report:
    """The dry run: everything a load would do and report, without a write.

    So many of the differences of each kind and outcome are `told` (`ingest diff`).
    """
    with _rare_collections(), sifted(job, next_number(job.store), "check", lambda: None) as taken:
        report, gone = taken.report, absent(job.store, job.spec, job.delivery, taken)
        report.status = "checked"
        report.broken = broken(job.spec, job.delivery, taken, gone, _earlier(job))
        _count_absent(report, gone)
        for one in differences(job.store, taken, gone, most):
            told(one)
        return report


def load(job: Job) -> Report:
    """The whole load. A broken expectation stops it before the first write, unless accepted with a reason."""
    d = job.delivery
    spec, print_ = job.spec, _fingerprint(job.folder)
    filed = set(spec.kinds) & {name.partition(".")[0] for name in job.folder.names()}
    tells = spec.tells(spec.kinds if spec.reader == "own" else filed)
    categories = spec.categories(filed)
    told = Told(d.source, d.authority, d.name, print_, d.extracted_on, d.complete, categories, tells, d.serial)
    with _rare_collections(), leased(job.store) as lease:
        sweep_withdrawn(lease)
        loading = prepare_load(job.store, lease, told)
        with sifted(job, loading.number, str(loading.number), lease.keep) as taken:
            report = _decide(job, loading, told, taken)
        sweep_withdrawn(lease)
    folder = job.settings.data / "reports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(folder / f"{report.load}.json", json.dumps(report.as_json(), indent=1, ensure_ascii=False))
    return report


def _decide(job: Job, loading: Load, told: Told, taken: Taken) -> Report:
    """Stop, or write and publish. A load that was taken up again has passed, or been accepted, before."""
    report, gone = taken.report, absent(job.store, job.spec, job.delivery, taken)
    report.load = loading.number
    report.broken = broken(job.spec, job.delivery, taken, gone, _earlier(job))
    accept = loading.accepted if loading.resumed else job.accept
    if report.broken and not accept and not loading.resumed:
        report.status = "stopped"
        note_stopped(loading, told, json.dumps(report.as_json()))
        return report
    begin(loading, told, accept, _places(job, taken))
    _count_absent(report, gone)
    _write(job, loading, taken, gone)
    report.status = "accepted" if report.broken else "loaded"
    report.accepted_because = accept
    loading.publish(json.dumps(report.as_json()))
    return report


def _places(job: Job, taken: Taken) -> set[str]:
    """Where the load may write records."""
    return {shape.place for shape in taken.shapes} | derived_places(job.spec)


def _earlier(job: Job) -> Earlier:
    return earlier_deliveries(job.store, job.delivery.source, job.delivery.authority)


def _write(job: Job, loading: Load, taken: Taken, gone: Absent) -> None:
    """What is new beside what is old, then the ends: a kill in between loses nothing that was told before."""
    report = taken.report
    keep_compartments(loading, taken.compartments.values())
    for made in loading.write_all(taken.lots()):
        report.graph_rows += made
        job.progress("writing", report.graph_rows)
    changed = taken.ended()
    seen = derived_changes(loading, job.spec, changed, job.delivery.extracted_on)
    if changes := [one for one in seen if one.key not in taken.state.done]:
        report.graph_rows += loading.write(changes)
    loading.end(changed)
    left = {key: held for key, held in gone.ended.items() if key not in taken.state.done}
    copies = ended_records(loading, left, job.delivery.extracted_on)
    for made in loading.write_all(map(loading.shaped, copies)):
        report.graph_rows += made
    loading.end(gone.ended)
    if gone.withdrawn:
        mark_withdrawn(loading, gone.withdrawn)
    again = {held.place for held in gone.ended.values()}
    apply_disputes(loading.lease, loading.source, loading.authority, _places(job, taken) | again, loading.number)


def _count_absent(report: Report, gone: Absent) -> None:
    for rule, found in (("ended", gone.ended), ("withdrawn", gone.withdrawn)):
        for held in found.values():
            report.record(held.kind, rule)


def _fingerprint(folder: Folder) -> str:
    """What tells one delivery from another: names and contents of its files."""
    digest = blake2b(digest_size=16)
    for name in folder.names():
        digest.update(f"{name}\0".encode())
        with folder.open(name) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
