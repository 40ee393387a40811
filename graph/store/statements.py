"""The write statements, generated from the model: one fused statement per shape of record."""

from functools import cache
from typing import Any, NamedTuple

from graph.errors import StoreError
from graph.model.kinds import GUARD, TRUTH, the_model
from graph.store.records import Line, Record, Thing

Row = dict[str, Any]
ON_LINES = (*GUARD, *TRUTH, "source", "authority", "basis")
OF_THE_LOAD = ("known_from", "known_to", "source", "authority", "delivery")


class Shape(NamedTuple):
    """What records written by one statement have in common: kind, the kinds of their ends, their lines.

    A line is (type, start, end, extra properties) with places in `ends`; -1 is the record itself.
    """

    kind: str
    ends: tuple[str, ...]
    lines: tuple[tuple[str, int, int, tuple[str, ...]], ...]

    @property
    def place(self) -> str:
        """Where such records are looked for: their kind, and for a relationship the kind of thing it starts at."""
        return place_of(self.kind, self.ends[0] if self.kind in the_model().relationships else "")


def place_of(kind: str, start: str) -> str:
    """A place as loads note it: a kind, and for a relationship the kind of thing it starts at."""
    return f"{kind} {start}".rstrip()


Shaped = dict[Shape, list[Row]]


def add_row(shaped: Shaped, record: Record, number: int) -> Shape:
    """The record, written by load `number`, as one more row of the statement for its shape, which is returned."""
    shape, ends = shape_of(record)
    shaped.setdefault(shape, []).append(parameters(record, ends, number))
    return shape


def shape_of(record: Record) -> tuple[Shape, list[Thing]]:
    """The shape of a record, and its things in the order of the shape's ends."""
    things: list[Thing] = list(record.ends or ())
    for line in record.lines:
        things += [end for end in (line.start, line.end) if end is not None and end not in things]
    place = {thing: at for at, thing in enumerate(things)}
    lines = tuple(_line(line, place) for line in record.lines)
    return Shape(record.kind, tuple(thing.kind for thing in things), lines), things


def _line(line: Line, place: dict[Thing, int]) -> tuple[str, int, int, tuple[str, ...]]:
    start, end = (-1 if thing is None else place[thing] for thing in (line.start, line.end))
    return line.type, start, end, tuple(name for name, _ in line.properties)


def _known(name: str) -> str:
    if name not in the_model().kinds:
        raise StoreError(f"{name} is in no file of graph/model: it cannot be written.")
    return name


def _map(names: tuple[str, ...], extra: tuple[tuple[str, str], ...] = ()) -> str:
    """A property map: what all rows of a load share comes from its parameters, the rest from the row."""
    pairs = [f"{name}: {'$' if name in OF_THE_LOAD else 'r.'}{name}" for name in names]
    return "{" + ", ".join([*pairs, *(f"{name}: r.{at}" for name, at in extra)]) + "}"


@cache
def create(shape: Shape) -> str:
    """CREATE of a record with its lines: every end is matched once, and a missing end loses the row (so: count)."""
    model = the_model()
    matches = [f"MATCH (t{at}:{_known(kind)} {{id: r.t{at}}})" for at, kind in enumerate(shape.ends)]
    names = tuple(model.columns(_known(shape.kind)))
    if shape.kind in model.relationships:
        return _lines([*matches, f"CREATE (t0)-[:{shape.kind} {_map(names)}]->(t1)"])
    parts = [f"(x:{shape.kind} {_map(names)})"]
    for at, (kind, start, end, extra) in enumerate(shape.lines):
        ends = tuple("x" if place < 0 else f"t{place}" for place in (start, end))
        own = _map(ON_LINES, tuple((name, f"l{at}_{name}") for name in extra))
        parts.append(f"({ends[0]})-[:{_known(kind)} {own}]->({ends[1]})")
    return _lines([*matches, "CREATE " + ", ".join(parts)])


def _lines(parts: list[str]) -> str:
    return "UNWIND $rows AS r\n" + "\n".join(parts)


@cache
def merge_things(kind: str) -> str:
    return f"UNWIND $ids AS id MERGE (n:{_known(kind)} {{id: id}})"


@cache
def state_of(kinds: tuple[str, ...], start: str = "") -> str:
    """Key, hash and version of every record of a source and authority that no earlier load has ended, in 16 rows.

    Records of one kind, or relationships of several kinds that start at one kind of thing: those are looked for
    thing by thing.
    """
    listed = "|".join(map(_known, kinds))
    found = f"(a:{_known(start)})-[x:{listed}]->()" if start else f"(x:{listed})"
    kind, end = ("type(x)", ", collect(a.id) AS ends") if start else (f"'{listed}'", "")
    return (
        f"MATCH {found} WHERE x.authority = $authority AND x.source = $source"
        " AND (x.known_to = $open OR x.known_to = $number) AND x.hash IS NOT NULL"
        f" RETURN {kind} AS kind, substring(x.hash, 0, 1) AS part, collect(x.key) AS keys, collect(x.hash) AS hashes,"
        f" collect(x.known_from) AS versions{end}"
    )


@cache
def end_nodes(kind: str, line_types: tuple[str, ...]) -> str:
    """Close versions of a record node, the lines at it and the lines of its thing that copy its guard."""
    types = "|".join(map(_known, line_types))
    at_thing = (
        f"\nWITH DISTINCT x MATCH (x)-[:DESCRIBES]->()-[l:{types}]-() WHERE l.record = x.record"
        " SET l.known_to = $number"
    )
    return (
        f"UNWIND $records AS record MATCH (x:{_known(kind)} {{record: record}})"
        " WHERE x.known_to = $open OR x.known_to = $number SET x.known_to = $number"
        "\nWITH x MATCH (x)-[o]-() WHERE o.record = x.record SET o.known_to = $number"
        + (at_thing if line_types else "")
    )


@cache
def end_relationships(kind: str, start: str) -> str:
    return (
        f"UNWIND $rows AS r MATCH (a:{_known(start)} {{id: r.id}})-[x:{_known(kind)}]->()"
        " WHERE x.record = r.record SET x.known_to = $number"
    )


def parameters(record: Record, things: list[Thing], number: int) -> Row:
    """One row for `create`: the record's own values, its ends and what its lines add."""
    if not record.key or not record.hash or not all(thing.id for thing in things):
        raise StoreError(f"A record of kind {record.kind} has no key or an end without id: nothing was sent.")
    row: Row = {
        "record": f"{record.key}@{number}",
        "key": record.key,
        "compartment": record.compartment.id,
        "retain_until": record.retain_until,
        "collected_on": record.collected_on,
        "since": record.since,
        "until": record.until,
        "grade": record.grade,
        "file": record.file,
        "line": record.line,
        "hash": record.hash,
        **record.properties,
    }
    for at, thing in enumerate(things):
        row[f"t{at}"] = thing.id
    for at, line in enumerate(record.lines):
        for name, value in line.properties:
            row[f"l{at}_{name}"] = value
    return row
