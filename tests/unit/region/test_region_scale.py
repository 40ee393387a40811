"""The made-up region at any scale: its size, its skew, its memory."""

import gc
import re
import tracemalloc
from collections import Counter
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

from graph.errors import UsageError
from ingest.region.build import build_region
from ingest.region.numbers import is_planted
from ingest.region.people import Person
from ingest.region.streets import Address
from ingest.region.towns import Town, all_towns, town_of
from ingest.region.world import World

SCALE = 0.02
PROMISED = {
    "organisations": 400_000,
    "persons": 600_000,
    "premises": 500_000,
    "permits": 100_000,
    "affiliations": 5_000,
}


def _lines(region: Path, pattern: str, wanted: str) -> list[str]:
    files = (path.read_text("utf-8").splitlines() for path in region.glob(pattern))
    return [line for line in chain.from_iterable(files) if re.search(wanted, line)]


def _organisations(region: Path) -> int:
    """Belgian and Dutch entries, German businesses that gave notice, Luxembourg companies; none of the planted ones."""
    belgian = [line[1:13].replace(".", "") for line in _lines(region, "*-be_kbo/enterprise.csv", '^"1')]
    dutch = [line.partition("<kvkNummer>")[2][:8] for line in _lines(region, "*-nl_kvk_hr/*.xml", "^<ophalen")]
    notices = _lines(region, "*-de_gewerbeanzeige*/*.xml", "<gewerbebetriebID>")
    german = {line.partition("<gewerbebetriebID>")[2][:36] for line in notices}
    ordinary = [number for number in (*belgian, *dutch, *german) if not is_planted(number)]
    return len(ordinary) + len(_lines(region, "*-lu_rcs/organisation.csv", r",O\d+,"))


def test_the_deliveries_tell_as_much_as_the_scale_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within 5 per cent; organisations, permits and affiliations as they stand in the files."""
    persons, places = set(), set()
    person, address = World.person, World.address

    def telling(world: World, town: Town, index: int) -> Person:
        persons.add((town.code, index % world.people(town)))
        return person(world, town, index)

    def placing(world: World, town: Town, index: int) -> Address:
        places.add((town.code, index % world.addresses(town)))
        return address(world, town, index)

    monkeypatch.setattr(World, "person", telling)
    monkeypatch.setattr(World, "address", placing)
    out = tmp_path / "region"
    build_region(out, SCALE, 1)
    told = {
        "organisations": _organisations(out),
        "persons": len(persons),
        "premises": len(places),
        "permits": len(_lines(out, "*/permit.csv", r",(?!Z/25/8)[a-h]?[ZE]/\d")),
        "affiliations": len(_lines(out, "*_police--*/affiliation.csv", r",D\d+,")),
    }
    assert {what: count / SCALE for what, count in told.items()} == pytest.approx(PROMISED, rel=0.05)


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
