"""Reads inscriptions of the Dutch trade register: answers of the HR-Dataservice, one or many in a file."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.errors import UsageError
from graph.resolve.identifiers import SCHEMES
from ingest.contract.columns import forbidden_family
from ingest.readers.beside import NAME, read_beside
from ingest.readers.folder import Folder
from ingest.readers.xml_objects import read_objects
from ingest.rows import Delivery, Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.nl_kvk_hr.inscription import Rows
from ingest.sources.nl_kvk_hr.parts import MOMENT, Inscription, text
from ingest.spec import read_spec

OBJECT = "ophalenInschrijvingResponse"
CHUNK = 1 << 20
STAMP = re.compile(rb"""peilmoment\s*=\s*["'](\d{8})""")

Found = Callable[[str, str, int], None]
Told = Iterator[Row | Removal | Refusal]


def open_delivery(folder: Folder) -> Delivery:
    """A bundle of answers; that it is complete, or made up, only a `delivery.yaml` beside it can say."""
    files = _files(folder)
    beside = read_beside(folder, ("complete", "synthetic"))
    newest = max((_newest(folder, file) for file in files), default="")
    try:
        taken = datetime.strptime(newest, MOMENT).date()  # noqa: DTZ007 - a date has no zone
    except ValueError as error:
        raise UsageError(f"{folder.name} has no {OBJECT} with a peilmoment (YYYYMMDD…): ask for it again.") from error
    return Delivery(
        source="nl_kvk_hr",
        authority="nl-kvk",
        name=folder.name,
        extracted_on=taken,
        complete=beside.get("complete", False),
        synthetic=beside.get("synthetic", False),
        legal_instrument="Handelsregisterwet 2007, HR-Dataservice",
    )


def _files(folder: Folder) -> list[str]:
    files = [name for name in folder.names() if name != NAME]
    if odd := [name for name in files if not name.lower().endswith(".xml")]:
        raise UsageError(f"{folder.name}: {odd[0]} is no .xml file with inscriptions; take it out of the folder.")
    if not files:
        raise UsageError(f"{folder.name} holds no .xml file: give the folder or zip of the answers.")
    return files


def _newest(folder: Folder, file: str) -> str:
    """The latest moment that a file describes, found without reading its XML."""
    newest, rest = b"", b""
    with folder.open(file) as stream:
        while chunk := stream.read(CHUNK):
            newest = max([newest, *STAMP.findall(rest + chunk)])
            rest = chunk[-64:]
    return newest.decode()


def read_rows(folder: Folder, found: Found, share: Share | None = None) -> Told:
    """All rows and refusals of a share; `found(file, outcome, objects)` counts the inscriptions used."""
    share = share or Share()
    for file in _files(folder):
        with folder.open(file) as stream:
            for told in read_objects(stream, file, OBJECT):
                if not isinstance(told, Refusal):
                    yield from _inscription(file, *told, found, share)
                elif share.first():
                    yield told


def _inscription(file: str, line: int, answer: Element, found: Found, share: Share) -> Told:
    if not share.mine(_number(answer)):
        return
    activity = answer.find("product/maatschappelijkeActiviteit")
    number = SCHEMES["NL_KVK"].normalise(text(activity, "kvkNummer"))
    if activity is None or number is None:
        yield Refusal(file, line, "kvkNummer", "no inscription with a number of 8 digits")
        return
    read = Inscription(file, line, number, answer.get("peilmoment", "")[:8])
    for name in sorted({element.tag for element in answer.iter()} - _known()):
        family = forbidden_family(name)
        read.warn(name, f"never stored ({family}), dropped" if family else f"unknown element {name} ignored")
    yield from Rows(read, activity).all()
    yield from dict.fromkeys(read.warnings)
    found(file, "used", 1)


def _number(answer: Element) -> str:
    """The inscription's number: all that is told of it falls into one share."""
    told = text(answer, "product/maatschappelijkeActiviteit/kvkNummer")
    return SCHEMES["NL_KVK"].normalise(told) or ""


@cache
def _known() -> frozenset[str]:
    rule = read_spec(Path(__file__).parent).files["inscription"]
    return frozenset(rule.columns) | frozenset(rule.ignore)
