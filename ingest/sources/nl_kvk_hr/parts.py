"""The pieces an inscription is made of: dates, addresses, activities, contact details."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

from babel import Locale

from graph.resolve.address_lines import read_place, read_street
from ingest.rows import Refusal

MOMENT = "%Y%m%d"


def text(element: Element | None, path: str) -> str:
    found = _first(element, path) if element is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _first(element: Element, path: str) -> Element | None:
    """What `find` gives, five times as fast where each step of the path has one element, which is nearly always."""
    at = element
    for tag in path.split("/"):
        step = at.find(tag)
        if step is None:
            return element.find(path) if at is not element else None
        at = step
    return at


def joined(values: Iterable[str]) -> str:
    """A list in one column; its separator cannot stand inside a value."""
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values if value))


@dataclass
class Inscription:
    """One inscription being read: where it stands, the day it describes (YYYYMMDD), the warnings so far."""

    file: str
    line: int
    number: str
    moment: str
    warnings: list[Refusal] = field(default_factory=list)

    def warn(self, element: str, reason: str, value: str = "") -> None:
        self.warnings.append(Refusal(self.file, self.line, element, reason, value, whole=False))

    def partial(self, element: Element | None, path: str) -> str:
        """A date of eight digits as YYYY-MM-DD, YYYY-MM or YYYY: 00 stands for an unknown day or month."""
        raw = text(element, path)
        if not raw:
            return ""
        bare = raw.removesuffix("00").removesuffix("00") if len(raw) == 8 else raw
        if len(raw) != 8 or not _is_date(bare):
            self.warn(path.rpartition("/")[2], "no date YYYYMMDD, left empty", raw)
            return ""
        return "-".join(part for part in (bare[:4], bare[4:6], bare[6:]) if part)

    def date(self, element: Element | None, path: str) -> str:
        told = self.partial(element, path)
        if told and len(told) < 10:
            self.warn(path.rpartition("/")[2], "the day or month is unknown, left empty", text(element, path))
            return ""
        return told

    def since(self, element: Element | None) -> str:
        return self.date(element, "registratie/datumAanvang")

    def until(self, element: Element | None) -> str:
        return self.date(element, "registratie/datumEinde")

    def over(self, day: str) -> bool:
        """Whether a last day has come by the day that the inscription describes."""
        return bool(day) and day.replace("-", "") <= self.moment


@lru_cache(maxsize=50_000)
def _is_date(bare: str) -> bool:
    try:
        date(int(bare[:4]), int(bare[4:6] or 1), int(bare[6:8] or 1))
    except ValueError:
        return False
    return bare.isdigit() and len(bare) in {4, 6, 8}


@cache
def _countries() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("nl").territories.items() if len(code) == 2}


def address(place: Element | None) -> dict[str, str]:
    """The columns of a visiting address, or nothing when it is not public (Handelsregisterbesluit 2008)."""
    if place is None or text(place, "afgeschermd/code") == "J":
        return {}
    home, abroad = place.find("adres/binnenlandsAdres"), place.find("adres/buitenlandsAdres")
    if home is not None:
        return {
            "street": text(home, "straatnaam"),
            "number": text(home, "huisnummer"),
            "suffix": text(home, "huisletter") + text(home, "huisnummerToevoeging"),
            "postcode": text(home, "postcode/cijfercombinatie") + text(home, "postcode/lettercombinatie"),
            "town": text(home, "plaats"),
            "country": "NL",
            "address_id": text(home, "bagId/identificatieNummeraanduiding"),
        }
    land = text(abroad, "land") or text(abroad, "land/omschrijving")
    country = _countries().get(land.casefold(), land)
    town = read_place(text(abroad, "postcodeWoonplaats"), country)
    return read_street(text(abroad, "straatHuisnummer")) | town | {"country": country}


def activities(around: Iterable[Element | None]) -> str:
    """The activities inside some elements, main ones first, each once."""
    found = [one for element in around if element is not None for one in element.iterfind("sbiActiviteit")]
    found.sort(key=lambda one: text(one, "isHoofdactiviteit/code") != "J")
    codes = (text(one, "sbiCode/code") for one in found)
    return joined(f"sbi2008:{code}" for code in codes if code.isdigit())


def contact(place: Element | None) -> dict[str, str]:
    """The first telephone number, e-mail address and website."""
    return {
        "phone": next(_phones(place), ""),
        "email": text(place, "communicatiegegevens/emailAdres"),
        "website": text(place, "communicatiegegevens/domeinNaam"),
    }


def _phones(place: Element | None) -> Iterator[str]:
    if place is not None:
        for number in place.iterfind("communicatiegegevens/communicatienummer"):
            if text(number, "soort/code") == "T":
                yield text(number, "nummer")
