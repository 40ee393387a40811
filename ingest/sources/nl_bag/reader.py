"""Reads an extract of the Dutch address register (BAG 2.0): one row of premises for each valid address."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from graph.errors import UsageError
from ingest.contract.columns import forbidden_family
from ingest.readers.beside import NAME, read_beside
from ingest.readers.folder import Folder
from ingest.readers.inner import inner_files
from ingest.rows import Delivery, Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.nl_bag import objects
from ingest.sources.nl_bag.objects import Unit, text
from ingest.spec import read_spec

TYPED = re.compile(r"\d{4}(WPL|OPR|VBO|LIG|STA|NUM|PND)\d{8}(?:-\d+)?\.(?:xml|zip)", re.IGNORECASE)
IDLE = re.compile(r"(GEM-WPL|.*(Inactief|NietBag|InOnderzoek|Leveringsdocument)).*", re.IGNORECASE)
UNITS = ("VBO", "LIG", "STA")
STAMP = re.compile(rb"StandTechnischeDatum>\s*(\d{4}-\d{2}-\d{2})")
HEAD = 1 << 16

Found = Callable[[str, str, int], None]
Told = Iterator[Row | Removal | Refusal]


def open_delivery(folder: Folder) -> Delivery:
    """An extract; that it is complete, or made up, only a `delivery.yaml` beside it can say."""
    beside = read_beside(folder, ("complete", "synthetic"))
    for name in folder.names():
        if name != NAME and not TYPED.fullmatch(name) and not IDLE.fullmatch(name):
            raise UsageError(f"{folder.name}: {name} is no file of an extract, such as 0935NUM08112026-000001.xml.")
    if not (days := set(_days(folder))):
        raise UsageError(f"{folder.name} holds no file of addresses (such as 0935NUM08112026-000001.xml) with its day.")
    return Delivery(
        source="nl_bag",
        authority="nl-bag",
        name=folder.name,
        extracted_on=max(days),
        complete=beside.get("complete", False),
        synthetic=beside.get("synthetic", False),
        legal_instrument="Wet basisregistratie adressen en gebouwen, open data",
    )


def _of(kind: str) -> Callable[[str], bool]:
    def wanted(name: str) -> bool:
        found = TYPED.fullmatch(name)
        return found is not None and found[1].upper() == kind

    return wanted


def _days(folder: Folder) -> Iterator[date]:
    for file, inside in inner_files(folder, _of("NUM")):
        with inside.open(file) as stream:
            found = STAMP.search(stream.read(HEAD))
        with suppress(ValueError):  # 2026-13-40 is the day of no file
            if found:
                yield date.fromisoformat(found[1].decode())


def read_rows(folder: Folder, found: Found, share: Share | None = None) -> Told:
    """All rows and refusals of a share; `found(file, outcome, objects)` counts objects used and ignored."""
    reading = Reading(folder, found, share or Share())
    yield from reading.towns_and_streets()
    yield from reading.all_units()
    yield from reading.all_addresses()
    if reading.share.index == 0:
        for name in folder.names():
            if IDLE.fullmatch(name) or _of("PND")(name):
                found(name, "ignored", 1)


@dataclass
class Reading:
    """What a share has learned when it comes to the addresses: towns, streets, and the units of its own addresses.

    `lost`: some of them cannot be read, so that what an address lacks may stand there.
    """

    folder: Folder
    found: Found
    share: Share
    towns: dict[str, str] = field(default_factory=dict)
    streets: dict[str, tuple[str, str]] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    lost: bool = False

    def towns_and_streets(self) -> Iterator[Refusal]:
        """Every share needs all of them."""
        for told in self._objects("WPL"):
            if isinstance(told, Refusal):
                yield told
            else:
                self.towns[told.number] = text(told.element, "naam")
        for told in self._objects("OPR"):
            if isinstance(told, Refusal):
                yield told
            else:
                self.streets[told.number] = text(told.element, "naam"), text(told.element, "WoonplaatsRef")

    def all_units(self) -> Iterator[Refusal]:
        for kind in UNITS:
            for told in self._objects(kind):
                if isinstance(told, Refusal):
                    yield told
                    continue
                one = objects.unit(told.element, told.number)
                for address in objects.addresses(told.element):
                    if self.share.holds(address):
                        self.units[address] = one

    def all_addresses(self) -> Told:
        for told in self._objects("NUM"):
            if isinstance(told, Refusal):
                yield told
            elif self.share.holds(told.number):
                yield from self._address(told)

    def _objects(self, kind: str) -> Iterator[objects.Found | Refusal]:
        """The present objects of all files of a kind, counted by the share that they fall into."""
        for file, inside in inner_files(self.folder, _of(kind)):
            with inside.open(file) as stream:
                for told in objects.read(stream, file):
                    if isinstance(told, Refusal):
                        self.lost |= kind != "NUM"
                        if self.share.first():
                            yield told if kind == "NUM" else replace(told, spares=())
                        continue
                    if self.share.mine(told.number):
                        self.found(file, "used" if told.present else "ignored", 1)
                    if told.present:
                        yield told

    def _address(self, told: objects.Found) -> Iterator[Row | Refusal]:
        element, unit = told.element, self.units.get(told.number)
        street, town = self.streets.get(text(element, "OpenbareRuimteRef"), ("", ""))
        lat, lon = unit.at if unit and unit.at else ("", "")
        values = {
            "record_id": told.number,
            "premises_ref": told.number,
            "address_id": told.number,
            "address_id_type": "NL_BAG_NUM",
            "object_id": unit.number if unit else "",
            "street": street,
            "number": text(element, "huisnummer"),
            "suffix": text(element, "huisletter") + text(element, "huisnummertoevoeging"),
            "postcode": text(element, "postcode"),
            "town": self.towns.get(text(element, "WoonplaatsRef") or town, ""),
            "country": "NL",
            "lat": str(lat),
            "lon": str(lon),
            "use": unit.use if unit else "",
            "floor_area": unit.area if unit else "",
        }
        known = {name: value for name, value in values.items() if value}
        partial = self.lost and not (unit and street and "town" in known)
        yield Row("premises", told.file, told.line, known, partial)
        for name in sorted({one.tag for one in element.iter()} - _known()):
            family = forbidden_family(name)
            why = f"never stored ({family}), dropped" if family else f"unknown element {name} ignored"
            yield Refusal(told.file, told.line, name, why, whole=False)


@cache
def _known() -> frozenset[str]:
    rule = read_spec(Path(__file__).parent).files["object"]
    return frozenset(rule.columns) | frozenset(rule.ignore)
