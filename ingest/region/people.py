"""Made-up persons: a household shares a family name and a home, some commute across the border."""

from dataclasses import dataclass
from datetime import date, timedelta

from ingest.region.dice import Roll
from ingest.region.national import national_number
from ingest.region.streets import Address
from ingest.region.towns import words

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an authority may know one; `national` is the kind and number that a country gave.

    `who` tells this person from every other one of the region, namesakes among them.
    """

    given: str
    prefix: str
    surname: str
    born: date
    home: Address
    national: tuple[str, str]
    who: str

    @property
    def bsn(self) -> str:
        """Empty outside the Netherlands."""
        kind, number = self.national
        return number if kind == "NL_BSN" else ""

    @property
    def family_name(self) -> str:
        return f"{self.prefix} {self.surname}".strip()

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family_name}"


def family_name(roll: Roll, language: str) -> tuple[str, str]:
    """Prefix and surname; four of five families have no prefix."""
    prefix = roll.pick(words(language, "prefix")) if roll.chance(0.2) else ""
    return prefix, roll.pick(words(language, "stem")) + roll.pick(words(language, "tail"))


def make_person(roll: Roll, family: Roll, language: str, home: Address, national: Place, who: str) -> Person:
    """`national`: which person of which country this is, for the national number."""
    prefix, surname = family_name(family, language)
    born = date(1945, 1, 1) + timedelta(days=roll.below(22_000))
    given = roll.pick(words(language, "given"))
    return Person(given, prefix, surname, born, home, national_number(*national, born), who)
