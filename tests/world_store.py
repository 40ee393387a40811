"""A database for the worlds of one test module, and how they get into it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import embedded
from graph.store.connection import Store, open_store
from graph.store.leases import leased
from graph.store.loads import Told, begin, keep_compartments, prepare_load
from graph.store.records import Record
from graph.store.schema import apply_schema
from tests.conftest import EMPTY
from tests.worlds import TODAY, World


@contextmanager
def empty_store(request: pytest.FixtureRequest, engine: str, folder: Path) -> Iterator[Store]:
    """The empty database of an engine with its schema, for all tests of a module: they undo what they change."""
    server = request.getfixturevalue(f"{engine}_server")
    database = "neo4j" if engine == "neo4j" else embedded.DATABASE
    place = Settings(folder / "data", folder / "keys", server.uri, server.user, server.password_file, database)
    with open_store(place) as opened:
        opened.write(EMPTY)
        apply_schema(opened)
        yield opened


def load_worlds(store: Store, worlds: Iterable[World], without: Callable[[Record], bool] = lambda _: False) -> None:
    """One published load per source and authority for all worlds together; `without` names records that stay out."""
    worlds = list(worlds)
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in (record for world in worlds for record in world.records):
        groups[record.compartment.source, record.compartment.authority].append(record)
    numbers = {}
    for source, authority in sorted(groups):
        written = [record for record in groups[source, authority] if not without(record)]
        numbers[source, authority] = _load(
            store, Told(source, authority, "made up", source, TODAY, complete=False), written
        )
    for world in worlds:
        world.ids.update(
            (r.key, f"{r.key}@{numbers[r.compartment.source, r.compartment.authority]}") for r in world.records
        )


def _load(store: Store, told: Told, records: list[Record]) -> int:
    with leased(store) as lease:
        load = prepare_load(store, lease, told)
        begin(load, told, "")
        keep_compartments(load, {record.compartment for record in records})
        load.write(records)
        load.publish("")
    return load.number
