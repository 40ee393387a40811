"""Reads trade notices of a German municipality (XGewerbeanzeige 2.x): the newest notice of each business."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.errors import UsageError
from ingest.contract.columns import forbidden_family
from ingest.readers.beside import NAME, read_beside
from ingest.readers.folder import Folder
from ingest.readers.xml_objects import read_objects
from ingest.rows import Delivery, Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.de_gewerbeanzeige.notices import Notice, day_of, text
from ingest.spec import read_spec

OBJECT = "satz"
FAMILY = re.compile(rb"xgewerbeanzeige\.de/spezifikation/2\.\d")
TOWN = re.compile(rb"gemeindeSchluessel[^>]*>\s*(?:<[^>]*code[^>]*>)?\s*(\d{8})")
WRITTEN = re.compile(rb"satzErstellung>\s*(\d{4}-\d{2}-\d{2})")
HEAD = 1 << 12
CHUNK = 1 << 20

Found = Callable[[str, str, int], None]
Told = Iterator[Row | Removal | Refusal]


def open_delivery(folder: Folder) -> Delivery:
    """Notices of one municipality; its official number in them names the authority."""
    beside = read_beside(folder, ("synthetic",))
    towns: set[bytes] = set()
    days: set[str] = set()
    for file in _files(folder):
        for piece in _pieces(folder, file):
            towns.update(TOWN.findall(piece))
            days.update(filter(None, (day_of(day.decode()) for day in WRITTEN.findall(piece))))
    if len(towns) != 1 or not days:
        named = ", ".join(sorted(town.decode() for town in towns)) or "no municipality"
        raise UsageError(f"{folder.name} must hold notices of one municipality with their day; it names {named}.")
    return Delivery(
        source="de_gewerbeanzeige",
        authority=f"de-ags{towns.pop().decode()}",
        name=folder.name,
        extracted_on=date.fromisoformat(max(days)),
        complete=False,
        synthetic=beside.get("synthetic", False),
        legal_instrument="Gewerbeordnung par. 14",
    )


def _files(folder: Folder) -> list[str]:
    files = [name for name in folder.names() if name != NAME]
    if odd := [name for name in files if not name.lower().endswith(".xml")]:
        raise UsageError(f"{folder.name}: {odd[0]} is no .xml file with a notice; take it out of the folder.")
    if not files:
        raise UsageError(f"{folder.name} holds no .xml file: give the folder or zip of the notices.")
    return files


def _pieces(folder: Folder, file: str) -> Iterator[bytes]:
    """The file piece by piece; what stands across two of them stands whole in the second."""
    rest = b""
    with folder.open(file) as stream:
        while chunk := stream.read(CHUNK):
            yield rest + chunk
            rest = chunk[-256:]


def read_rows(folder: Folder, found: Found, share: Share | None = None) -> Told:
    """All rows and refusals of a share; `found(file, outcome, notices)` counts notices used and ignored."""
    share = share or Share()
    newest: dict[str, Notice] = {}
    for file in _files(folder):
        for told in _notices(folder, file):
            if isinstance(told, Refusal):
                if share.first():
                    yield told
            elif share.mine(told.business):
                earlier = newest.get(told.business)
                old, new = (told, earlier) if earlier and earlier.written > told.written else (earlier, told)
                newest[told.business] = replace(new, began=old.first_day or new.began) if old else new
                if old:
                    found(old.file, "ignored", 1)
    for notice in newest.values():
        found(notice.file, "used", 1)
        yield from notice.rows()
        yield from _unknown(notice)


def _notices(folder: Folder, file: str) -> Iterator[Notice | Refusal]:
    with folder.open(file) as stream:
        family = FAMILY.search(stream.read(HEAD))
    if not family:
        yield Refusal(file, 1, "", "no message of XGewerbeanzeige 2.x; version 1.3 is another family of files")
        return
    with folder.open(file) as stream:
        for told in read_objects(stream, file, OBJECT):
            yield told if isinstance(told, Refusal) else _notice(file, *told)


def _notice(file: str, line: int, around: Element) -> Notice | Refusal:
    element = around[0] if len(around) else around
    business, kind = text(element, "gewerbebetriebID").lower(), element.tag
    if kind not in {"anmeldung", "ummeldung", "abmeldung"} or not business:
        return Refusal(file, line, "gewerbebetriebID", "no notice of a business with its number")
    return Notice(file, line, kind, element, business, text(element, "satzErstellung"))


def _unknown(notice: Notice) -> Iterator[Refusal]:
    for name in sorted({one.tag for one in notice.element.iter()} - _known()):
        family = forbidden_family(name)
        why = f"never stored ({family}), dropped" if family else f"unknown element {name} ignored"
        yield Refusal(notice.file, notice.line, name, why, whole=False)


@cache
def _known() -> frozenset[str]:
    rule = read_spec(Path(__file__).parent).files["notice"]
    dropped = {name for name in rule.ignore if forbidden_family(name)}  # these are reported each time they come
    return frozenset(rule.columns) | (frozenset(rule.ignore) - dropped)
