"""Which deliveries the region consists of, in the order of loading, and how each is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from ingest.region.acts import write_municipality
from ingest.region.bag import Place, write_bag
from ingest.region.commune import write_commune
from ingest.region.contract_folder import ContractFolder
from ingest.region.firms import Firm
from ingest.region.identity import IdentityKey
from ingest.region.kbo import write_kbo
from ingest.region.kvk import write_kvk
from ingest.region.labour import write_labour
from ingest.region.land import write_land_register, write_lists
from ingest.region.offeneregister import write_offeneregister
from ingest.region.open_registers import write_accounts, write_gazette, write_insolvencies, write_rcs
from ingest.region.plot import Plot
from ingest.region.police import EASTERN, FORCES, write_police
from ingest.region.registered import firm_at
from ingest.region.streets import planted_address
from ingest.region.tax import write_tax
from ingest.region.town_hall import TownHall
from ingest.region.towns import Town, town_of
from ingest.region.trade_notices import notices, write_notices
from ingest.region.world import NEIGHBOURS, World
from ingest.spec import source

MINISTRY = "lu-economy"
LAND_REGISTERS = {"NL": "nl-kadaster", "BE": "be-cadastre", "DE": "de-grundbuch-aachen", "LU": "lu-cadastre"}

Writer = Callable[[Path, Iterable[Firm]], Counter[str]]


@dataclass(frozen=True)
class Delivery:
    """One delivery: of which source and authority, and what writes its folder and answers the rows per file."""

    source: str
    authority: str
    write: Callable[[Path], Counter[str]]

    @property
    def country(self) -> str:
        """Empty where it speaks of several countries."""
        return source(self.source).country

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
        yield self._register("be_kbo", "be-kbo", write_kbo, partial(self.firms, "BE"))
        yield self._register("nl_kvk_hr", "nl-kvk", write_kvk, partial(self.firms, "NL"))
        for town in chain(self.world.authorities("NL"), self.world.authorities("BE")):
            yield self._town_hall(town)
        for force in FORCES:
            yield self.contract(force.source, force.authority, partial(write_police, self.world, force))
        yield Delivery("nl_bag", "nl-bag", lambda path: write_bag(path, self._places()))
        for town in self.world.authorities("DE"):
            yield self._town_hall(town)
            told = partial(self.notified, town)
            yield self._register("de_gewerbeanzeige", town.authority, self._notices, told)
        yield self.contract("lu_ministry", MINISTRY, self._ministry)
        for town in self.world.authorities("LU"):
            yield self.contract("lu_commune", town.authority, partial(write_commune, self.world, town))
        yield from self._registers()
        yield from self._offices()

    def _registers(self) -> Iterator[Delivery]:
        world, planted = self.world, self.plot.firms
        belgian, lux = ([firm for firm in planted if firm.country == country] for country in ("BE", "LU"))
        yield self.contract("be_gazette", "be-gazette", partial(write_gazette, world, belgian))
        yield self.contract("be_accounts", "be-nbb", partial(write_accounts, world))
        yield self.contract("lu_rcs", "lu-rcs", partial(write_rcs, world, lux))
        yield Delivery("de_offeneregister", "de-handelsregister", partial(write_offeneregister, world, self._german()))
        yield self.contract(
            "nl_insolvency", "nl-insolvency", partial(write_insolvencies, world, "NL", "Limburg", planted)
        )
        yield self.contract(
            "de_insolvency", "de-insolvency", partial(write_insolvencies, world, "DE", "Aachen", planted)
        )
        for country, authority in LAND_REGISTERS.items():
            source = f"{country.lower()}_land_register"
            yield self.contract(source, authority, partial(write_land_register, world, country))
        yield self.contract("provider_lists", "euregio-reviewers", partial(write_lists, world))

    def _offices(self) -> Iterator[Delivery]:
        """Tax, labour and the police of the eastern countries."""
        for country in NEIGHBOURS:
            low = country.lower()
            tax = "de-tax-aachen" if country == "DE" else f"{low}-tax"
            yield self.contract(f"{low}_tax", tax, partial(write_tax, self.world, country))
            yield self.contract(f"{low}_labour", f"{low}-labour", partial(write_labour, self.world, country))
        for force in EASTERN:
            yield self.contract(force.source, force.authority, partial(write_police, self.world, force))

    def firms(self, country: str) -> Iterator[Firm]:
        of_chance = (self.firms_of(town) for town in self.world.towns(country))
        return chain(chain.from_iterable(of_chance), (firm for firm in self.plot.firms if firm.country == country))

    def new_firms(self, towns: Iterable[Town]) -> Iterator[Firm]:
        """Firms that are founded after the first deliveries: one of a hundred, at least one in each town."""
        for town in towns:
            known = self.world.firms(town)
            yield from (firm_at(self.world, town, index) for index in range(known, known + 1 + known // 100))

    def new_places(self, code: str) -> Iterator[Place]:
        """Dutch addresses that come after the first delivery, in the first street of the town of that code."""
        town = town_of(f"gm{code}")
        count = self.world.addresses(town)
        for index in range(1 + count // 200):
            street = self.world.address(town, 0).street
            yield replace(planted_address(town, 500_000 + index), street=street), "dwelling"

    def firms_of(self, town: Town) -> Iterator[Firm]:
        return (firm_at(self.world, town, index) for index in range(self.world.firms(town)))

    def _town_hall(self, town: Town) -> Delivery:
        hall, source = TownHall(self.world, town), f"{town.country.lower()}_municipality"
        return self.contract(source, town.authority, partial(write_municipality, hall))

    def _ministry(self, folder: ContractFolder) -> None:
        for town, mark in zip(self.world.towns("LU"), "abcdefgh", strict=False):
            write_municipality(TownHall(self.world, town, mark=mark), folder)

    def contract(self, source: str, authority: str, fill: Callable[[ContractFolder], None]) -> Delivery:
        """One delivery by contract: what chance gives, then what is planted at this authority."""

        def write(path: Path) -> Counter[str]:
            with ContractFolder(path, source, authority) as folder:
                fill(folder)
                for kind, values in self.plot.rows[authority]:
                    folder.write(kind, values)
                return folder.counts

        return Delivery(source, authority, write)

    def _german(self) -> Iterator[Firm]:
        """Those of chance: the file of the German register ends before anything is planted."""
        return chain.from_iterable(self.firms_of(town) for town in self.world.towns("DE"))

    @staticmethod
    def _register(source: str, authority: str, write: Writer, firms: Callable[[], Iterable[Firm]]) -> Delivery:
        """One delivery of a register in files of its own, which tells its firms with their people."""

        def told(path: Path) -> Counter[str]:
            with IdentityKey(path, source, authority) as key:
                return write(path, key.noting(firms()))

        return Delivery(source, authority, told)

    @staticmethod
    def _notices(path: Path, firms: Iterable[Firm]) -> Counter[str]:
        return write_notices(path, chain.from_iterable(notices(firm, "2026-05-29T09:00:00") for firm in firms))

    def notified(self, town: Town) -> Iterator[Firm]:
        return chain(self.firms_of(town), (firm for firm in self.plot.firms if firm.seat.town == town))

    def told_once(self, town: Town) -> Iterator[tuple[int, Firm]]:
        """The firms of chance that have not ended, each with the number of its notice in the first delivery."""
        number = 0
        for firm in self.firms_of(town):
            if not firm.ended:
                yield number, firm
            number += 2 if firm.ended else 1

    def _places(self) -> Iterator[tuple[Town, Iterator[Place]]]:
        for town in self.world.towns("NL"):
            yield town, chain(self._addresses(town), self.plot.places(town))

    def _addresses(self, town: Town) -> Iterator[Place]:
        for index in range(self.world.addresses(town)):
            yield self.world.address(town, index), self.world.use(town, index)
