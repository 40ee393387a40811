"""Hides records or single lines of a world, and builds the graph in which they were never loaded; both are undone.

Hidden is what a guard turns away, each way by itself. Absent is deleted: the record with its lines, then every thing
that nothing else of its world touches. Both happen in one transaction that is rolled back, so that a loaded world
serves any number of questions; a test compares deleting with really loading less.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple, TypeVar

from graph.access.audit import AuditLog
from graph.access.cases import Case
from graph.access.view import View
from graph.model.kinds import the_model
from graph.patterns.queries import Query
from graph.settings import Settings
from graph.store.connection import Rows, Store, Summary, Transaction
from graph.store.records import Line, Record, Thing
from tests.worlds import LOOKBACK, World

T = TypeVar("T")
KNOWN_AT = 1000
NODE = "MATCH (x:{kind} {{{name}: $a}}) {what}"
LINE = "MATCH (a:{start} {{{first}: $a}})-[x:{type}]->(b:{end} {{{second}: $b}}) WHERE x.record = $record {what}"
LINES = " WITH x MATCH (x)-[o]-() WHERE o.record = x.record SET o.{name} = $value"
WAYS: Mapping[str, tuple[str, Callable[[World], Any]]] = {
    "closed compartment": ("compartment", lambda _: "closed"),
    "older than the lookback": ("collected_on", lambda _: LOOKBACK - timedelta(days=1)),
    "past its retention": ("retain_until", lambda world: world.today),
    "ended": ("known_to", lambda _: KNOWN_AT),
    "not known yet": ("known_from", lambda _: KNOWN_AT + 1),
}


class Element(NamedTuple):
    """What carries a guard of its own: a record node (`line` none) or one of its lines."""

    record: Record
    line: Line | None = None

    def __hash__(self) -> int:
        return hash((self.record.key, self.line))

    @property
    def kind(self) -> str:
        return self.line.type if self.line else self.record.kind


class Hidden(NamedTuple):
    """Elements that one guard turns away."""

    elements: tuple[Element, ...]
    way: str

    def __repr__(self) -> str:
        first = self.elements[0]
        return f"{first.record.key} ({', '.join(one.kind for one in self.elements)}), {self.way}"


class Undone(Exception):
    """Ends a transaction without keeping it, and carries out what was read in it."""

    def __init__(self, found: Any) -> None:
        self.found = found


class Within(Store):
    """A store that reads and writes inside one open transaction."""

    def __init__(self, transaction: Transaction, settings: Settings) -> None:
        self.settings = settings
        self._transaction = transaction

    def read(self, statement: str, /, **parameters: Any) -> Rows:
        return self._transaction.run(statement, **parameters).rows

    def columns(self, statement: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self.read(statement, **parameters)]

    def write(self, statement: str, /, **parameters: Any) -> Summary:
        return self._transaction.run(statement, **parameters)


class Unlogged(AuditLog):
    def write(self, account: str, case: str, action: str, subject: str, told: Mapping[str, Any]) -> None:
        pass


def undone(store: Store, work: Callable[[Transaction], T]) -> T:
    """What `work` finds in a transaction of which nothing is kept."""

    def run(transaction: Transaction) -> None:
        raise Undone(work(transaction))

    try:
        store.transact(run)
    except Undone as end:
        return end.found  # type: ignore[no-any-return]
    raise AssertionError("the transaction was kept")


def elements(record: Record) -> tuple[Element, ...]:
    if record.ends:
        return (Element(record, Line(record.kind, *record.ends)),)
    return (Element(record), *(Element(record, line) for line in record.lines))


def view_of(store: Store, world: World, closed: Iterable[Record] = (), granted: Iterable[Record] = ()) -> View:
    """A View to which every compartment of the world is open but those of `closed`, and `granted` released."""
    case = Case("c", world.asker.authority, world.asker.id, "permit_screening", "NL_BIBOB_3", "", "", world.today)
    shut = {record.compartment.id for record in closed}
    opened = {r.compartment.id: LOOKBACK for r in world.records if r.compartment.id not in shut}
    released = {world.ids[record.key]: True for record in granted}
    log = Unlogged(store, store.settings)
    return View(store, log, world.asker, case, world.today, KNOWN_AT, world.today, opened, released)


def hide(transaction: Transaction, world: World, hidden: Iterable[Hidden]) -> None:
    for parts, way in hidden:
        name, value = WAYS[way]
        whole = Element(parts[0].record) in parts and len(parts) == len(elements(parts[0].record))
        change = f"SET x.{name} = $value" + (LINES.format(name=name) if whole else "")
        for element in _apart(parts) if whole else parts:
            _run(
                transaction, world, element, change if element.line is None else f"SET x.{name} = $value", value(world)
            )


def remove(transaction: Transaction, world: World, hidden: Iterable[Hidden]) -> None:
    """Delete what is hidden, and the things that nothing which is left touches."""
    gone = {element for one in hidden for element in one.elements}
    for element in _apart(gone):
        _run(transaction, world, element, "DELETE x" if element.line else "DETACH DELETE x")
    for thing in orphans(world, gone):
        transaction.run(NODE.format(kind=thing.kind, name="id", what="DETACH DELETE x"), a=thing.id)


def _apart(parts: Iterable[Element]) -> list[Element]:
    """Without the lines at a record node that is among the parts itself: they go with it. Nodes come last."""
    found = set(parts)
    return sorted((one for one in found if one.line is None or not _at(one, found)), key=lambda one: one.line is None)


def _at(element: Element, parts: set[Element]) -> bool:
    return (
        element.line is not None and None in (element.line.start, element.line.end) and Element(element.record) in parts
    )


def orphans(world: World, gone: set[Element]) -> list[Thing]:
    left = {thing for record in world.records for element in elements(record) for thing in _touched(element, gone)}
    touched = {thing for element in gone for thing in element.record.things()}
    return sorted(touched - left)


def _touched(element: Element, gone: set[Element]) -> Iterator[Thing]:
    if element.line is not None and element not in gone and not _at(element, gone):
        yield from (end for end in (element.line.start, element.line.end) if end is not None)


def _run(transaction: Transaction, world: World, element: Element, what: str, value: Any = None) -> None:
    record, line = element
    told = {"record": world.ids[record.key], "value": value}
    if line is None:
        transaction.run(NODE.format(kind=record.kind, name="record", what=what), **told, a=told["record"])
        return
    first, second = (
        ("record", record.kind, told["record"]) if end is None else ("id", end.kind, end.id)
        for end in (line.start, line.end)
    )
    text = LINE.format(type=line.type, first=first[0], start=first[1], second=second[0], end=second[1], what=what)
    transaction.run(text, **told, a=first[2], b=second[2])


@cache
def kinds_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text)) & frozenset(the_model().kinds)


def touching(query: Query, hidden: Iterable[Hidden]) -> Query | None:
    """The query with those of its texts that name a kind of what is hidden: no other can answer differently."""
    kinds = {element.kind for one in hidden for element in one.elements}
    texts = tuple(text for text in query.guarded if kinds_in(text) & kinds)
    return replace(query, guarded=texts) if texts else None


def both(store: Store, world: World, hidden: list[Hidden], ask: Callable[[View], T]) -> tuple[T, T]:
    """What a View answers while this is hidden, and what it answers when it was never there."""

    def work(transaction: Transaction) -> tuple[T, T]:
        view = view_of(Within(transaction, store.settings), world)
        hide(transaction, world, hidden)
        seen = ask(view)
        remove(transaction, world, hidden)
        return seen, ask(view)

    return undone(store, work)
