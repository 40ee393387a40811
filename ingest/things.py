"""Which thing a row speaks about: its id follows from an official identifier, else from authority and reference.

So neither the order of loads nor a row that somebody may not see changes an id (architecture: what the graph holds).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from graph.resolve.addresses import address_key, premises_id
from graph.resolve.country_keys import CountryKeys
from graph.resolve.identifiers import SCHEMES, euid, pseudonym, vat_text
from graph.store.records import Thing
from ingest.contract.kind import Column

PREFIX = {
    "Person": "per",
    "Organisation": "org",
    "Premises": "pre",
    "Application": "app",
    "Establishment": "est",
    "Group": "grp",
    "Chapter": "cha",
    "Incident": "inc",
    "Vehicle": "veh",
}
BY_COUNTRY = {"Establishment", "Vehicle"}
ADDRESS = ("country", "postcode", "street", "number", "suffix", "box", "town")


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True)
class Identified:
    """The thing of a row, and the same thing under another of its official identifiers (they are SAME_AS)."""

    thing: Thing
    also: tuple[Thing, ...] = ()


@dataclass
class Things:
    """The things of one delivery. `refs` fills up with its identity rows; `missing` counts refs it never told; `vats`
    are the refs of the organisations that carry a VAT number.

    What is typed into a `case` has references of that case only.
    """

    source: str
    authority: str
    country: str
    keys: CountryKeys
    refs: dict[str, Identified] = field(default_factory=dict)
    vats: dict[str, list[str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    case: str = ""

    def of_ref(self, ref: str, kinds: tuple[str, ...]) -> Thing:
        """The thing a reference means; one that was not delivered makes a thing of its own."""
        if found := self.refs.get(ref):
            return found.thing
        if ref.startswith("euid:person:"):
            return Thing("Person", f"per:{ref[12:]}")
        if ref.startswith(("euid:", "rsin:")):
            return Thing("Organisation", "org:" + ref.removeprefix("euid:"))
        self.missing.add(ref)
        return self.own(kinds[0], ref)

    def meant(self, column: Column, told: Any) -> tuple[Thing, ...]:
        """The things that a column points at: by ref, by several refs, or by VAT number; none where it is empty."""
        if column.type == "vat":
            return (self.of_vat(told),) if told else ()
        return tuple(self.of_ref(ref, column.to) for ref in column.refs(told))

    def rows_meant(self, column: Column, told: Any) -> tuple[str, ...]:
        """The refs of the identity rows that a column points at."""
        if column.type == "vat":
            return tuple(ref for ref in self.vats.get(vat_text(told or ""), ()) if ref in self.refs)
        return column.refs(told)

    def of_vat(self, number: str) -> Thing:
        """The organisation whose row carries the number; where none does, or several (a VAT group), one of its own."""
        number = vat_text(number)
        carriers = {self.refs[ref].thing for ref in self.vats.get(number, ()) if ref in self.refs}
        if len(carriers) == 1:
            return carriers.pop()
        found = organisation_numbers("", {"vat_number": number}) or (f"vat:{number}",)
        return Thing("Organisation", f"org:{found[0]}")

    def own(self, kind: str, ref: str) -> Thing:
        """A thing known by the authority's own reference only; the reference stays secret, it may be a number."""
        return Thing(kind, f"{PREFIX[kind]}:{self.secret(ref)}")

    def secret(self, ref: str) -> str:
        """The keyed hash of a reference of the authority."""
        scope = f"{self.authority}/{self.case}" if self.case else self.authority
        return pseudonym(self.keys.of(self.country), scope, ref)

    def sealed(self, value: str, scope: str) -> str:
        """The keyed hash of a value, the same for every source of the country or for those of the authority only."""
        if scope == "authority":
            return self.secret(value)
        return pseudonym(self.keys.of(self.country), self.country, value)

    def named(self, column: Column, value: str) -> Thing:
        """A thing that a value names: within its authority, or for what a country numbers within its country."""
        scope = self.country.lower() if column.thing in BY_COUNTRY else self.authority
        told = self.sealed(value, column.sealed) if column.sealed else value
        return Thing(column.thing, f"{PREFIX[column.thing]}:{scope}/{told}")

    def identify(self, kind: str, ref: str, row: Mapping[str, Any]) -> Identified:
        found = {"Person": self._person, "Organisation": self._organisation, "Premises": self._premises}[kind](ref, row)
        self.refs[ref] = found
        if kind == "Organisation" and (number := row.get("vat_number")):
            self.vats.setdefault(vat_text(number), []).append(ref)
        return found

    def national_key(self, row: Mapping[str, Any]) -> str | None:
        """The keyed hash of a valid national number under its own country's key; None where there is none."""
        scheme = str(row.get("national_id_type", "none"))
        number = SCHEMES[scheme].normalise(row["national_id"]) if scheme in SCHEMES and row.get("national_id") else None
        return pseudonym(self.keys.of(scheme[:2]), scheme, number) if number else None

    def _person(self, ref: str, row: Mapping[str, Any]) -> Identified:
        key = self.national_key(row)
        if ref.startswith("euid:person:"):
            return Identified(Thing("Person", f"per:{ref[12:]}"))
        return Identified(Thing("Person", f"per:{key}") if key else self.own("Person", ref))

    def _organisation(self, ref: str, row: Mapping[str, Any]) -> Identified:
        numbers = organisation_numbers(ref, row)
        things = tuple(Thing("Organisation", f"org:{number}") for number in numbers) or (self.own("Organisation", ref),)
        return Identified(things[0], things[1:])

    def _premises(self, ref: str, row: Mapping[str, Any]) -> Identified:
        found = self.address(row) or Identified(self.own("Premises", ref))
        if not (unit := row.get("object_id")):
            return found
        return Identified(found.thing, (Thing("Premises", f"pre:{self.country.lower()}:{unit}"), *found.also))

    def address(self, row: Mapping[str, Any]) -> Identified | None:
        """The premises of the address columns of any row: by address id first, else by the normalised text."""
        get = row.get
        return _premises_at(get("country") or self.country, get("address_id", ""), *[get(c, "") for c in ADDRESS[1:]])


@lru_cache(maxsize=20_000)
def _premises_at(country: str, address_id: str, *parts: str) -> Identified | None:
    """Worked out once for rows that stand together: a register writes one address on several of its rows."""
    text = address_key(country, *parts)
    by_text = Thing("Premises", premises_id(text)) if text else None
    if not address_id:
        return Identified(by_text) if by_text else None
    by_id = Thing("Premises", f"pre:{country.lower()}:{address_id}")
    return Identified(by_id, (by_text,) if by_text else ())


def organisation_numbers(ref: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The official numbers of an organisation, best first: EUID (a Belgian VAT number is one), RSIN, VAT number."""
    found: list[str | None] = []
    if ref.startswith(("euid:", "rsin:")):
        found.append(ref.removeprefix("euid:"))
    if row.get("register") and row.get("register_number"):
        found.append(euid(row["register"], row["register_number"], row.get("register_court", "")))
    vat = vat_text(row.get("vat_number", ""))
    if vat.startswith("BE"):
        found.append(euid("BE_KBO", vat[2:]))
    if row.get("rsin") and (rsin := SCHEMES["NL_RSIN"].normalise(row["rsin"])):
        found.append(f"rsin:{rsin}")
    if vat and not found:
        found.append(f"vat:{vat}")
    return tuple(dict.fromkeys(number for number in found if number))


def address_text(row: Mapping[str, Any]) -> str:
    """The address as one line of text, as written: what a screen shows for the premises."""
    house = " ".join(filter(None, (row.get("street"), row.get("number"), row.get("suffix"), row.get("box"))))
    place = " ".join(filter(None, (row.get("postcode"), row.get("town"))))
    return ", ".join(filter(None, (house, place)))
