"""The first pass as a whole: the state of the graph, the rows of the delivery, and what they make of each other."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from graph.access.authorities import authority
from graph.errors import RefusedError
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.loads import named_compartments
from graph.store.states import read_state
from ingest.country_keys import read_keys
from ingest.delivery import ContractFiles
from ingest.mapping import Mapper
from ingest.readers.folder import Folder
from ingest.report import Quarantine, Report
from ingest.rows import Delivery
from ingest.sift import Sift
from ingest.spec import SourceSpec
from ingest.spool import Spool
from ingest.things import Things

MOST_NEW_COMPARTMENTS = 50
TICK = 1_000

Progress = Callable[[str, int], None]


def silent(_: str, __: int) -> None:
    """No terminal, no progress."""


@dataclass(frozen=True)
class Job:
    """One delivery to load or only to check, on one day.

    `accept`: the reason why a broken expectation is accepted. `case`: the case that the rows were typed into.
    """

    store: Store
    settings: Settings
    spec: SourceSpec
    folder: Folder
    delivery: Delivery
    today: date
    accept: str = ""
    progress: Progress = field(default=silent)
    case: str = ""


def reader_of(spec: SourceSpec) -> Any:
    """The reader of a register's own format: module `reader` of its folder."""
    return importlib.import_module(f"ingest.sources.{spec.source}.reader")


@contextmanager
def sifted(job: Job, number: int, name: str, keep: Callable[[], None]) -> Iterator[Sift]:
    """All rows against the state before load `number`; what they change waits in the spool. `keep` is a heartbeat."""
    told, spec = job.delivery, job.spec
    state = read_state(job.store, _model_kinds(spec), told.source, told.authority, number)
    things = Things(
        told.source, told.authority, authority(told.authority).country, read_keys(job.settings.keys), case=job.case
    )
    report = Report(told, ignored_files=job.folder.other())
    with (
        Quarantine(job.settings.data / "quarantine" / f"{name}.jsonl", spec) as quarantine,
        Spool(job.settings.data) as spool,
    ):
        mapper = Mapper(spec, told, things, job.case)
        sift = Sift(mapper, state, spool, report, quarantine, job.today, _ticker(job, keep))
        _read(job, sift)
        report.missing_refs = len(things.missing)
        report.absence_unknown = sorted(sift.unread)
        _refuse_many_compartments(job, sift)
        yield sift


def _read(job: Job, sift: Sift) -> None:
    if job.spec.reader == "own":
        sift.register(reader_of(job.spec).read_rows(job.folder, sift.report.count))
        return
    files = ContractFiles(job.folder, job.spec, job.delivery)
    for kind, columns in files.columns.items():
        if columns.dropped:
            sift.report.dropped_columns[kind] = columns.dropped
        if columns.ignored:
            sift.report.ignored_columns[kind] = columns.ignored
    sift.contract(files)


def _ticker(job: Job, keep: Callable[[], None]) -> Callable[[], None]:
    count = 0

    def tick() -> None:
        nonlocal count
        count += 1
        if count % TICK == 0:
            job.progress("reading", count)
            keep()

    return tick


def _refuse_many_compartments(job: Job, sift: Sift) -> None:
    """Each integrity file has a compartment of its own; but for that, they are few."""
    known = named_compartments(job.store, sift.compartments)
    new = {replace(c, file="") for id_, c in sift.compartments.items() if id_ not in known}
    if len(new) > MOST_NEW_COMPARTMENTS:
        told = {f"{c.category} {c.handling} {c.confidentiality} {' '.join(c.share_with)}" for c in new}
        raise RefusedError(
            f"{job.delivery.name} would make {len(new)} new compartments (at most {MOST_NEW_COMPARTMENTS}): one"
            " of its columns differs row by row. They are:"
            f" {'; '.join(' '.join(text.split()) for text in sorted(told))}."
        )


def _model_kinds(spec: SourceSpec) -> tuple[str, ...]:
    found = (name for kind in spec.kinds for name in spec.kind(kind).model_kinds)
    return tuple(dict.fromkeys((*found, "SAME_AS")))
