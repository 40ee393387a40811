"""The Dutch register and Maastricht two weeks later: some records vanished, some changed, some are new."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.region.acts import write_municipality
from ingest.region.build import start, write_json
from ingest.region.contract_folder import SECOND
from ingest.region.firms import Firm, Office
from ingest.region.kvk import write_kvk
from ingest.region.municipality import TownHall
from ingest.region.people import Person
from ingest.region.plan import Region
from ingest.region.plot import AT_MAASTRICHT, MAASTRICHT, Plot, planted_cases
from ingest.region.registered import dutch_firm
from ingest.region.towns import Town, town_of
from ingest.region.world import World

REGISTER, MUNICIPALITY = "nl_kvk_hr/nl-kvk", f"nl_municipality/{AT_MAASTRICHT}"
NAMED = 5
EVERY = 40


class Key:
    """What became of known records: counts per source and kind, and the first few by name."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], int] = defaultdict(int)
        self._named: dict[tuple[str, str, str], list[object]] = defaultdict(list)

    def note(self, fate: str, delivery: str, kind: str, record: object) -> None:
        self._counts[fate, delivery, kind] += 1
        if len(self._named[fate, delivery, kind]) < NAMED:
            self._named[fate, delivery, kind].append(record)

    def write(self, path: Path) -> None:
        fates: dict[str, list[object]] = {"ended": [], "changed": [], "new": []}
        for (fate, delivery, kind), number in sorted(self._counts.items()):
            named = self._named[fate, delivery, kind]
            fates[fate].append({"delivery": delivery, "kind": kind, "count": number, "named": named})
        write_json(path, fates)


def _still_there(firm: Firm, index: int, key: Key) -> Firm | None:
    """The firm two weeks later: gone, without its first director, under another name, or as it was."""
    place = index % EVERY
    if place == 0:
        key.note("ended", REGISTER, "inscription", {"euid": firm.euid})
        return None
    gone = firm.offices[0] if firm.form == "BV" and len(firm.offices) > 1 and place % 5 == 0 else None
    if gone and isinstance(gone.holder, Person) and all(other.holder != gone.holder for other in firm.offices[1:]):
        key.note("ended", REGISTER, "mandate", _mandate(firm, gone))
        return replace(firm, offices=firm.offices[1:])
    if place == 3:
        firm = replace(firm, name=f"{firm.name} Nieuw")
        key.note("changed", REGISTER, "inscription", {"euid": firm.euid, "name": firm.name})
    return firm


def _mandate(firm: Firm, office: Office) -> dict[str, str]:
    holder = office.holder
    name = f"{holder.given} {holder.family_name}" if isinstance(holder, Person) else holder.name
    return {"euid": firm.euid, "function": office.kind, "holder": name, "from": office.since.isoformat()}


def _town_firms(world: World, town: Town, key: Key) -> Iterator[Firm]:
    known = world.firms(town)
    for index in range(known):
        firm = _still_there(dutch_firm(world, town, index), world.firm_index(town, index), key)
        if firm:
            yield firm
    for index in range(known, known + 1 + known // 100):
        firm = dutch_firm(world, town, index)
        key.note("new", REGISTER, "inscription", {"euid": firm.euid})
        yield firm


def _dutch_firms(world: World, plot: Plot, key: Key) -> Iterator[Firm]:
    for town in world.towns("NL"):
        yield from _town_firms(world, town, key)
    yield from (firm for firm in plot.firms if firm.country == "NL")


def _note_maastricht(hall: TownHall, key: Key) -> None:
    for permit in range(hall.permits):
        if hall.left(permit):
            named = {"case_number": hall.case_number(permit), "party_ref": hall.person_ref(hall.permits + permit)}
            key.note("ended", MUNICIPALITY, "party", named)
            key.note("ended", MUNICIPALITY, "person", {"person_ref": named["party_ref"]})
        if hall.changed(permit):
            key.note("changed", MUNICIPALITY, "permit", {"case_number": hall.case_number(permit)})
    for permit in hall.fresh():
        key.note("new", MUNICIPALITY, "permit", {"case_number": hall.case_number(permit)})
        key.note("new", MUNICIPALITY, "party", {"case_number": hall.case_number(permit)})


def build_second(out: Path, scale: float, seed: int) -> None:
    """The two later deliveries and `second_key.json`; the planted cases stand in them unchanged."""
    start(out)
    world, key = World(seed, scale), Key()
    plot, hall = planted_cases(world), TownHall(world, town_of(MAASTRICHT), edition=2)
    write_kvk(out / "01-nl_kvk_hr", _dutch_firms(world, plot, key), SECOND)
    path = out / f"02-nl_municipality--{AT_MAASTRICHT}"
    Region(world, plot).contract("nl_municipality", AT_MAASTRICHT, partial(write_municipality, hall), SECOND).write(
        path
    )
    _note_maastricht(hall, key)
    key.write(out / "second_key.json")
