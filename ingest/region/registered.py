"""Which firm stands at an index: a Dutch inscription or a Belgian enterprise; enrolled.py has the other countries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ingest.region import numbers
from ingest.region.dice import Roll
from ingest.region.enrolled import german_firm, luxembourg_firm
from ingest.region.firms import Firm, Office
from ingest.region.towns import Town
from ingest.region.trades import activity_code, firm_name
from ingest.region.world import TODAY, World

DUTCH_FORMS = ("BV",) * 18 + ("EZ",) * 14 + ("VOF",) * 5 + ("STI", "VER", "COOP")
BELGIAN_FORMS = ("610",) * 8 + ("",) * 9 + ("014", "612", "017")
MAIN_OFFICE = {"VOF": "partner"}


def _offices(world: World, roll: Roll, town: Town, form: str, founded: date) -> tuple[Office, ...]:
    """The holders of a Dutch firm: one or two at a time, sometimes a former one, sometimes another firm."""
    kind = MAIN_OFFICE.get(form, "director")
    offices = [Office(kind, world.holder(roll, town), founded, identified=roll.chance(0.7))]
    if form == "VOF" or roll.chance(0.3):
        offices.append(Office(kind, world.holder(roll, town), founded, identified=roll.chance(0.7)))
    if roll.chance(0.12):
        left = founded + timedelta(days=roll.below(max(1, (TODAY - founded).days)))
        offices.append(Office(kind, world.holder(roll, town), founded, left))
    if form == "BV" and roll.chance(0.3):
        offices.append(replace(offices[0], kind="sole_shareholder"))
    if form == "BV" and roll.chance(0.08):
        offices += _holding(world, roll, town, founded)
    return tuple({(office.kind, office.holder, office.since): office for office in offices}.values())


def _holding(world: World, roll: Roll, town: Town, since: date) -> list[Office]:
    """A firm that directs another, if chance finds a private company; its line tells name and number only."""
    index = world.firm_index(town, roll.low(world.firms(town)))
    other = world.roll("firm", town.code, index)
    (name, activity), form = firm_name(other, town.language), other.pick(DUTCH_FORMS)
    seat, number = world.address(town, index), numbers.kvk_number(index)
    activity = activity_code("NL", activity)
    firm = Firm("NL", number, "", name, form, since, seat, activity, rsin=numbers.rsin(index))
    return [Office("director", firm, since)] if form == "BV" else []


def dutch_firm(world: World, town: Town, index: int) -> Firm:
    number = world.firm_index(town, index)
    roll = world.roll("firm", town.code, number)
    name, activity = firm_name(roll, town.language)
    form, founded = roll.pick(DUTCH_FORMS), world.founded(roll)
    firm = Firm(
        country="NL",
        number=numbers.kvk_number(number),
        unit=numbers.vestigingsnummer(2 * number),
        name=name,
        form=form,
        founded=founded,
        seat=world.seat(roll, town, index),
        activity=activity_code("NL", activity),
        rsin=numbers.rsin(number),
    )
    if roll.chance(0.1):
        site = world.address(town, world.centres(town) + world.firms(town) + roll.below(world.addresses(town)))
        firm = replace(firm, second_unit=numbers.vestigingsnummer(2 * number + 1), second_site=site)
    if roll.chance(0.05):
        firm = replace(firm, ended=max(founded, world.day(roll, 1, 1_500)))
    elif form == "BV" and roll.chance(0.015):
        firm = replace(firm, bankrupt=max(founded, world.day(roll, 1, 1_000)))
    if form == "EZ":
        return replace(firm, owner=world.holder(roll, town))
    return replace(firm, offices=_offices(world, roll, town, form, founded))


def belgian_firm(world: World, town: Town, index: int) -> Firm:
    """A Belgian enterprise: KBO open data tells no directors, and only what is active."""
    number = world.firm_index(town, index)
    roll = world.roll("firm", town.code, number)
    name, activity = firm_name(roll, town.language)
    form, founded = roll.pick(BELGIAN_FORMS), world.founded(roll)
    firm = Firm(
        country="BE",
        number=numbers.enterprise_number(number),
        unit=numbers.unit_number(number),
        name=name,
        form=form,
        founded=founded,
        seat=world.seat(roll, town, index),
        activity=activity_code("BE", activity),
        owner=world.person(town, roll.below(world.people(town))) if not form else None,
    )
    if form and roll.chance(0.012):
        return replace(firm, bankrupt=max(founded, world.day(roll, 1, 1_000)))
    return firm


FIRMS = {"NL": dutch_firm, "BE": belgian_firm, "DE": german_firm, "LU": luxembourg_firm}


def firm_at(world: World, town: Town, index: int) -> Firm:
    return FIRMS[town.country](world, town, index)


def some_firms(world: World, town: Town, index: int) -> Iterator[Firm]:
    """The firm at an index, if a register numbers it: what others tell of a firm, they tell by its number."""
    firm = firm_at(world, town, index)
    if firm.number:
        yield firm
