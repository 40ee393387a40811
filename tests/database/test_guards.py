"""The test of non-interference can fail: without any one guard, or any part of it, it does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from graph.patterns.expand import VISIBLE
from graph.patterns.patterns import indicators
from graph.patterns.queries import Query
from graph.store.connection import Store
from tests.asking import QUERIES, answer, asks
from tests.example_worlds import example_worlds
from tests.hiding import WAYS, Hidden, both, elements, touching, view_of
from tests.world_store import empty_store, load_worlds
from tests.worlds import World, model_world

MOST = 60
GUARD = re.compile(re.escape(VISIBLE).replace("@x", r"\w+"))


@pytest.fixture(scope="module")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with empty_store(request, "embedded", tmp_path_factory.mktemp("guards")) as opened:
        yield opened


@pytest.fixture(scope="module")
def worlds(store: Store) -> list[World]:
    found = [model_world(seed) for seed in range(12)]
    load_worlds(store, found)
    return found


def _of_examples(store: Store, name: str, keys: Path) -> Iterator[World]:
    """Worlds from the examples of an indicator, loaded some at a time: mostly the first ones are enough."""
    for seeds in (range(0, 8), range(8, 24), range(24, MOST)):
        found = [world for seed in seeds for world in example_worlds(seed, keys, name)]
        load_worlds(store, found)
        yield from found


def mutants(query: Query) -> list[Query]:
    """The query without its first guard, without its second, and so on."""
    return [
        replace(query, guarded=tuple(_without(text, n) for text in query.guarded))
        for n in range(len(GUARD.findall(query.guarded[0])))
    ]


def _without(text: str, number: int) -> str:
    found = list(GUARD.finditer(text))[number]
    return f"{text[: found.start()]}true{text[found.end() :]}"


def _parts(world: World, query: Query) -> Iterator[list[Hidden]]:
    """Every node and line of a kind that the query names, one at a time, in an order of this world's own."""
    found = [Hidden((part,), "closed compartment") for record in world.records for part in elements(record)]
    Random(world.name).shuffle(found)
    yield from ([one] for one in found if touching(query, [one]))


def _leaks(store: Store, world: World, query: Query, hidden: list[Hidden], told: Mapping[str, object]) -> bool:
    narrow = touching(query, hidden)
    seen, wanted = both(store, world, hidden, lambda view: answer(view, narrow, told) if narrow else [])
    return seen != wanted


# an indicator needs many worlds until each of its guards shows: minutes, so it runs with the long tests
NAMES = [pytest.param(n, marks=pytest.mark.long) if n in indicators() else n for n in sorted(QUERIES)]


@pytest.mark.parametrize("name", NAMES)
def test_without_any_one_guard_something_hidden_shows(
    name: str, store: Store, worlds: list[World], tmp_path: Path
) -> None:
    alive = list(enumerate(mutants(QUERIES[name]), start=1))
    assert alive, f"{name} has no guard"
    for world in _of_examples(store, name, tmp_path) if name in indicators() else worlds:
        told = asks(view_of(store, world), world)[name]
        for hidden in _parts(world, QUERIES[name]):
            alive = [(n, mutant) for n, mutant in alive if not _leaks(store, world, mutant, hidden, told)]
            if not alive:
                return
    pytest.fail(
        f"without guard {[n for n, _ in alive]} {name} shows nothing hidden in any world: add an example where it would"
    )


@pytest.mark.parametrize("way", sorted(WAYS))
def test_without_a_part_of_the_guard_something_hidden_shows(way: str, store: Store, worlds: list[World]) -> None:
    [part] = [part for part in VISIBLE[1:-1].split(" AND ") if f"@x.{WAYS[way][0]}" in part]
    written = re.compile(re.escape(part).replace("@x", r"\w+"))
    query = QUERIES["network-office-in"]
    mutant = replace(query, guarded=tuple(written.sub("true", text) for text in query.guarded))
    told = asks(view_of(store, worlds[0]), worlds[0])[query.id]
    hidden = [[Hidden(elements(record), way)] for record in worlds[0].records if record.kind == "DIRECTS"]
    assert any(_leaks(store, worlds[0], mutant, one, told) for one in hidden)
    assert not any(_leaks(store, worlds[0], query, one, told) for one in hidden)
