"""The region as functions of a seed: how many of everything a town has, and which one stands at an index.

Nothing is kept but one offset per town, so a region of any scale is written in the same memory.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from graph.errors import UsageError
from ingest.region import numbers
from ingest.region.dice import Roll
from ingest.region.people import Person, make_person
from ingest.region.streets import Address, address_at
from ingest.region.towns import Town, all_towns

TODAY = date(2026, 6, 1)
LARGEST = 4.0
# per country at scale 1
FIRMS, PEOPLE, ADDRESSES = 200_000, 300_000, 300_000
# of both countries together at scale 1
PERMITS, AFFILIATIONS = 100_000, 5_000


@dataclass(frozen=True)
class World:
    seed: int
    scale: float

    def __post_init__(self) -> None:
        if not 0 < self.scale <= LARGEST:
            raise UsageError(f"--scale is {self.scale}: choose a number above 0 and at most {LARGEST}.")

    def roll(self, *key: object) -> Roll:
        return Roll(self.seed, *key)

    def towns(self, country: str) -> tuple[Town, ...]:
        return tuple(town for town in all_towns() if town.country == country)

    def authorities(self, country: str) -> tuple[Town, ...]:
        return tuple(town for town in self.towns(country) if town.authority)

    def _share(self, town: Town, total: int, among: tuple[Town, ...]) -> int:
        return round(total * self.scale * town.weight / sum(other.weight for other in among))

    def firms(self, town: Town) -> int:
        return max(6, self._share(town, FIRMS, self.towns(town.country)))

    def people(self, town: Town) -> int:
        return max(24, self._share(town, PEOPLE, self.towns(town.country)))

    def addresses(self, town: Town) -> int:
        return max(60, self._share(town, ADDRESSES, self.towns(town.country)))

    def permits(self, town: Town) -> int:
        return max(4, self._share(town, PERMITS // 2, self.authorities(town.country)))

    @cached_property
    def _first(self) -> dict[str, tuple[int, int]]:
        """Per town the first index of its firms and people in its country, with room for later editions."""
        first: dict[str, tuple[int, int]] = {}
        for country in ("NL", "BE"):
            firm = person = 0
            for town in self.towns(country):
                first[town.code] = (firm, person)
                firm += self.firms(town) + self.firms(town) // 50 + 2
                person += self.people(town)
        return first

    def firm_index(self, town: Town, index: int) -> int:
        return self._first[town.code][0] + index

    def address(self, town: Town, index: int) -> Address:
        count = self.addresses(town)
        return address_at(town, index % count, count)

    def abroad(self, roll: Roll, town: Town) -> Town:
        return roll.pick(self.towns("BE" if town.country == "NL" else "NL"))

    def person(self, town: Town, index: int) -> Person:
        """The index-th inhabitant; six of a hundred live across the border and work here."""
        index %= self.people(town)
        roll, household = self.roll("person", town.code, index), self.roll("home", town.code, index // 2)
        home_town = self.abroad(household, town) if household.chance(0.06) else town
        home = self.address(home_town, household.below(self.addresses(home_town)))
        family = household if roll.chance(0.4) else roll
        bsn = numbers.bsn(self._first[town.code][1] + index) if town.country == "NL" else ""
        return make_person(roll, family, town.language, home, bsn)

    def relative(self, person: Person, key: int, town: Town) -> Person:
        """Somebody of the same family in a town across the border."""
        roll = self.roll("relative", town.code, key)
        there = self.abroad(roll, town)
        other = self.person(there, roll.below(self.people(there)))
        return replace(other, surname=person.surname, prefix=person.prefix)

    def holder(self, roll: Roll, town: Town) -> Person:
        """Most offices are somebody's only one; a few people hold many; some live in the other country."""
        if roll.chance(0.04):
            town = self.abroad(roll, town)
        people = self.people(town)
        return self.person(town, roll.low(max(1, people // 200)) if roll.chance(0.08) else roll.below(people))

    def seat(self, roll: Roll, town: Town, index: int) -> Address:
        """Most firms have an address of their own; a few addresses, the business centres, have very many."""
        addresses, own = self.addresses(town), self.centres(town) + index
        if roll.chance(0.06):
            return self.address(town, roll.low(self.centres(town)))
        return self.address(town, roll.below(addresses) if roll.chance(0.08) else own)

    def centres(self, town: Town) -> int:
        """The first addresses of a town are its business centres."""
        return max(1, self.addresses(town) // 500)

    def day(self, roll: Roll, latest: int, earliest: int) -> date:
        """A day between so many days ago."""
        return TODAY - timedelta(days=latest + roll.below(earliest - latest))
