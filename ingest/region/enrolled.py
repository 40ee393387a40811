"""Which firm stands at an index in Germany (an entry of a court, or a trade without one) and in Luxembourg (RCS)."""

from dataclasses import replace

from ingest.region import numbers
from ingest.region.dice import Roll
from ingest.region.firms import Firm, Office
from ingest.region.towns import Town
from ingest.region.trades import activity_code, firm_name
from ingest.region.world import World

GERMAN_FORMS = ("GmbH",) * 10 + ("UG",) * 2 + ("e.K.",) * 2 + ("",) * 6
LUXEMBOURG_FORMS = ("SARL",) * 12 + ("SARL-S",) * 3 + ("SA",) * 5
COURTS = {"ags05358": "R3103"}
COURT_OF_AACHEN = "R3101"


def _directors(world: World, roll: Roll, town: Town, firm: Firm) -> tuple[Office, ...]:
    """One or two directors; some live across the border, as `World.holder` says."""
    count = 2 if roll.chance(0.25) else 1
    return tuple(Office("director", world.holder(roll, town), firm.founded) for _ in range(count))


def german_firm(world: World, town: Town, index: int) -> Firm:
    """A company of the town's court; a trade that one person runs has no entry and is known by its notice only."""
    number = world.firm_index(town, index)
    roll = world.roll("firm", town.code, number)
    name, activity = firm_name(roll, town.language)
    form, founded = roll.pick(GERMAN_FORMS), world.founded(roll)
    firm = Firm(
        country="DE",
        number=numbers.court_entry(number, form) if form else "",
        unit="",
        name=f"{name} {form}".strip(),
        form=form,
        founded=founded,
        seat=world.seat(roll, town, index),
        activity=activity_code("DE", activity),
        court=COURTS.get(town.code[:8], COURT_OF_AACHEN) if form else "",
        trade_id=numbers.trade_number(town.code, index),
    )
    if roll.chance(0.05):
        firm = replace(firm, ended=max(founded, world.day(roll, 1, 1_500)))
    if form in {"", "e.K."}:
        return replace(firm, owner=world.holder(roll, town))
    return replace(firm, offices=_directors(world, roll, town, firm))


def luxembourg_firm(world: World, town: Town, index: int) -> Firm:
    """A company of the RCS; its register has no open format, so its officers come by hand."""
    number = world.firm_index(town, index)
    roll = world.roll("firm", town.code, number)
    name, activity = firm_name(roll, town.language)
    form, founded = roll.pick(LUXEMBOURG_FORMS), world.founded(roll)
    firm = Firm(
        country="LU",
        number=numbers.rcs_number(number),
        unit="",
        name=f"{name} {form}",
        form=form,
        founded=founded,
        seat=world.seat(roll, town, index),
        activity=activity_code("LU", activity),
    )
    if roll.chance(0.03):
        return replace(firm, ended=max(founded, world.day(roll, 1, 1_500)))
    return replace(firm, offices=_directors(world, roll, town, firm))
