"""The made-up region at any scale: its size, its skew, its memory."""

import gc
import tracemalloc
from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from graph.errors import UsageError
from ingest.region.build import build_region
from ingest.region.towns import all_towns, town_of
from ingest.region.world import World


def test_at_scale_one_the_region_has_the_size_it_promises() -> None:
    world, towns = World(1, 1.0), all_towns()
    firms = sum(map(world.firms, towns))
    permits = sum(world.permits(town) for town in towns if town in world.licensed(town.country))
    assert firms == pytest.approx(400_000, rel=0.01)
    assert sum(map(world.people, towns)) == pytest.approx(600_000, rel=0.01)
    assert sum(map(world.addresses, towns)) == pytest.approx(500_000, rel=0.01)
    assert permits == pytest.approx(100_000, rel=0.01)


def test_memory_does_not_grow_with_the_scale(tmp_path: Path) -> None:
    def peak(scale: float) -> int:
        gc.collect()
        gc.freeze()  # many objects of earlier tests would make full collections rare, and garbage count as memory
        tracemalloc.start()
        build_region(tmp_path / str(scale), scale, 1)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        gc.unfreeze()
        return top

    peak(0.0001)  # fills the caches of the word lists
    assert peak(0.02) < 1.2 * peak(0.004)  # below that the buffers of the open files are not full


def test_few_people_hold_many_offices_and_few_addresses_hold_many_firms() -> None:
    world, town = World(1, 0.2), town_of("gm0935")
    holders = Counter(world.holder(world.roll("draw", draw), town) for draw in range(6_000))
    seats = Counter(world.seat(world.roll("draw", draw), town, draw) for draw in range(6_000))
    for counts in (holders, seats):
        assert median(counts.values()) == 1
        assert max(counts.values()) >= 20


def test_no_address_of_a_town_occurs_twice() -> None:
    world = World(1, 0.1)
    for town in all_towns():
        found = {world.address(town, index) for index in range(world.addresses(town))}
        assert len(found) == world.addresses(town), town.name


@pytest.mark.parametrize("scale", [0, -1, 50])
def test_a_scale_that_cannot_be_is_refused(tmp_path: Path, scale: float) -> None:
    with pytest.raises(UsageError, match="--scale"):
        build_region(tmp_path / "out", scale, 1)


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        build_region(tmp_path, 0.001, 1)
