"""Worlds from the examples of the indicators: the same story under other ids, told twice, moved a little, split in two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from graph.access.accounts import account
from graph.patterns.patterns import Example, indicators
from graph.store.records import Line, Record, Thing
from tests.examples import records_of
from tests.worlds import KEPT, World, own_compartments

SAME_KINDS = {"Person", "Organisation", "Premises"}


def example_worlds(seed: int, keys: Path) -> list[World]:
    """One world per indicator: every second one from an example in which it is met, and some as written."""
    told = {name: one.pattern.examples for name, one in indicators().items() if one.pattern.examples}
    return [_world(f"{name}-{seed}", name, _example(told[name], seed // 2), seed, keys) for name in told]


def _example(examples: tuple[Example, ...], turn: int) -> Example:
    met = [one for one in examples if one.expect == "met"] or list(examples)
    return met[turn // 2 % len(met)] if turn % 2 == 0 else examples[turn // 2 % len(examples)]


@cache
def _records(name: str, variant: str, keys: Path) -> tuple[Record, ...]:
    examples = indicators()[name].pattern.examples
    found = records_of(next(one for one in examples if one.name == variant), keys)
    return tuple({record.key: record for record in found}.values())


def _world(name: str, indicator: str, example: Example, seed: int, keys: Path) -> World:
    dice = Random(name)
    records = [_renamed(record, f"~{name}") for record in _records(indicator, example.name, keys)]
    records = [replace(record, retain_until=max(record.retain_until, KEPT)) for record in records]
    if seed // 2 % 8 > 1:
        records = _varied(records, dice)
    gives = {"case_number": f"{example.case_number}~{name}"}
    return World(
        name,
        own_compartments(name, records),
        gives,
        account(example.account),
        indicator,
        today=date.fromisoformat(example.as_of),
    )


def _renamed(record: Record, mark: str) -> Record:
    """The record with ids, key and case number of this world's own."""
    number = record.properties.get("case_number")
    told = record.properties | ({"case_number": f"{number}{mark}"} if number else {})
    return _mapped(
        replace(record, key=record.key + mark, properties=told), lambda thing: Thing(thing.kind, thing.id + mark)
    )


def _mapped(record: Record, change: Callable[[Thing], Thing]) -> Record:
    lines = tuple(
        Line(l.type, l.start and change(l.start), l.end and change(l.end), l.properties) for l in record.lines
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
    """Half of what is told about one thing is told of another id, and a record says that both are the same."""
    things = sorted({thing for record in records for thing in record.things() if thing.kind in SAME_KINDS})
    thing = dice.choice(things)
    alias = Thing(thing.kind, f"{thing.id}.other")
    found = [_mapped(r, lambda t: alias if t == thing else t) if dice.random() < 0.5 else r for r in records]
    link = replace(records[0], kind="SAME_AS", key=f"{records[0].key}/same", lines=(), ends=(thing, alias))
    link.since = link.until = None
    link.properties = {"method": "decision"}
    return [*found, link]


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
