"""Made-up persons: a household shares a family name and a home, some commute across the border."""

from dataclasses import dataclass
from datetime import date, timedelta

from ingest.region.dice import Roll
from ingest.region.streets import Address
from ingest.region.towns import words


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an authority may know one; `bsn` is empty outside the Netherlands."""

    given: str
    prefix: str
    surname: str
    born: date
    home: Address
    bsn: str

    @property
    def family_name(self) -> str:
        return f"{self.prefix} {self.surname}".strip()


def family_name(roll: Roll, language: str) -> tuple[str, str]:
    """Prefix and surname; four of five families have no prefix."""
    prefix = roll.pick(words(language, "prefix")) if roll.chance(0.2) else ""
    return prefix, roll.pick(words(language, "stem")) + roll.pick(words(language, "tail"))


def make_person(roll: Roll, family: Roll, language: str, home: Address, bsn: str) -> Person:
    prefix, surname = family_name(family, language)
    born = date(1945, 1, 1) + timedelta(days=roll.below(22_000))
    return Person(roll.pick(words(language, "given")), prefix, surname, born, home, bsn)
