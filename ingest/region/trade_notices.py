"""Writes the trade notices of a German municipality (XGewerbeanzeige 2.2): one message holds many notices."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path

from ingest.region.contract_folder import write_beside
from ingest.region.firms import Firm
from ingest.region.kvk_xml import leaf, node
from ingest.region.people import Person
from ingest.region.streets import Address

PER_FILE = 1_000
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<lue.gewerbemeldung.0290'
    ' xmlns="http://www.xgewerbeanzeige.de/spezifikation/2.2" standard="XGewerbeanzeige" version="2.2">\n'
)
END = "</lue.gewerbemeldung.0290>\n"
PARTS = {"e.K.": "A"}
FUNCTIONS = {"owner": "1", "partner": "2", "director": "3"}


def _coded(tag: str, code: str) -> str:
    return node(tag, leaf("code", code))


def _address(address: Address) -> str:
    number = leaf("hausNrVon", address.number)
    return node(
        "anschrift", leaf("strasse", address.street), number, leaf("ort", address.town.local_name),
        leaf("plz", address.postcode),
    )  # fmt: skip


def _person(person: Person, function: str) -> str:
    """Name and birth only: a notice also asks for nationality, which these do not hold."""
    return node(
        "beteiligtePerson", _coded("personFunktion", FUNCTIONS[function]), leaf("familienname", person.family_name),
        leaf("vorname", person.given), leaf("geburtsdatum", f"{person.born:%d%m%Y}"),
    )  # fmt: skip


def _people(firm: Firm) -> Iterator[str]:
    if firm.owner:
        yield _person(firm.owner, "owner")
    for office in firm.offices:
        if isinstance(office.holder, Person):
            yield _person(office.holder, office.kind)


def _business(firm: Firm, more: str) -> str:
    if not firm.number:
        return node("betrieb", leaf("name", firm.name + more))
    return node(
        "betrieb", leaf("eingetragenerName", firm.name + more), leaf("eintragungNr", firm.number.partition(" ")[2]),
        _coded("eintragungArt", PARTS.get(firm.form, "B")), _coded("gerichtSchluessel", firm.court),
        _coded("rechtsformSchluessel", "350"),
    )  # fmt: skip


def notice(firm: Firm, kind: str, day: date, written: str, more: str = "") -> str:
    """One `satz`: a business begins (anmeldung), changes (ummeldung) or ends (abmeldung) on a day.

    `more` is added to its name.
    """
    town = firm.seat.town.code.removeprefix("ags")
    trade = node("gewerbe", _business(firm, more), _coded("niederlassungArt", "1"), _address(firm.seat), *_people(firm))
    activity = node("taetigkeitenGesamt", node("schwerpunkt", _coded("taetigkeitSchluessel", firm.activity)))
    return node("satz", node(
        kind, leaf("satzErstellung", f"{written}.0"), _coded("istKorrektur", "0"), _coded("gemeindeSchluessel", town),
        leaf("gewerbebetriebID", firm.trade_id), trade, leaf("gueltigAb", day.isoformat()), activity,
    ))  # fmt: skip


def notices(firm: Firm, last: str) -> Iterator[str]:
    """What a business has told so far: that it began and, if so, that it ended; the newest is of the day `last`."""
    if firm.ended:
        yield notice(firm, "anmeldung", firm.founded, f"{firm.founded}T09:00:00")
        yield notice(firm, "abmeldung", firm.ended, last)
    else:
        yield notice(firm, "anmeldung", firm.founded, last)


def write_notices(folder: Path, told: Iterable[str], per_file: int = PER_FILE) -> Counter[str]:
    """All notices, so many in a file; answers how many."""
    write_beside(folder, "synthetic")
    counts: Counter[str] = Counter()
    stream = iter(told)
    for number, first in enumerate(stream, start=1):
        with (folder / f"gewerbe-{number:04d}.xml").open("w", encoding="utf-8", newline="") as file:
            file.write(HEAD)
            for one in chain([first], islice(stream, per_file - 1)):
                file.write(one + "\n")
                counts["notice"] += 1
            file.write(END)
    return counts
