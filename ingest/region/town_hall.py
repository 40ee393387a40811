"""Who and what stands behind the numbers of a town hall: its permits, their applicants and premises.

The rows are numbered, and the numbers alone say who refers to whom, so that every person, firm and address of
the delivery is referred to (contracts.md, section 2) and nothing has to be remembered. Per permit k of P:
firm O<k> or person P<k> applies for premises A<k>, P<k> manages, P<P+k> directs or pays; P<2P+j> rents A<P/2+j>.
"""

from dataclasses import dataclass
from functools import cached_property

from ingest.region.dice import Roll
from ingest.region.firms import Firm
from ingest.region.people import Person
from ingest.region.registered import firm_at
from ingest.region.streets import Address
from ingest.region.towns import Town, words
from ingest.region.world import World

AS_MANAGER, AS_DIRECTOR = 0.3, 0.9  # how often a declared manager or director is the one of the register


def _current_holder(firm: Firm) -> Person | None:
    """Who owns it or holds its first running office, if a natural person does."""
    holders = [firm.owner, *(office.holder for office in firm.offices if office.until is None)]
    return next((one for one in holders if isinstance(one, Person)), None)


def office_words(country: str, part: str) -> tuple[str, ...]:
    return words(country, part, "office_words.yaml")


@dataclass(frozen=True)
class TownHall:
    """One town's permits: which firm, address or applicant stands behind a number.

    `mark` tells the refs and cases of one town from those of another in the delivery of a ministry.
    """

    world: World
    town: Town
    mark: str = ""

    @cached_property
    def permits(self) -> int:
        return self.world.permits(self.town)

    @cached_property
    def firms(self) -> int:
        return max(1, self.permits * 6 // 10)

    @cached_property
    def premises(self) -> int:
        return self.permits + self.permits // 2

    def firm(self, index: int) -> Firm:
        """Mostly a firm of the town, sometimes one from across the border with its own register number."""
        roll = self.world.roll("applicant", self.town.code, index)
        if roll.chance(0.06):
            there = self.world.abroad(roll, self.town)
            return firm_at(self.world, there, roll.below(self.world.firms(there)))
        return firm_at(self.world, self.town, index)

    def address(self, index: int) -> tuple[Address, str]:
        """Where, and in which use: the firms' own addresses, then business centres, then others."""
        world, town, centres = self.world, self.town, self.world.centres(self.town)
        if index < self.firms:
            place = centres + index
        elif index - self.firms < min(centres, self.permits // 10):
            place = index - self.firms
        else:
            place = self._other_place(index - self.firms)
        return world.address(town, place), world.use(town, place)

    def _other_place(self, index: int) -> int:
        """Behind the firms of the town; where these end, those of firms that do not apply: none comes twice."""
        first = self.world.centres(self.town) + self.world.firms(self.town)
        free = self.world.addresses(self.town) - first
        return first + index if index < free else self.world.centres(self.town) + self.firms + index - free

    def landlord(self, roll: Roll) -> str:
        """Most let one house or two, a few let a street."""
        return self.person_ref(roll.low(1 + self.permits // 2))

    def organisation_ref(self, index: int) -> str:
        return f"{self.mark}O{index}"

    def person_ref(self, index: int) -> str:
        return f"{self.mark}P{index}"

    def premises_ref(self, index: int) -> str:
        return f"{self.mark}A{index}"

    def case_number(self, permit: int) -> str:
        return f"{self.mark}Z/{10 + permit % 17}/{100_000 + permit}"

    def applying_firm(self, permit: int) -> int | None:
        """Which firm of the town hall applies; none where a person does."""
        roll = self.world.roll("applies", self.town.code, permit)
        if permit < self.firms:
            return permit
        return roll.low(self.firms) if roll.chance(0.4) else None

    def applicant(self, permit: int) -> str:
        firm = self.applying_firm(permit)
        return self.person_ref(permit) if firm is None else self.organisation_ref(firm)

    def person(self, index: int) -> Person:
        """Who P<index> is: an inhabitant; most directors and some managers are those whom the register names."""
        role, permit = divmod(index, self.permits)
        share = {0: AS_MANAGER, 1: AS_DIRECTOR}.get(role, 0.0)
        if share and self.world.roll("declared", self.town.code, index).chance(share):
            firm = self.applying_firm(permit)
            if firm is not None and (holder := _current_holder(self.firm(firm))):
                return holder
        return self.world.person(self.town, index)
