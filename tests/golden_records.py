"""The records that a sample makes, as lines of text that a reviewer can read: no database, fixed keys."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.resolve.country_keys import read_keys
from graph.settings import Settings
from graph.store.records import Line, Record, Thing
from graph.store.states import State
from ingest.delivery import ContractFiles, read_label
from ingest.desk import read_entry
from ingest.first_pass import reader_of
from ingest.mapping import Mapper
from ingest.readers.folder import Folder, open_folder
from ingest.readers.typed import Typed
from ingest.report import Quarantine, Report, gather
from ingest.rows import Delivery
from ingest.shares import Share
from ingest.sift import Sift, identify
from ingest.spec import SourceSpec
from ingest.things import Things

TODAY = date(2026, 6, 1)
GOLDEN = Path(__file__).parent / "golden" / "sources"


def fixed_keys(folder: Path) -> None:
    """Country keys that never change, so that keyed hashes are the same in every run."""
    folder.mkdir(mode=0o700, parents=True)
    for country in ("nl", "be", "de", "lu"):
        (folder / f"{country}.key").write_bytes(country.encode() * 16)
        (folder / f"{country}.key").chmod(0o600)


def lines_of_sample(spec: SourceSpec, sample: Path, work: Path) -> list[str]:
    """One JSON line per record of the sample, then the load report's counts."""
    settings = Settings(data=work / "data", keys=work / "keys")
    fixed_keys(settings.keys)
    settings.data.mkdir()
    with opened(spec, sample) as folder:
        delivery = label(spec, folder)
        country = spec.country or "NL"
        things = Things(delivery.source, delivery.authority, country, read_keys(settings.keys))
        report, share, put = Report(delivery), Share(), list[Record]()
        with Quarantine(settings.data, spec, share) as quarantine:
            sift = Sift(Mapper(spec, delivery, things), State(), put.append, report, quarantine, TODAY, share)
            _read(spec, folder, sift)
            gather(work / "refused.jsonl", [quarantine])
        found = sorted(map(_told, put))
    refused = [line for line in (work / "refused.jsonl").read_text(encoding="utf-8").split("\n") if line]
    return [*found, json.dumps({"lines": {f: dict(c) for f, c in sorted(report.lines.items())}}), *sorted(refused)]


def opened(spec: SourceSpec, path: Path) -> Folder:
    """The delivery at `path`; of a source that is typed in, its entry.yaml."""
    return Typed("case 1", read_entry(path / "entry.yaml")) if spec.typed else open_folder(path)


def label(spec: SourceSpec, folder: Folder) -> Delivery:
    """What the delivery says of itself, or what the desk says of one that is typed in."""
    if spec.typed:
        told = {"purpose": "permit_screening"}
        return Delivery(spec.source, "nl-gm0935", "case 1", TODAY, False, True, "typed", told)
    if spec.reader == "own":
        delivery: Delivery = reader_of(spec).open_delivery(folder)
        return delivery
    return read_label(folder)


def _read(spec: SourceSpec, folder: Folder, sift: Sift) -> None:
    if spec.reader == "own":
        sift.register(reader_of(spec).read_rows(folder, sift.report.count))
    else:
        files = ContractFiles(folder, spec, sift.mapper.delivery)
        twice = identify(files, sift.mapper.things, sift.share)
        sift.facts(files)
        sift.mapper.referred.follow(sift.mapper.things.named_by)
        sift.mapper.needed = sift.mapper.referred
        sift.identities(files, twice)


def _told(record: Record) -> str:
    c = record.compartment
    told = {
        "kind": record.kind,
        "key": record.key,
        "compartment": [
            c.category,
            c.handling,
            c.confidentiality,
            list(c.purposes),
            list(c.share_with),
            c.status,
            c.file,
        ],
        "true": [str(record.since), str(record.until)],
        "kept": str(record.retain_until),
        "grade": record.grade,
        "at": f"{record.file}:{record.line}",
        "says": record.properties,
        "lines": list(_lines(record)),
    }
    return json.dumps(told, ensure_ascii=False, default=str)


def _lines(record: Record) -> Iterator[str]:
    for line in record.lines or ([Line(record.kind, *record.ends)] if record.ends else []):
        said = f" {dict(line.properties)}" if line.properties else ""
        yield f"{_end(line.start)} -{line.type}{said}-> {_end(line.end)}"


def _end(thing: Thing | None) -> str:
    return f"{thing.kind} {thing.id}" if thing else "(record)"
