"""The lines of a record: which things its row names, and how they are related."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.store.records import Line, Record, Thing
from ingest.contract.kind import KindSpec
from ingest.things import Things, address_text

Ends = tuple[Thing | None, ...]


def lines_of(
    things: Things, kind: KindSpec, values: Mapping[str, Any], base: Record, described: tuple[Thing, ...]
) -> Iterator[Line]:
    """DESCRIBES for the thing the row speaks about, then the lines its kind declares."""
    for thing in described:
        yield Line("DESCRIBES", None, thing)
    for line in kind.lines:
        said = tuple(line.set.items())
        if line.end == "address":
            said += (("address", address_text(values)),)
        ends = _named(things, kind, line.end, values, base, described)
        for start in _named(things, kind, line.start, values, base, described):
            yield from (Line(line.type, start, end, said) for end in ends if end != start)


def _named(
    things: Things,
    kind: KindSpec,
    name: str,
    values: Mapping[str, Any],
    base: Record,
    described: tuple[Thing, ...],
) -> Ends:
    if name == "record":
        return (None,)
    if name in ("self", kind.describes):
        return described
    if name == "address":
        found = things.address(values)
        return (found.thing,) if found else ()
    return ends_of(things, kind, name, values, base)


def ends_of(things: Things, kind: KindSpec, column: str, values: Mapping[str, Any], base: Record) -> tuple[Thing, ...]:
    """The things that a column names; a row that describes a thing without naming it has one of its own."""
    if not column:
        return ()
    spec, told = kind.columns[column], values.get(column)
    if not spec.thing:
        return things.meant(spec, told)
    if told is None:
        return (things.own(spec.thing, base.key),) if kind.describes == column else ()
    listed: Iterable[str] = told if isinstance(told, tuple) else (told,)
    return tuple(things.named(spec, value) for value in dict.fromkeys(listed))
