"""Writes the Dutch address register as an extract (BAG 2.0): towns, streets, addresses and their units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians
from pathlib import Path
from typing import TextIO

from ingest.region.contract_folder import write_beside
from ingest.region.kvk_xml import leaf, node
from ingest.region.numbers import street_number
from ingest.region.streets import Address, coordinates
from ingest.region.towns import Town

NAMESPACES = (
    ' xmlns:Objecten="www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601"'
    ' xmlns:gml="http://www.opengis.net/gml/3.2"'
    ' xmlns:sl-bag-extract="http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601"'
)
PURPOSES = {
    "catering": "bijeenkomstfunctie", "retail": "winkelfunctie", "dwelling": "woonfunctie", "lodging": "logiesfunctie",
    "holiday": "logiesfunctie", "office": "kantoorfunctie", "business_centre": "kantoorfunctie",
    "industry": "industriefunctie", "storage": "industriefunctie",
}  # fmt: skip
AMERSFOORT = (52.155, 5.387, 155_000, 463_000)
Place = tuple[Address, str]


def _head(day: str) -> str:
    stamp = f"<StandTechnischeDatum>{day}</StandTechnischeDatum>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sl-bag-extract:bagStand{NAMESPACES}>{stamp}\n'


def _object(kind: str, *parts: str) -> str:
    return node("sl-bag-extract:bagObject", node(f"Objecten:{kind}", *parts))


def _position(address: Address) -> str:
    """About the place of the address in the Dutch grid, metres; made up within two kilometres of the town's middle."""
    lat, lon = coordinates(address)
    x = AMERSFOORT[2] + (lon - AMERSFOORT[1]) * 111_320 * cos(radians(lat))
    y = AMERSFOORT[3] + (lat - AMERSFOORT[0]) * 111_200
    return leaf("gml:pos", f"{x:.3f} {y:.3f} 0.0")


def unit_line(address: Address, use: str, area: int) -> str:
    """The unit (Verblijfsobject) at an address, with its floor area in square metres."""
    number = address.bag[:4] + "01" + address.bag[6:]
    return _object(
        "Verblijfsobject", node("Objecten:heeftAlsHoofdadres", leaf("NummeraanduidingRef", address.bag)),
        leaf("Objecten:identificatie", number), node("Objecten:geometrie", node("gml:Point", _position(address))),
        leaf("Objecten:gebruiksdoel", PURPOSES.get(use, "overige gebruiksfunctie")),
        leaf("Objecten:oppervlakte", str(area)), leaf("Objecten:status", "Verblijfsobject in gebruik"),
    )  # fmt: skip


def address_line(address: Address, street: str) -> str:
    """The address (Nummeraanduiding) at a street of that number."""
    return _object(
        "Nummeraanduiding", leaf("Objecten:identificatie", address.bag), leaf("Objecten:huisnummer", address.number),
        leaf("Objecten:postcode", address.postcode), leaf("Objecten:status", "Naamgeving uitgegeven"),
        node("Objecten:ligtAan", leaf("OpenbareRuimteRef", street)),
    )  # fmt: skip


def _street(number: str, name: str, town: str) -> str:
    inside = node("Objecten:ligtIn", leaf("WoonplaatsRef", town))
    return _object("OpenbareRuimte", leaf("Objecten:identificatie", number), leaf("Objecten:naam", name), inside)


def write_bag(folder: Path, places: Iterable[tuple[Town, Iterable[Place]]], day: str = "2026-06-01") -> Counter[str]:
    """A complete extract; answers the objects per file type. Only the names of the streets of one town are kept."""
    write_beside(folder, "complete", "synthetic")
    counts: Counter[str] = Counter()
    for number, (town, known) in enumerate(places, start=9001):
        with TownFiles(folder, town, day) as files:
            for kind, line in _objects(town, str(number), known):
                files[kind].write(line + "\n")
                counts[kind] += 1
    return counts


def _objects(town: Town, number: str, known: Iterable[Place]) -> Iterator[tuple[str, str]]:
    yield "WPL", _object("Woonplaats", leaf("Objecten:identificatie", number), leaf("Objecten:naam", town.name))
    streets: dict[str, str] = {}
    for count, (address, use) in enumerate(known):
        if address.street not in streets:
            streets[address.street] = street_number(town.code, len(streets))
            yield "OPR", _street(streets[address.street], address.street, number)
        yield "NUM", address_line(address, streets[address.street])
        yield "VBO", unit_line(address, use, address.area or 40 + 37 * count % 400)


class TownFiles:
    """The four open files of a town, with their first and last lines."""

    def __init__(self, folder: Path, town: Town, day: str) -> None:
        self._day, stamp = day, "".join(reversed(day.split("-")))
        code = town.code.removeprefix("gm")
        self._paths = {kind: folder / f"{code}{kind}{stamp}-000001.xml" for kind in ("WPL", "OPR", "NUM", "VBO")}

    def __enter__(self) -> Mapping[str, TextIO]:
        self._open = {kind: path.open("w", encoding="utf-8", newline="") for kind, path in self._paths.items()}
        for stream in self._open.values():
            stream.write(_head(self._day))
        return self._open

    def __exit__(self, *_: object) -> None:
        for stream in self._open.values():
            stream.write("</sl-bag-extract:bagStand>\n")
            stream.close()
