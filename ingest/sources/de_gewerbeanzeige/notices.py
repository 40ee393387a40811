"""One trade notice into rows: the business, where it works, and who runs it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import yaml

from graph.resolve.identifiers import SCHEMES, euid
from ingest.rows import Refusal, Row

PARTS = {"A": "HRA", "B": "HRB", "G": "GnR", "P": "PR", "V": "VR"}
PLACES = {"1": "seat", "2": "branch", "3": "branch"}


@cache
def functions() -> dict[str, str]:
    told = Path(__file__).with_name("functions.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(told, Loader=yaml.BaseLoader))  # noqa: S506


def text(element: Element | None, path: str) -> str:
    found = None if element is None else element.find(path)
    if found is None:
        return ""
    inner = found.find("code")  # from version 2.0 on a code stands in an element of its own
    return " ".join(((found if inner is None else inner).text or "").split())


@dataclass(frozen=True)
class Notice:
    """A notice, where it begins, and the number of the business that it is about; `written` orders notices of one.

    `began` is the day on which an earlier notice of the delivery says that it begins.
    """

    file: str
    line: int
    kind: str
    element: Element
    business: str
    written: str
    began: str = ""

    @property
    def day(self) -> str:
        return day_of(text(self.element, "gueltigAb"))

    def rows(self) -> Iterator[Row | Refusal]:
        trade = self.element.find("gewerbe")
        numbers = self._register(trade)
        code = euid("DE_HR", numbers["register_number"], numbers["register_court"]) if numbers else None
        ref = f"euid:{code}" if code else f"de-ga:{self.business}"
        name = text(trade, "betrieb/eingetragenerName") or text(trade, "betrieb/name") or self._owners(trade)
        place = _address(None if trade is None else trade.find("anschrift"))
        activities = _activities(self.element)
        yield self._row(
            "organisation",
            self.business,
            organisation_ref=ref,
            name=name,
            legal_form=text(trade, "betrieb/rechtsformSchluessel"),
            activities=activities,
            **(numbers if code else {}),
            **({} if text(trade, "niederlassungArt") in {"2", "3"} else place),
        )
        if numbers and not code:
            yield self._warn("eintragungNr", "no company of a known court and part of the register, kept without it")
        yield self._row(
            "location",
            self.business,
            organisation_ref=ref,
            kind=PLACES.get(text(trade, "niederlassungArt"), "establishment"),
            establishment_number=self.business,
            activities=activities,
            **self._span(),
            **place,
        )
        for one in trade.findall("beteiligtePerson") if trade is not None else ():
            yield from self._person(ref, one)

    def _register(self, trade: Element | None) -> dict[str, str]:
        """Number and court, where both and the part of the register are told."""
        number, part = text(trade, "betrieb/eintragungNr"), PARTS.get(text(trade, "betrieb/eintragungArt"), "")
        court = text(trade, "betrieb/gerichtSchluessel") or text(trade, "betrieb/eintragungOrt")
        if not number:
            return {}
        known = SCHEMES["DE_COURT"].normalise(court) or ""
        return {"register": "DE_HR", "register_number": f"{part} {number}".strip(), "register_court": known}

    def _owners(self, trade: Element | None) -> str:
        """A business without a name is called by who runs it."""
        people = trade.findall("beteiligtePerson") if trade is not None else []
        return ", ".join(f"{text(one, 'vorname')} {text(one, 'familienname')}".strip() for one in people)

    def _person(self, organisation: str, one: Element) -> Iterator[Row | Refusal]:
        surname, given, born = text(one, "familienname"), text(one, "vorname"), text(one, "geburtsdatum")
        code = text(one, "personFunktion")
        known = "|".join((self.business, surname, given, born)).casefold()
        ref = f"de-ga:{hashlib.sha256(known.encode()).hexdigest()[:24]}"
        birth = _born(born)
        if born and not birth:
            yield self._warn("geburtsdatum", "no date DDMMYYYY, left empty", born)
        function = functions().get(code)
        if not function:
            yield self._warn("personFunktion", "a function that functions.yaml does not know, left out", code)
            return
        yield self._row(
            "person",
            ref,
            person_ref=ref,
            surname=surname,
            given_names=given,
            birth_date=birth,
            birth_place=text(one, "geburtsort"),
        )
        yield self._row(
            "mandate",
            f"{self.business}/{ref}",
            organisation_ref=organisation,
            holder_ref=ref,
            function=function,
            **self._span(),
        )

    def _span(self) -> dict[str, str]:
        """A notice of a change or an end does not say since when."""
        return {"from": self.first_day, "to": self.day if self.kind == "abmeldung" else ""}

    @property
    def first_day(self) -> str:
        return self.day if self.kind == "anmeldung" else self.began

    def _row(self, kind: str, record: str, /, **values: str) -> Row:
        return Row(kind, self.file, self.line, {"record_id": record} | {n: v for n, v in values.items() if v})

    def _warn(self, name: str, reason: str, value: str = "") -> Refusal:
        return Refusal(self.file, self.line, name, reason, value, whole=False)


def _address(place: Element | None) -> dict[str, str]:
    first, last = text(place, "hausNrVon"), text(place, "hausNrBis")
    if place is None:
        return {}
    return {
        "street": text(place, "strasse"),
        "number": f"{first}-{last}" if last else first,
        "postcode": text(place, "plz"),
        "town": text(place, "ort"),
        "country": "DE",
    }


def _activities(notice: Element) -> str:
    found = [text(one, ".") for one in notice.iterfind("taetigkeitenGesamt//taetigkeitSchluessel")]
    codes = dict.fromkeys(code for code in found if code.isdigit())
    return ";".join(f"wz2008:{code}" for code in codes)


def day_of(told: str) -> str:
    try:
        return date.fromisoformat(told[:10]).isoformat()
    except ValueError:
        return ""


def _born(told: str) -> str:
    """DDMMYYYY; 00 stands for an unknown day or month."""
    if len(told) != 8 or not told.isdigit():
        return ""
    day, month, year = told[:2], told[2:4], told[4:]
    parts = [year] if month == "00" else [year, month] if day == "00" else [year, month, day]
    try:
        date(int(year), int(month) or 1, int(day) or 1)
    except ValueError:
        return ""
    return "-".join(parts)
