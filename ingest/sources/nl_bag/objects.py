"""Objects of the BAG: the present version of each, and what units, streets and towns tell of an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import Element

import yaml

from ingest.readers.xml_objects import read_objects
from ingest.rows import Refusal
from ingest.sources.nl_bag.coordinates import to_degrees

ENDED = ("ingetrokken", "niet gerealiseerd", "ten onrechte")
OBJECT = "bagObject"


class Unit(NamedTuple):
    """What a dwelling, berth or stand tells of its addresses."""

    number: str
    use: str
    area: str
    at: tuple[float, float] | None


@dataclass(frozen=True)
class Found:
    """An object and where it begins; `present` tells its valid version from earlier and withdrawn ones."""

    file: str
    line: int
    element: Element
    number: str
    present: bool


def text(element: Element, name: str) -> str:
    """The first element of that name, wherever it stands in the object."""
    return " ".join((element.findtext(f".//{name}") or "").split())


def read(stream: BinaryIO, file: str) -> Iterator[Found | Refusal]:
    """Every object of a file; one without a number is refused."""
    for told in read_objects(stream, file, OBJECT):
        if isinstance(told, Refusal):
            yield told
            continue
        line, around = told
        element = around[0] if len(around) else around
        number = " ".join((element.findtext("identificatie") or "").split())
        if number.isdigit() and len(number) in {4, 16}:
            yield Found(file, line, element, number, _present(element))
        else:
            yield Refusal(file, line, "identificatie", "no object number of 16 digits (of a town: 4)", number)


def _present(element: Element) -> bool:
    replaced = text(element, "eindGeldigheid") or text(element, "tijdstipEindRegistratieLV")
    return not replaced and not any(word in text(element, "status").lower() for word in ENDED)


@cache
def uses() -> dict[str, str]:
    told = Path(__file__).with_name("uses.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(told, Loader=yaml.BaseLoader))  # noqa: S506


def unit(element: Element, number: str) -> Unit:
    told = {(one.text or "").strip() for one in element.iter("gebruiksdoel")}
    use = next((use for purpose, use in uses().items() if purpose in told), "other")
    return Unit(number, use, text(element, "oppervlakte"), _place(text(element, "pos")))


def _place(pos: str) -> tuple[float, float] | None:
    """Degrees of a point; a bad one must not stop the load, the address counts."""
    try:
        x, y = map(float, pos.split()[:2])
    except ValueError:
        return None
    return to_degrees(x, y)


def addresses(element: Element) -> list[str]:
    """The numbers of the addresses of a unit, the main one first."""
    found = [one.text or "" for part in ("heeftAlsHoofdadres", "heeftAlsNevenadres") for one in _refs(element, part)]
    return list(dict.fromkeys(number.strip() for number in found if number.strip()))


def _refs(element: Element, part: str) -> Iterator[Element]:
    for around in element.iter(part):
        yield from around.iter("NummeraanduidingRef")
