"""Made-up graphs for tests: small, different for each seed, and with a compartment of its own for every record.

Values come from the queries themselves: what a query compares a property with is what that property is given, so that
its answer changes when a record goes. The kinds come from the model, so a new kind takes part without a change here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from graph.access.accounts import Account, account
from graph.model.compartments import Compartment
from graph.model.kinds import the_model
from graph.patterns.patterns import indicators, named_list
from graph.patterns.queries import view_queries
from graph.store.records import Line, Record, Thing
from ingest.things import PREFIX

TODAY = date(2026, 6, 1)
LOOKBACK = date(2021, 6, 1)
KEPT = date(2030, 1, 1)
ORIGINS = (("nl_municipality", "nl-gm0935"), ("be_municipality", "be-nis71016"), ("nl_kvk_hr", "nl-kvk"))

COMPARED = re.compile(r"\.(\w+)\s*(?:=|<>|IN)\s*(\[[^\]]*\]|'[^']*')")
GIVEN = re.compile(r"\.(\w+)\s*(?:=|<>)\s*\$(\w+)")
LOOKED_UP = re.compile(r"\$(\w+)\[\w+\.(\w+)\]")


@dataclass(frozen=True)
class World:
    """Records with things of their own; `gives` is what queries ask with, `ids` the record ids after loading."""

    name: str
    records: tuple[Record, ...]
    gives: Mapping[str, Any]
    asker: Account = field(default_factory=lambda: account("official-maastricht"))
    indicator: str = ""
    today: date = TODAY
    ids: dict[str, str] = field(default_factory=dict)

    def things(self, *kinds: str) -> list[str]:
        found = {thing for record in self.records for thing in record.things()}
        return sorted(thing.id for thing in found if not kinds or thing.kind in kinds)


@cache
def _compared() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Property -> the values that queries compare it with, and property -> the parameters they compare it with."""
    values: dict[str, set[str]] = defaultdict(set)
    parameters: dict[str, set[str]] = defaultdict(set)
    for query in (*view_queries().values(), *(one.query for one in indicators().values())):
        for name, told in COMPARED.findall(query.text):
            values[name] |= set(re.findall(r"'([^']*)'", told))
        for name, parameter in GIVEN.findall(query.text):
            parameters[name].add(parameter)
        for parameter, name in LOOKED_UP.findall(query.text):
            values[name] |= set(named_list(query.front["lists"][parameter]))
    return values, parameters


def _pool(name: str, gives: Mapping[str, Any]) -> list[Any]:
    values, parameters = _compared()
    asked = [gives[parameter] for parameter in sorted(parameters[name]) if parameter in gives]
    return sorted(values[name]) + [value for value in asked if not isinstance(value, list)] * 2


def _value(dice: Random, name: str, kind: str, gives: Mapping[str, Any]) -> Any:
    if kind == "date":
        return TODAY - timedelta(days=dice.randrange(1500))
    if kind in {"integer", "decimal"}:
        return dice.randrange(100) if kind == "integer" else dice.randrange(200) / 2
    if kind == "boolean":
        return dice.random() < 0.5
    pool = _pool(name, gives)
    told = dice.choice(pool) if pool and dice.random() < 0.8 else f"{name} {dice.randrange(3)}"
    return [told] if kind == "texts" else told


def _properties(dice: Random, kind: str, gives: Mapping[str, Any]) -> dict[str, Any]:
    """A value or none for every property, so that records of a kind are written by few statements."""
    told = the_model().kinds[kind].properties.items()
    return {name: _value(dice, name, spec.type, gives) if dice.random() < 0.85 else None for name, spec in told}


def model_world(seed: int) -> World:
    """Some records of every kind of the model between a handful of things, so that they meet often."""
    dice, name = Random(seed), f"w{seed}"
    gives = {
        **{"number": f"{seed:08d}", "name_key": f"jansen {name}", "birth_date": "1980-01-02"},
        "street_key": f"nl|6211aa|street {name}",
        **{
            "case_number": f"2026/{name}",
            "authority": ORIGINS[0][1],
            "country": "NL",
            "applied_on": TODAY,
            "group": "catering",
        },
        "national_key": f"national {name}",
    }
    things = {kind: [Thing(kind, f"{PREFIX[kind]}:NL.{name}.{n}") for n in range(3)] for kind in the_model().things}
    kinds = [kind for kind in (*the_model().records, *between_things()) for _ in range(dice.choice((1, 1, 2)))]
    records = [
        record_of(dice, f"{name}-{n}", kind, things, gives)
        for n, kind in enumerate([*kinds, "SAME_AS", "PARTY_IN", "DIRECTS"])
    ]
    records += [*_applied(dice, name, things, gives), *_consulted(name, things, gives), *_sited(name, things, gives)]
    records += _forbidden(name, things, gives)
    return World(name, own_compartments(name, records), gives)


def _applied(dice: Random, name: str, things: Mapping[str, list[Thing]], gives: Mapping[str, Any]) -> Iterator[Record]:
    """An application of the asker's authority and its applicant: what a check begins with."""
    source, authority = ORIGINS[0]
    permit, party = (record_of(dice, f"{name}-{kind}", kind, things, gives) for kind in ("Permit", "PARTY_IN"))
    told = replace(permit.compartment, source=source, authority=authority)
    lines = tuple(line for line in permit.lines if line.type == "DESCRIBES")
    yield replace(
        permit,
        compartment=told,
        properties=permit.properties | {name: gives[name] for name in ("case_number", "country")},  # none is without
        lines=lines,
    )
    yield replace(
        party,
        properties=party.properties | {"role": "applicant"},
        ends=(dice.choice(things["Person"]), dice.choice([line.end for line in lines if line.end])),
    )


def _consulted(name: str, things: Mapping[str, list[Thing]], gives: Mapping[str, Any]) -> Iterator[Record]:
    """A person and an organisation about whom a register answered with a hit: what a look-up elsewhere asks after."""
    dice = Random(f"{name} consulted")
    meant = {
        "Person": {part: gives[part] for part in ("name_key", "birth_date", "national_key")},
        "Organisation": {"register_number": gives["number"]},
    }
    for kind, told in meant.items():
        thing = dice.choice(things[kind])
        statement = record_of(dice, f"{name}-told-{kind}", f"{kind}Statement", things, gives)
        asked = record_of(dice, f"{name}-asked-{kind}", "Consultation", things, gives)
        yield replace(statement, properties=statement.properties | told, lines=(Line("DESCRIBES", None, thing),))
        yield replace(
            asked, properties=asked.properties | {"answer": "hit"}, lines=(Line("CONSULTED_ON", None, thing),)
        )


def _sited(name: str, things: Mapping[str, list[Thing]], gives: Mapping[str, Any]) -> Iterator[Record]:
    """A seat and an establishment in the street that is asked about, each told by a record that writes the address."""
    dice = Random(f"{name} sited")
    for kind, told, line in (
        ("OrganisationStatement", "Organisation", "SEATED_AT"),
        ("Location", "Establishment", "OPERATES_AT"),
    ):
        thing, made = dice.choice(things[told]), record_of(dice, f"{name}-sited-{kind}", kind, things, gives)
        lines = (Line("DESCRIBES", None, thing), Line(line, thing, dice.choice(things["Premises"])))
        yield replace(made, properties=made.properties | {"street_key": gives["street_key"]}, lines=lines)


def _forbidden(name: str, things: Mapping[str, list[Thing]], gives: Mapping[str, Any]) -> Iterator[Record]:
    """A person and a firm that may not trade."""
    dice = Random(f"{name} forbidden")
    for told in ("Person", "Organisation"):
        made = record_of(dice, f"{name}-forbidden-{told}", "Measure", things, gives)
        said = {"measure_type": "trade_prohibition", "date_start": date(2024, 3, 1), "outcome": "established"}
        lines = (Line("IMPOSED_ON", None, dice.choice(things[told])),)
        yield replace(made, properties=made.properties | said, lines=lines)


def between_things() -> list[str]:
    return [
        name for name, spec in the_model().relationships.items() if not set(spec.ends[0]) & set(the_model().records)
    ]


def record_of(dice: Random, key: str, kind: str, things: Mapping[str, list[Thing]], gives: Mapping[str, Any]) -> Record:
    source, authority = dice.choice(ORIGINS + ORIGINS[:1])
    since = TODAY - timedelta(days=dice.randrange(1200)) if dice.random() < 0.8 else None
    until = since + timedelta(days=dice.randrange(900)) if since and dice.random() < 0.4 else None
    made = Record(
        kind,
        f"{source}/{authority}/{key}",
        f"{dice.randrange(16**16):016x}",
        Compartment(authority, source, dice.choice(("permit", "open", "report")), dice.choice(("", "H1", "H2"))),
        TODAY - timedelta(days=dice.randrange(900)),
        KEPT,
        "rows.csv",
        dice.randrange(1, 99),
        since,
        until,
        dice.choice(("A1", "B2", None)),
    )
    made.properties = _properties(dice, kind, gives)
    if kind in the_model().relationships:
        made.ends = _ends(dice, kind, things)
    else:
        made.lines = tuple(_lines(dice, kind, things, gives))
    return made


def _ends(dice: Random, kind: str, things: Mapping[str, list[Thing]]) -> tuple[Thing, Thing]:
    """Two different things that the model lets this relationship join; SAME_AS joins two of one kind."""
    starts, ends = the_model().kinds[kind].ends
    start = _one(dice, starts, things)
    return start, _one(dice, (start.kind,) if kind == "SAME_AS" else ends, things, start)


def _one(dice: Random, kinds: Iterable[str], things: Mapping[str, list[Thing]], other: Thing | None = None) -> Thing:
    """A thing of one of these kinds that are there, another one than `other`; a fresh one where none is."""
    listed = [kind for kind in kinds if set(things.get(kind, ())) - {other}]
    if not listed:
        return Thing(next(iter(kinds)), f"{PREFIX[next(iter(kinds))]}:{dice.random()}")
    return dice.choice([thing for thing in things[dice.choice(listed)] if thing != other])


def _lines(dice: Random, kind: str, things: Mapping[str, list[Thing]], gives: Mapping[str, Any]) -> Iterator[Line]:
    """Every line that the model lets a record of this kind have at itself, and one at the thing it describes."""
    kinds = the_model().kinds
    for name, spec in the_model().relationships.items():
        if kind in spec.ends[0] and name != "DESCRIBES":
            yield Line(name, None, _one(dice, spec.ends[1], things), tuple(_properties(dice, name, gives).items()))
    if told := kinds[kind].describes:
        thing = _one(dice, (told,), things)
        yield Line("DESCRIBES", None, thing)
        if types := [name for name in between_things() if told in kinds[name].ends[0] and name != "SAME_AS"]:
            name = dice.choice(types)
            end = _one(dice, kinds[name].ends[1], things, thing)
            yield Line(name, thing, end, tuple(_properties(dice, name, gives).items()))


def own_compartments(name: str, records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(
        replace(r, compartment=replace(r.compartment, confidentiality=f"{name}-{n}")) for n, r in enumerate(records)
    )
