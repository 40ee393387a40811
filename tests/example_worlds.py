"""Worlds from the examples of the indicators: the story under other ids, told twice, moved a little, split in two."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from graph.access.accounts import account
from graph.model.kinds import the_model
from graph.patterns.patterns import Example, indicators
from graph.store.records import Line, Record, Thing
from tests.examples import records_of
from tests.hiding import kinds_in
from tests.worlds import KEPT, World, between_things, own_compartments, record_of

SAME_KINDS = {"Person", "Organisation", "Premises"}


def example_worlds(seed: int, keys: Path, only: str = "") -> list[World]:
    """One world per indicator: first as written where everything visible makes it met, later varied, all in turn."""
    told = {name: one.pattern.examples for name, one in indicators().items() if one.pattern.examples}
    return [_turn(name, told[name], seed, keys) for name in told if only in {"", name}]


def _turn(name: str, examples: tuple[Example, ...], seed: int, keys: Path) -> World:
    """Two seeds in a row begin with the same example."""
    turn = seed // 2
    met = [one for one in examples if one.expect == "met" or one.variant == "hidden"] or list(examples)
    listed = met if turn % 3 or turn < len(met) else examples
    return _world(f"{name}-{seed}", name, listed[(turn + turn // 3) % len(listed)], turn - len(met), keys)


@cache
def _records(name: str, variant: str, keys: Path) -> tuple[Record, ...]:
    examples = indicators()[name].pattern.examples
    found = records_of(next(one for one in examples if one.name == variant), keys)
    return tuple({record.key: record for record in found}.values())


def _world(name: str, indicator: str, example: Example, later: int, keys: Path) -> World:
    dice = Random(name)
    records = [_renamed(record, f"~{name}") for record in _records(indicator, example.name, keys)]
    records = [replace(record, retain_until=max(record.retain_until, KEPT)) for record in records]
    gives: dict[str, Any] = {"case_number": example.case_number}
    if later >= 0:
        records = _alike(records, dice, indicator)
    if later >= 0 and later % 3 != 0:
        records = _varied(records, dice) + _more(records, dice, indicator)
    if later >= 0 and later % 2:
        gives["thresholds"] = _lower(dice, indicators()[indicator].pattern.thresholds)
    who, day = account(example.account), date.fromisoformat(example.as_of)
    return World(name, own_compartments(name, records), gives, who, indicator, today=day)


def _lower(dice: Random, thresholds: dict[str, Any]) -> dict[str, Any]:
    """Some numbers lower than set, so that less is enough and little more is cut off."""
    numbers = {name: value for name, value in thresholds.items() if isinstance(value, int) and value > 1}
    low = {name: dice.choice((1, 2, dice.randint(1, value))) for name, value in numbers.items()}
    return {name: value for name, value in low.items() if dice.random() < 0.8}


def _alike(records: list[Record], dice: Random, indicator: str) -> list[Record]:
    """Some records use a word of another of their kind, for something that the indicator reads."""
    words = set(re.findall(r"\w+", indicators()[indicator].query.text)) - {"case_number"}
    found = list(records)
    for at in [dice.randrange(len(found)) for _ in range(8)]:
        one, other = found[at], dice.choice([record for record in found if record.kind == found[at].kind])
        shared = [name for name, told in other.properties.items() if name in words and isinstance(told, str)]
        if shared:
            name = dice.choice(shared)
            found[at] = replace(one, properties=one.properties | {name: other.properties[name]})
    return found


def _more(records: list[Record], dice: Random, indicator: str) -> list[Record]:
    """Some records of kinds that the indicator reads, mostly at the things of the story."""
    kinds, things = kinds_in(indicators()[indicator].query.text), defaultdict[str, list[Thing]](list)
    for thing in sorted({thing for record in records for thing in record.things()}):
        things[thing.kind].append(thing)
    own = [kind for kind in (*the_model().records, *between_things()) if kind in kinds]
    return [record_of(dice, f"{indicator}/{dice.random()}", dice.choice(own), things, {}) for _ in range(5)]


def _renamed(record: Record, mark: str) -> Record:
    """The record with key and things of this world's own; what people type stays, other worlds are closed to a View."""
    return _mapped(replace(record, key=record.key + mark), lambda thing: Thing(thing.kind, thing.id + mark))


def _mapped(record: Record, change: Callable[[Thing], Thing]) -> Record:
    lines = tuple(
        line._replace(start=line.start and change(line.start), end=line.end and change(line.end))
        for line in record.lines
    )
    return replace(record, lines=lines, ends=record.ends and (change(record.ends[0]), change(record.ends[1])))


def _varied(records: list[Record], dice: Random) -> list[Record]:
    """Some records twice, from another source; some days moved; a thing under two ids; a namesake."""
    found = [_moved(record, dice) if dice.random() < 0.1 else record for record in records]
    found += [_again(record) for record in found if dice.random() < 0.25]
    found = _split(found, dice)
    return found + _namesakes(found, dice)


def _again(record: Record) -> Record:
    other = replace(record.compartment, source=f"{record.compartment.source}_again")
    return replace(record, key=f"{record.key}/again", compartment=other)


def _moved(record: Record, dice: Random) -> Record:
    by = timedelta(days=dice.randrange(-60, 60))

    def later(value: Any) -> Any:
        return value + by if isinstance(value, date) else value

    told = {name: later(value) for name, value in record.properties.items()}
    return replace(record, properties=told, since=later(record.since), until=later(record.until))


def _split(records: list[Record], dice: Random) -> list[Record]:
    """A record says that two things are the same: two of the story, or one whose half is told of another id."""
    things = sorted({thing for record in records for thing in record.things() if thing.kind in SAME_KINDS})
    kind = dice.choice(sorted({thing.kind for thing in things}))
    alike = [thing for thing in things if thing.kind == kind]
    dice.shuffle(alike)
    thing, found = alike[0], records
    alias = Thing(kind, f"{thing.id}.other")
    if len(alike) > 1 and dice.random() < 0.5:
        alias = alike[1]
    else:
        found = [_mapped(r, lambda t: alias if t == thing else t) if dice.random() < 0.5 else r for r in records]
    link = replace(records[0], kind="SAME_AS", key=f"{records[0].key}/same", lines=(), ends=(thing, alias))
    return [*found, replace(link, since=None, until=None, properties={"method": "decision"})]


def _namesakes(records: list[Record], dice: Random) -> list[Record]:
    told = [record for record in records if record.kind == "PersonStatement"]
    if not told:
        return []
    one = dice.choice(told)
    return [
        replace(
            one, key=f"{one.key}/namesake", lines=(Line("DESCRIBES", None, Thing("Person", f"per:namesake {one.key}")),)
        )
    ]
