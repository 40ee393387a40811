"""Registers without an open format: who runs and owns, yearly accounts, insolvencies (contracts.md, section 4)."""

from collections.abc import Iterable
from datetime import date

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.firms import Firm, Office
from ingest.region.people import Person
from ingest.region.registered import firm_at, some_firms
from ingest.region.shapes import Values, organisation_row, person_row, premises_row
from ingest.region.towns import Town
from ingest.region.world import TODAY, World

FUNCTIONS = {"sole_shareholder": "shareholder", "partner": "manager"}


def write_mandates(folder: ContractFolder, ref: str, offices: Iterable[tuple[Office, Values]]) -> None:
    """Who holds what in an organisation; each holder has a row of its own, told for that organisation."""
    known: dict[object, str] = {}
    for office, more in offices:
        holder = office.holder
        if holder not in known:
            known[holder] = f"{ref}H{len(known)}"
            if isinstance(holder, Person):
                folder.write("person", person_row(known[holder], holder))
            else:
                folder.write("organisation", organisation_row(known[holder], holder))
        told: Values = {"organisation_ref": ref, "holder_ref": known[holder], "from": office.since, "to": office.until}
        folder.write("mandate", {**told, "function": FUNCTIONS.get(office.kind, office.kind), **more})


def _accounts(folder: ContractFolder, ref: str, founded: date, roll: Roll) -> None:
    for year in range(max(2023, founded.year), 2025):
        size = 1_000 * roll.tail(4, 90_000)
        told: Values = {"organisation_ref": ref, "year": year, "filed_on": date(year + 1, 7, 1 + roll.below(30))}
        told |= {"turnover": size * 2 if roll.chance(0.5) else None, "balance_total": size, "staff": roll.low(20)}
        folder.write("accounts", {**told, "equity": size * (roll.below(80) - 10) // 100})


def write_gazette(world: World, planted: Iterable[Firm], folder: ContractFolder) -> None:
    """Directors of some Belgian companies, and their bankruptcies; some directors are banned."""
    for town in world.towns("BE"):
        for index, roll in world.drawn("gazette", town, world.firms(town), 0.25):
            for firm in some_firms(world, town, index):
                if firm.owner:
                    continue
                ref = f"O{world.firm_index(town, index)}"
                folder.write("organisation", organisation_row(ref, firm))
                holder = world.holder(roll, town)
                more: Values = {"publication": f"{firm.founded}/{roll.below(10**7):07d}"}
                write_mandates(folder, ref, [(Office("director", holder, firm.founded), more)])
                if firm.bankrupt:
                    _bankrupt(folder, ref, firm.bankrupt, "Ondernemingsrechtbank Limburg")
    for number, firm in enumerate(firm for firm in planted if firm.offices or firm.bankrupt):
        folder.write("organisation", organisation_row(f"S{number}", firm))
        write_mandates(folder, f"S{number}", ((office, {}) for office in firm.offices))
        if firm.bankrupt:
            _bankrupt(folder, f"S{number}", firm.bankrupt, "Ondernemingsrechtbank Limburg")


def _bankrupt(folder: ContractFolder, ref: str, day: date, court: str) -> None:
    told: Values = {"subject_ref": ref, "kind": "bankruptcy", "date": day, "court": court}
    folder.write("insolvency", {**told, "causes_known": "no", "restart_approved": "no"})


def write_accounts(world: World, folder: ContractFolder) -> None:
    """Yearly accounts of some Belgian companies."""
    for town in world.towns("BE"):
        for index, roll in world.drawn("accounts", town, world.firms(town), 0.2):
            for firm in some_firms(world, town, index):
                if not firm.owner and firm.founded.year < 2025:
                    ref = f"O{world.firm_index(town, index)}"
                    folder.write("organisation", organisation_row(ref, firm))
                    _accounts(folder, ref, firm.founded, roll)


def write_insolvencies(world: World, country: str, court: str, planted: Iterable[Firm], folder: ContractFolder) -> None:
    """Bankrupt Dutch firms, or German ones that were dissolved, some of them without assets."""
    for number, firm in enumerate(firm for firm in planted if firm.bankrupt and firm.country == country):
        folder.write("organisation", organisation_row(f"S{number}", firm))
        _bankrupt(folder, f"S{number}", firm.bankrupt or TODAY, court)
    for town in world.towns(country):
        for index in range(world.firms(town)):
            firm, roll = firm_at(world, town, index), world.roll("insolvency", town.code, index)
            day = firm.bankrupt or (firm.ended if country == "DE" and firm.number else None)
            if day:
                ref = f"O{world.firm_index(town, index)}"
                folder.write("organisation", organisation_row(ref, firm))
                kind = "bankruptcy" if firm.bankrupt or roll.chance(0.6) else "dissolved_without_assets"
                folder.write("insolvency", {"subject_ref": ref, "kind": kind, "date": day, "court": court})


def _owners(world: World, town: Town, index: int, firm: Firm) -> list[tuple[Office, Values]]:
    """One to three shareholders: people, firms of the place (so that some own each other), firms across the border."""
    roll = world.roll("owners", town.code, index)
    found: list[tuple[Office, Values]] = []
    for share in roll.pick(((100,), (100,), (60, 40), (51, 49), (75, 30))):
        holder: Person | Firm = world.holder(roll, town)
        if roll.chance(0.3):
            there = world.abroad(roll, town) if roll.chance(0.4) else town
            holder = next(some_firms(world, there, roll.low(world.firms(there))), holder)
        if holder != firm:
            found.append((Office("shareholder", holder, firm.founded), {"share_pct": share}))
    return found


def write_rcs(world: World, planted: Iterable[Firm], folder: ContractFolder) -> None:
    """Every Luxembourg company: seat, officers, shareholders (sums may exceed 100 per cent), accounts."""
    for town in world.towns("LU"):
        for index in range(world.firms(town)):
            firm, ref = firm_at(world, town, index), f"O{world.firm_index(town, index)}"
            _entry(folder, ref, firm, [*((one, {}) for one in firm.offices), *_owners(world, town, index, firm)])
            roll = world.roll("rcs", town.code, index)
            if roll.chance(0.4):
                _accounts(folder, ref, firm.founded, roll)
    for number, firm in enumerate(planted):
        _entry(folder, f"S{number}", firm, [(office, {}) for office in firm.offices])


def _entry(folder: ContractFolder, ref: str, firm: Firm, offices: list[tuple[Office, Values]]) -> None:
    site = f"{ref}A"
    folder.write("organisation", organisation_row(ref, firm))
    folder.write("premises", premises_row(site, firm.seat, "office"))
    told: Values = {"organisation_ref": ref, "premises_ref": site, "kind": "seat", "from": firm.founded}
    folder.write("location", {**told, "to": firm.ended if firm.ended and firm.ended < TODAY else None})
    unique = {(one.kind, one.holder, one.since): (one, more) for one, more in offices}
    write_mandates(folder, ref, unique.values())
