"""Which deliveries the region consists of, in the order of loading, and how each is written."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from ingest.region.acts import write_municipality
from ingest.region.bag import Place, write_bag
from ingest.region.commune import write_commune
from ingest.region.contract_folder import FIRST, ContractFolder
from ingest.region.firms import Firm
from ingest.region.kbo import write_kbo
from ingest.region.kvk import write_kvk
from ingest.region.municipality import TownHall
from ingest.region.plot import Plot
from ingest.region.police import FORCES, write_police
from ingest.region.registered import firm_at
from ingest.region.towns import Town
from ingest.region.trade_notices import notices, write_notices
from ingest.region.world import World
from ingest.spec import source

MINISTRY = "lu-economy"


@dataclass(frozen=True)
class Delivery:
    """One delivery: of which source and authority, and what writes its folder and answers the rows per file."""

    source: str
    authority: str
    write: Callable[[Path], Counter[str]]

    @property
    def country(self) -> str:
        return self.source[:2].upper()

    @property
    def name(self) -> str:
        return f"{self.source}/{self.authority}"

    @property
    def folder(self) -> str:
        """A register of a whole country has one authority only, which its folder need not name."""
        return self.source if source(self.source).authority else f"{self.source}--{self.authority}"


@dataclass(frozen=True)
class Region:
    world: World
    plot: Plot

    def deliveries(self) -> Iterator[Delivery]:
        """All of them; what is listed first is loaded first."""
        yield Delivery("be_kbo", "be-kbo", lambda path: write_kbo(path, self.firms("BE")))
        yield Delivery("nl_kvk_hr", "nl-kvk", lambda path: write_kvk(path, self.firms("NL")))
        for town in chain(self.world.authorities("NL"), self.world.authorities("BE")):
            yield self._town_hall(town)
        for force in FORCES:
            yield self.contract(force.source, force.authority, partial(write_police, self.world, force))
        yield Delivery("nl_bag", "nl-bag", lambda path: write_bag(path, self._places()))
        for town in self.world.authorities("DE"):
            yield self._town_hall(town)
            yield Delivery("de_gewerbeanzeige", town.authority, partial(self._notices, town))
        yield self.contract("lu_ministry", MINISTRY, self._ministry)
        for town in self.world.authorities("LU"):
            yield self.contract("lu_commune", town.authority, partial(write_commune, self.world, town))

    def firms(self, country: str) -> Iterator[Firm]:
        of_chance = (self.firms_of(town) for town in self.world.towns(country))
        return chain(chain.from_iterable(of_chance), (firm for firm in self.plot.firms if firm.country == country))

    def firms_of(self, town: Town) -> Iterator[Firm]:
        return (firm_at(self.world, town, index) for index in range(self.world.firms(town)))

    def _town_hall(self, town: Town) -> Delivery:
        hall, source = TownHall(self.world, town), f"{town.country.lower()}_municipality"
        return self.contract(source, town.authority, partial(write_municipality, hall))

    def _ministry(self, folder: ContractFolder) -> None:
        for town, mark in zip(self.world.towns("LU"), "abcdefgh", strict=False):
            write_municipality(TownHall(self.world, town, mark=mark), folder)

    def contract(
        self, source: str, authority: str, fill: Callable[[ContractFolder], None], stamp: str = FIRST
    ) -> Delivery:
        """One delivery by contract: what chance gives, then what is planted at this authority."""

        def write(path: Path) -> Counter[str]:
            with ContractFolder(path, source, authority, stamp) as folder:
                fill(folder)
                for kind, values in self.plot.rows[authority]:
                    folder.write(kind, values)
                return folder.counts

        return Delivery(source, authority, write)

    def _notices(self, town: Town, path: Path) -> Counter[str]:
        planted = (firm for firm in self.plot.firms if firm.seat.town == town)
        told = (notices(firm, "2026-05-29T09:00:00") for firm in chain(self.firms_of(town), planted))
        return write_notices(path, chain.from_iterable(told))

    def _places(self) -> Iterator[tuple[Town, Iterator[Place]]]:
        for town in self.world.towns("NL"):
            yield town, chain(self._addresses(town), self.plot.places(town))

    def _addresses(self, town: Town) -> Iterator[Place]:
        for index in range(self.world.addresses(town)):
            yield self.world.address(town, index), self.world.use(town, index)
