"""Which thing a row speaks about: its id follows from an official identifier, else from authority and reference.

So neither the order of loads nor a row that somebody may not see changes an id (architecture: what the graph holds).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from graph.resolve.addresses import address_key, premises_id
from graph.resolve.countries import country_code
from graph.resolve.country_keys import CountryKeys
from graph.resolve.identifiers import SCHEMES, pseudonym
from graph.resolve.vat import kept_vat
from graph.store.records import Thing
from ingest.contract.kind import Column, KindSpec
from ingest.numbers import address_number, organisation_numbers

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
WRITTEN = ("address_id", "address_id_type", *ADDRESS[1:])


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
    are the refs of the organisations that carry a VAT number, `named_by` the refs that an identity row names itself.

    What is typed into a `case` has references of that case only.
    """

    source: str
    authority: str
    country: str
    keys: CountryKeys
    refs: dict[str, Identified] = field(default_factory=dict)
    vats: dict[str, list[str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    named_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
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
            return tuple(ref for ref in self.vats.get(self.vat(told or ""), ()) if ref in self.refs)
        return column.refs(told)

    def of_vat(self, number: str) -> Thing:
        """The organisation whose row carries the number; where none does, or several (a VAT group), one of its own."""
        number = self.vat(number)
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
        if part_of := row.get("part_of_ref"):
            self.named_by[ref] = (part_of,)
        if kind == "Organisation" and (number := row.get("vat_number")):
            self.vats.setdefault(self.vat(number), []).append(ref)
        return found

    def vat(self, number: str) -> str:
        return kept_vat(self.keys, number)

    def kept(self, kind: KindSpec, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a row with VAT numbers as they may be kept."""
        if not kind.vats:
            return values
        told = {name: self.vat(values[name]) for name in kind.vats if values.get(name)}
        return values | told if told else values

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
        number = row.get("vat_number")
        numbers = organisation_numbers(ref, {**row, "vat_number": self.vat(number)} if number else row)
        things = tuple(Thing("Organisation", f"org:{number}") for number in numbers) or (self.own("Organisation", ref),)
        return Identified(things[0], things[1:])

    def _premises(self, ref: str, row: Mapping[str, Any]) -> Identified:
        found = self.address({"address_id_type": "none", **row}) or Identified(self.own("Premises", ref))
        if not (unit := row.get("object_id")):
            return found
        return Identified(found.thing, (Thing("Premises", f"pre:{self.country.lower()}:{unit}"), *found.also))

    def address(self, row: Mapping[str, Any]) -> Identified | None:
        """The premises of the address columns of any row: by address id first, else by the normalised text.

        A row that writes its address in two languages says that both are one place, like one with id and text.
        """
        if not (row.get("number") or row.get("address_id")):
            return None
        found = _premises_at(*self._written(row))
        if not (row.get("other_street") and found):
            return found
        other = _premises_at(*self._written({**row, "address_id": "", **_other(row)}))
        known = (found.thing, *found.also)
        return Identified(found.thing, (*found.also, *([other.thing] if other and other.thing not in known else [])))

    def _written(self, row: Mapping[str, Any]) -> list[str]:
        told = row.get("country")
        country = (country_code(told) or told) if told else self.country
        return [country, *[row.get(column, "") for column in WRITTEN]]


def _other(row: Mapping[str, Any]) -> dict[str, str]:
    """The columns of the address in the other language."""
    return {"street": row["other_street"], "town": row.get("other_town") or row.get("town", "")}


@lru_cache(maxsize=20_000)
def _premises_at(country: str, address_id: str, scheme: str, *parts: str) -> Identified | None:
    """Worked out once for rows that stand together: a register writes one address on several of its rows."""
    text, number = address_key(country, *parts), address_number(country, address_id, scheme)
    by_text = Thing("Premises", premises_id(text)) if text else None
    if not number:
        return Identified(by_text) if by_text else None
    by_id = Thing("Premises", f"pre:{country.lower()}:{number}")
    return Identified(by_id, (by_text,) if by_text else ())


def both_written(one: Thing, other: Thing) -> bool:
    """Whether two premises are both known by the text of an address, none by an official id."""
    return one.kind == "Premises" and ":" not in one.id[4:] + other.id[4:]


def address_text(row: Mapping[str, Any]) -> str:
    """The address as one line of text, as written: what a screen shows for the premises."""
    house = " ".join(filter(None, (row.get("street"), row.get("number"), row.get("suffix"), row.get("box"))))
    place = " ".join(filter(None, (row.get("postcode"), row.get("town"))))
    return ", ".join(filter(None, (house, place)))
