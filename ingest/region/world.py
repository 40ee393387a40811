"""The region as functions of a seed: how many of everything a town has, and which one stands at an index.

Nothing is kept but one offset per town, so a region of any scale is written in the same memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property

from graph.errors import UsageError
from ingest.region.dice import Roll
from ingest.region.national import NOBODY
from ingest.region.people import Person, make_person
from ingest.region.streets import Address, address_at
from ingest.region.towns import Town, all_towns

TODAY = date(2026, 6, 1)
LARGEST = 4.0
# per country at scale 1. The deliveries together tell 400,000 organisations, 600,000 persons (three of ten),
# 500,000 premises, 100,000 permits and 5,000 affiliations; tests count them in what is written
FIRMS = {"NL": 150_000, "BE": 150_000, "DE": 84_000, "LU": 20_000}
PEOPLE = {"NL": 800_000, "BE": 700_000, "DE": 460_000, "LU": 100_000}
ADDRESSES = {"NL": 190_000, "BE": 180_000, "DE": 105_000, "LU": 25_000}
PERMITS = {"NL": 40_000, "BE": 38_000, "DE": 17_000, "LU": 5_000}
AFFILIATIONS = 5_000
# where those who live or have a firm across a border have it
NEIGHBOURS = {
    "NL": ("BE", "BE", "BE", "DE", "DE", "DE", "LU"),
    "BE": ("NL", "NL", "NL", "DE", "DE", "LU"),
    "DE": ("NL", "NL", "NL", "BE", "BE", "LU"),
    "LU": ("BE", "BE", "DE", "DE", "NL"),
}
# shares of people who have name and birth of another one of the town, or of one anywhere in the region
NAMESAKES, NAMESAKES_ABROAD = 0.02, 0.01
LANGUAGES = ("nl", "fr", "de")
USES = ("catering", "catering", "retail", "retail", "dwelling", "office", "industry", "lodging", "storage")


@cache
def _towns(country: str) -> tuple[Town, ...]:
    return tuple(town for town in all_towns() if town.country == country)


@dataclass(frozen=True)
class World:
    seed: int
    scale: float

    def __post_init__(self) -> None:
        if not 0 < self.scale <= LARGEST:
            raise UsageError(f"--scale is {self.scale}: choose a number above 0 and at most {LARGEST}.")

    def roll(self, *key: object) -> Roll:
        return Roll(self.seed, *key)

    def drawn(self, key: str, town: Town, count: int, share: float) -> Iterator[tuple[int, Roll]]:
        """So large a share of the numbers below `count`, 0 always, each with the roll that drew it."""
        for index in range(count):
            roll = self.roll(key, town.code, index)
            if roll.chance(share) or index == 0:
                yield index, roll

    def towns(self, country: str) -> tuple[Town, ...]:
        return _towns(country)

    def authorities(self, country: str) -> tuple[Town, ...]:
        return tuple(town for town in self.towns(country) if town.authority)

    def licensed(self, country: str) -> tuple[Town, ...]:
        """The towns whose permits are delivered: by their municipality, in Luxembourg all of them by the ministry."""
        return self.towns(country) if country == "LU" else self.authorities(country)

    def _share(self, town: Town, totals: dict[str, int], among: tuple[Town, ...]) -> int:
        return round(totals[town.country] * self.scale * town.weight / sum(other.weight for other in among))

    def firms(self, town: Town) -> int:
        return max(6, self._share(town, FIRMS, self.towns(town.country)))

    def people(self, town: Town) -> int:
        return max(24, self._share(town, PEOPLE, self.towns(town.country)))

    def addresses(self, town: Town) -> int:
        return max(60, self._share(town, ADDRESSES, self.towns(town.country)))

    def permits(self, town: Town) -> int:
        return max(4, self._share(town, PERMITS, self.licensed(town.country)))

    @cached_property
    def _first(self) -> dict[str, tuple[int, int]]:
        """Per town the first index of its firms and people in its country, with room for later editions."""
        first: dict[str, tuple[int, int]] = {}
        for country in NEIGHBOURS:
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

    def use(self, town: Town, index: int) -> str:
        """What the index-th address of a town is used for; those behind the firms and permits are homes."""
        index %= self.addresses(town)
        if index < self.centres(town):
            return "business_centre"
        if index < self.centres(town) + self.firms(town) + self.permits(town):
            return self.roll("use", town.code, index).pick(USES)
        return "dwelling"

    def abroad(self, roll: Roll, town: Town) -> Town:
        return roll.pick(self.towns(roll.pick(NEIGHBOURS[town.country])))

    def person(self, town: Town, index: int) -> Person:
        """The index-th inhabitant; six of a hundred live across the border and work here."""
        index %= self.people(town)
        roll, household = self.roll("person", town.code, index), self.roll("home", town.code, index // 2)
        home_town = self.abroad(household, town) if household.chance(0.06) else town
        home = self.address(home_town, household.below(self.addresses(home_town)))
        family, language = household if roll.chance(0.4) else roll, town.language
        if roll.chance(NAMESAKES):  # name and birth of another, number and home of one's own
            roll = family = self.roll("namesake", town.code, index % max(1, self.people(town) // 100))
        elif roll.chance(NAMESAKES_ABROAD):
            shared = index % max(3, round(2_000 * self.scale))
            roll = family = self.roll("namesake", shared)
            language = LANGUAGES[shared % len(LANGUAGES)]
        place = (town.country, self._first[town.code][1] + index)
        return make_person(roll, family, language, home, place, f"{town.code}/{index}")

    def relative(self, person: Person, key: int, town: Town) -> Person:
        """Somebody of the same family in a town across the border."""
        roll = self.roll("relative", town.code, key)
        there = self.abroad(roll, town)
        other = self.person(there, roll.below(self.people(there)))
        who = f"{town.code}/relative/{key}"
        return replace(other, surname=person.surname, prefix=person.prefix, national=NOBODY, who=who)

    def holder(self, roll: Roll, town: Town) -> Person:
        """Most offices are somebody's only one; a few people hold many; some live in the other country."""
        if roll.chance(0.04):
            town = self.abroad(roll, town)
        people = self.people(town)
        return self.person(town, roll.low(max(1, people // 400)) if roll.chance(0.08) else roll.below(people))

    def seat(self, roll: Roll, town: Town, index: int) -> Address:
        """Most firms have an address of their own; a few addresses, the business centres, have very many."""
        if self.is_client(town, index) or index == self.firms(town) - 1:
            return self.address(town, 0)
        addresses, own = self.addresses(town), self.centres(town) + index
        if roll.chance(0.06):
            return self.address(town, roll.low(self.centres(town)))
        return self.address(town, roll.below(addresses) if roll.chance(0.08) else own)

    def is_client(self, town: Town, index: int) -> bool:
        """Of the trust office, the last firm of a town: one of ten of those that apply for permits there."""
        return index % 10 == 0 and index < max(1, self.permits(town) * 6 // 10) and town.authority != ""

    def centres(self, town: Town) -> int:
        """The first addresses of a town are its business centres."""
        return max(1, self.addresses(town) // 500)

    def founded(self, roll: Roll) -> date:
        """Half of the firms are younger than ten years, a few are older than thirty."""
        return TODAY - timedelta(days=30 + int(14_000 * roll.share() ** 2))

    def day(self, roll: Roll, latest: int, earliest: int) -> date:
        """A day between so many days ago."""
        return TODAY - timedelta(days=latest + roll.below(earliest - latest))
