"""Reads OffeneRegister: the German trade register as one JSON object a company (formats.md, section 4.1)."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from graph.errors import UsageError
from ingest.contract.columns import forbidden_family
from ingest.readers.beside import NAME, read_beside
from ingest.readers.folder import Folder
from ingest.readers.json_objects import Told, read_objects
from ingest.rows import Delivery, Refusal, Row
from ingest.shares import Share
from ingest.sources.de_offeneregister.company import Company, text
from ingest.sources.de_offeneregister.parts import company_number, day
from ingest.spec import read_spec

Found = Callable[[str, str, int], None]


def open_delivery(folder: Folder) -> Delivery:
    """What is told of the files beside them; the day is the newest on which a company was read from the register."""
    beside = read_beside(folder, ("complete", "synthetic"))
    days = {day(text(told, "retrieved_at")) for _, told in _objects(folder)} - {None}
    if not days:
        raise UsageError(f"{folder.name} holds no company with a retrieved_at: give the folder of a .jsonl file.")
    return Delivery(
        source="de_offeneregister",
        authority="de-handelsregister",
        name=folder.name,
        extracted_on=date.fromisoformat(max(str(one) for one in days)),
        complete=beside.get("complete", False),
        synthetic=beside.get("synthetic", False),
        legal_instrument="Handelsgesetzbuch par. 9; licence of OffeneRegister.de",
    )


def _files(folder: Folder) -> list[str]:
    files = [name for name in folder.names() if name != NAME]
    if odd := [name for name in files if not name.lower().endswith(".jsonl")]:
        raise UsageError(f"{folder.name}: {odd[0]} is no .jsonl file with companies; take it out of the folder.")
    return files


def _objects(folder: Folder) -> Iterator[tuple[int, Told]]:
    for file in _files(folder):
        with folder.open(file) as stream:
            yield from (one for one in read_objects(stream, file) if not isinstance(one, Refusal))


def read_rows(folder: Folder, found: Found, share: Share | None = None) -> Iterator[Row | Refusal]:
    """All rows and refusals of a share; `found(file, outcome, objects)` counts the companies used."""
    share = share or Share()
    for file in _files(folder):
        with folder.open(file) as stream:
            for one in read_objects(stream, file):
                if not isinstance(one, Refusal):
                    if share.mine(text(one[1], "company_number")):
                        yield from _company(file, *one, found)
                elif share.first():
                    yield one


def _company(file: str, line: int, told: Told, found: Found) -> Iterator[Row | Refusal]:
    entry = company_number(text(told, "company_number"))
    if not entry or not text(told, "name"):
        name = "name" if entry else "company_number"
        yield Refusal(file, line, name, "no company without a name, a court and an entry with its kind")
        return
    company = Company(file, line, told, entry)
    for name in sorted(_keys(told) - _known()):
        family = forbidden_family(name)
        company.warn(name, f"never stored ({family}), dropped" if family else f"unknown key {name[:40]} ignored")
    yield from company.read()
    found(file, "used", 1)


def _keys(told: Told) -> set[str]:
    """The keys of a company, of its attributes and of its officers."""
    officers = told.get("officers")
    parts: list[object] = [told, told.get("all_attributes"), *(officers if isinstance(officers, list) else [])]
    parts += [part.get("other_attributes") for part in parts if isinstance(part, dict)]
    return {name for part in parts if isinstance(part, dict) for name in part}


@cache
def _known() -> frozenset[str]:
    rule = read_spec(Path(__file__).parent).files["companies"]
    return frozenset(rule.columns) | frozenset(rule.ignore)
