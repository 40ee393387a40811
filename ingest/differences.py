"""What a delivery would change, record by record, before it is loaded: which fields differ, never their values."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.model.kinds import GUARD, ORIGIN, the_model
from graph.store.changes import held_versions
from graph.store.connection import Store
from graph.store.statements import Row
from ingest.absence import Absent
from ingest.taken import Taken

SHOWN = 10
TIES = "ties"  # nothing of its own differs: it names another thing, or names it in another role
OWN = {*GUARD, *ORIGIN, "basis"} - {"compartment", "retain_until"}  # what every version has of its own


class Difference(NamedTuple):
    """One record that would be new, changed, ended or withdrawn.

    `record`: its key without source and authority. `file` and `line` are where the delivery tells it; what is absent
    has none. `fields`: of a changed one, the properties that differ.
    """

    outcome: str
    kind: str
    record: str
    file: str = ""
    line: int = 0
    fields: tuple[str, ...] = ()


def ignored(_: Difference) -> None:
    """Nobody wants to know them one by one."""


def differences(store: Store, taken: Taken, gone: Absent, most: int) -> Iterator[Difference]:
    """At most so many of each kind and outcome; all rows are read and counted, however many are told."""
    told: Counter[tuple[str, str]] = Counter()
    for lot in taken.lots():
        for shape, rows in lot.items():
            changed = [row for row in rows if row["key"] in taken.changed]
            new = [row for row in rows if row["key"] not in taken.changed]
            yield from _changed(store, taken, shape.kind, changed[: max(most - told["changed", shape.kind], 0)])
            yield from _new(shape.kind, new[: max(most - told["new", shape.kind], 0)])
            told["changed", shape.kind] += len(changed)
            told["new", shape.kind] += len(new)
    for outcome, found in (("ended", gone.ended), ("withdrawn", gone.withdrawn)):
        for key, held in found.items():
            told[outcome, held.kind] += 1
            if told[outcome, held.kind] <= most:
                yield Difference(outcome, held.kind, _own_id(key))


def _new(kind: str, rows: list[Row]) -> Iterator[Difference]:
    return (Difference("new", kind, _own_id(row["key"]), row["file"], row["line"]) for row in rows)


def _changed(store: Store, taken: Taken, kind: str, rows: list[Row]) -> Iterator[Difference]:
    before = dict(held_versions(store, {row["key"]: taken.state.before[row["key"]] for row in rows}))
    for row in rows:
        fields = _differing(kind, before[row["key"]], row)
        yield Difference("changed", kind, _own_id(row["key"]), row["file"], row["line"], fields)


def _differing(kind: str, before: Mapping[str, Any], row: Row) -> tuple[str, ...]:
    """A later day of collection moves the end of retention along: that alone is no difference."""
    moved = {"retain_until"} if before.get("collected_on") != row["collected_on"] else set()
    names = [name for name in the_model().columns(kind) if name not in OWN | moved]
    return tuple(name for name in names if before.get(name) != row.get(name)) or (TIES,)


def _own_id(key: str) -> str:
    return key.split("/", 2)[2]
