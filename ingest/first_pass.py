"""The first pass as a whole: the state of the graph, the rows of the delivery, and what they make of each other."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.access.authorities import authority
from graph.errors import RefusedError
from graph.resolve.country_keys import read_keys
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.loads import named_compartments
from graph.store.records import Record
from graph.store.states import read_state
from ingest.delivery import ContractFiles
from ingest.earlier import barred_earlier
from ingest.mapping import Mapper
from ingest.others import Barred
from ingest.readers.folder import Folder
from ingest.referrals import Referrals
from ingest.report import Quarantine, Report, gather, new_list
from ingest.rows import Delivery
from ingest.shares import Share, shares, take
from ingest.sift import Sift, identify
from ingest.spec import SourceSpec
from ingest.spool import Spool
from ingest.taken import Found, Taken
from ingest.things import Things

MOST_NEW_COMPARTMENTS = 50

Progress = Callable[[str, int], None]


def silent(_: str, __: int) -> None:
    """No terminal, no progress."""


@dataclass(frozen=True)
class Job:
    """One delivery to load or only to check, on one day.

    `accept`: the reason why a broken expectation is accepted. `case`: the case that the rows were typed into.
    `shares`: in how many processes its rows are read; 0 lets its size and the machine decide.
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
    shares: int = 0

    @cached_property
    def files(self) -> ContractFiles:
        """The files of a delivery by contract; their columns are found once, which reads JSON lines to their end."""
        return ContractFiles(self.folder, self.spec, self.delivery)


def reader_of(spec: SourceSpec) -> Any:
    """The reader of a register's own format: module `reader` of its folder."""
    return importlib.import_module(f"ingest.sources.{spec.source}.reader")


@contextmanager
def sifted(job: Job, number: int, name: str, keep: Callable[[], None]) -> Iterator[Taken]:
    """All rows against the state before load `number`; what they change waits in spools. `keep` is a heartbeat."""
    told, spec = job.delivery, job.spec
    state = read_state(job.store, _model_kinds(spec), told.source, told.authority, number)
    things = Things(
        told.source, told.authority, authority(told.authority).country, read_keys(job.settings.keys), case=job.case
    )
    report = Report(told, ignored_files=job.folder.other())
    listed = job.settings.data / "quarantine" / f"{name}.jsonl"
    new_list(listed)
    with ExitStack() as files:
        taken = Taken(state, report)
        reading = Reading(job, number, things, taken, listed, files, keep)
        if spec.reader == "contract":
            reading.earlier = barred_earlier(job.store, state, reading.mapper(), job.files)
        read_all(reading)
        report.missing_refs = len(taken.missing)
        report.absence_unknown = sorted(taken.unread)
        _refuse_many_compartments(job, taken)
        yield taken


@dataclass
class Reading:
    """The rows of a delivery, read in shares; what waits on disk is kept until `files` are closed."""

    job: Job
    number: int
    things: Things
    taken: Taken
    refused: Path
    files: ExitStack
    keep: Callable[[], None]
    needed: Referrals = field(default_factory=Referrals)
    earlier: Barred = field(default_factory=dict)

    def told(self, position: int) -> None:
        self.job.progress("reading", position)
        self.keep()

    def sift(self, share: Share, put: Callable[[Record], None], refused: Quarantine) -> Sift:
        job, report = self.job, Report(self.job.delivery)
        return Sift(self.mapper(), self.taken.state, put, report, refused, job.today, share, earlier=self.earlier)

    def mapper(self) -> Mapper:
        return Mapper(self.job.spec, self.job.delivery, self.things, self.job.case, self.needed)

    def read(self, run: Callable[[Sift], None]) -> Referrals:
        """Read the rows once, as `run` does it; returns what they refer to."""
        data = self.job.settings.data
        parts = [Share(n, of) for of in [self.job.shares or shares(self.job.folder.size())] for n in range(of)]
        spools = [self.files.enter_context(Spool(data, self.number)) for _ in parts]
        refused = [self.files.enter_context(Quarantine(data, self.job.spec, share)) for share in parts]

        def work(share: Share) -> Found:
            sift = self.sift(share, spools[share.index].put, refused[share.index])
            run(sift)
            spools[share.index].flush()
            refused[share.index].flush()
            return sift.found(spools[share.index].shapes)

        found = take(parts, work, self.told)
        gather(self.refused, refused)
        self.taken.add(found, spools)
        together = Referrals()
        for one in found:
            together.add(one.referred)
        return together


def read_all(reading: Reading) -> None:
    """Every row of the delivery: of a register once, of a contract first the facts, then who they speak of."""
    job, report = reading.job, reading.taken.report
    if job.spec.reader == "own":
        reader = reader_of(job.spec)
        reading.read(lambda sift: sift.register(reader.read_rows(job.folder, sift.report.count, sift.share)))
        return
    files = job.files
    for kind, columns in files.columns.items():
        if columns.dropped:
            report.dropped_columns[kind] = columns.dropped
        if columns.ignored:
            report.ignored_columns[kind] = columns.ignored
    twice = identify(files, reading.things, Share(told=reading.told))
    reading.needed = reading.read(lambda sift: sift.facts(files))
    reading.needed.follow(reading.things.named_by)
    reading.read(lambda sift: sift.identities(files, twice))


def _refuse_many_compartments(job: Job, taken: Taken) -> None:
    """Each integrity file has a compartment of its own; but for that, they are few."""
    known = named_compartments(job.store, taken.compartments)
    new = {replace(c, file="") for id_, c in taken.compartments.items() if id_ not in known}
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
