"""Writes the German trade register as OffeneRegister gave it: one JSON object a company, read by early 2019.

What was founded later is not in it, and four of ten companies tell no officers (formats.md, section 4.1).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from ingest.region.contract_folder import write_beside
from ingest.region.firms import Firm
from ingest.region.identity import IdentityKey
from ingest.region.people import Person
from ingest.region.world import World

LAST, WEEKS = date(2019, 1, 31), 26
SILENT = 0.4
COURTS = {"R3101": "Aachen", "R3103": "Düren"}
POSITIONS = {"director": "Geschäftsführer"}
DOCUMENTS = {"AD": True, "CD": True, "DK": True, "HD": False, "SI": True, "UT": True, "VÖ": False}
FILE = "companies.jsonl"
Note = Callable[[Firm, bool], None]


def _officer(person: Person, position: str, since: date) -> dict[str, object]:
    """Name, town and office: the register tells no birth date here."""
    told = {"city": person.home.town.local_name, "firstname": person.given, "lastname": person.family_name}
    return {
        "name": f"{person.given} {person.family_name}",
        "other_attributes": {**told, "flag": "einzelvertretungsberechtigt"},
        "position": position,
        "start_date": since.isoformat(),
        "type": "person",
    }


def _officers(firm: Firm) -> Iterator[dict[str, object]]:
    if firm.owner:
        yield _officer(firm.owner, "Inhaber", firm.founded)
    for office in firm.offices:
        if isinstance(office.holder, Person):
            yield _officer(office.holder, POSITIONS[office.kind], office.since)


def company(firm: Firm, read: date, silent: bool) -> str:
    """One company as the register showed it on the day `read`, on one line."""
    (part, _, number), court, seat = firm.number.partition(" "), COURTS[firm.court], firm.seat
    told: dict[str, object] = {
        "all_attributes": {
            "_registerArt": part,
            "_registerNummer": number,
            "additional_data": DOCUMENTS,
            "federal_state": "North Rhine-Westphalia",
            "native_company_number": f"{court} {firm.number}",
            "registered_office": seat.town.local_name,
            "registrar": court,
        },
        "company_number": f"{firm.court}_{part}{number}",
        "current_status": "currently registered",
        "jurisdiction_code": "de",
        "name": firm.name,
        "registered_address": f"{seat.street} {seat.number}, {seat.postcode} {seat.town.local_name}.",
        "retrieved_at": f"{read}T18:03:03Z",
    }
    if not silent:
        told["officers"] = list(_officers(firm))
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _unnoted(_: Firm, __: bool) -> None:
    """Where no key is written."""


def companies(world: World, firms: Iterable[Firm], day: date | None = None, note: Note = _unnoted) -> Iterator[str]:
    """Those that have an entry and were founded when the register was read: on that day, or by the end of the file.

    `note` is given each one told, and whether with its officers.
    """
    for firm in firms:
        roll = world.roll("offeneregister", firm.court, firm.number)
        read, silent = day or LAST - timedelta(days=roll.below(7 * WEEKS)), roll.chance(SILENT)
        if firm.number and firm.founded < read:
            note(firm, not silent)
            yield company(firm, read, silent)


def write_offeneregister(world: World, firms: Iterable[Firm], folder: Path) -> Counter[str]:
    """The file, which is no complete register; answers how many companies it tells."""
    write_beside(folder, "synthetic")
    counts: Counter[str] = Counter()
    key = IdentityKey(folder, "de_offeneregister", "de-handelsregister")
    with key, (folder / FILE).open("w", encoding="utf-8", newline="") as stream:
        for line in companies(world, firms, note=key.entry):
            stream.write(line + "\n")
            counts["company"] += 1
    return counts
