"""Every source of the region two weeks later, with a key of what must have ended, been replaced or begun."""

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.region.build import COUNTRIES, start, write_json
from ingest.region.later.contract import Later
from ingest.region.later.kbo_update import write_kbo_update
from ingest.region.later.key import Key
from ingest.region.later.places import change_bag, fresh_bag, write_later_notices
from ingest.region.later.registers import (
    Change,
    Fresh,
    change_kvk,
    change_offeneregister,
    fresh_kvk,
    fresh_offeneregister,
    rewrite,
)
from ingest.region.later.spoiled_update import spoil_update
from ingest.region.plan import Delivery, Region
from ingest.region.planting import planted_cases
from ingest.region.towns import all_towns
from ingest.region.world import World


def build_second(out: Path, scale: float, seed: int, dirty: float = 0, per_country: bool = False) -> None:
    """The later deliveries; `second_key.jsonl` names each record that changed, `second_key.json` counts them.

    `dirty`: the share of the rows of the KBO's update set beside which a dirty one stands; elsewhere a spoiled row
    would change more than the key tells. `dirt_key.jsonl` says what must be reported of them.
    `per_country`: in a folder for each country, as the first ones, each with its own key.
    """
    start(out, dirty)
    world = World(seed, scale)
    region = Region(world, planted_cases(world))
    for country in COUNTRIES if per_country else ("",):
        place = out / country.lower()
        place.mkdir(exist_ok=True)
        _write_later(place, region, country)
        if dirty and country in {"", "BE"}:
            spoil_update(place, dirty)


def _write_later(out: Path, region: Region, country: str) -> None:
    with (out / "second_key.jsonl").open("w", encoding="utf-8") as stream:
        key = Key(stream)
        for order, delivery in enumerate(region.deliveries(), start=1):
            if country in {"", delivery.country} or not delivery.country:
                with TemporaryDirectory(dir=out) as work:
                    name = f"{order:02d}-{delivery.folder}"
                    _second(region, delivery, Path(work) / name, out / name, key)
    write_json(out / "second_key.json", dict(sorted(key.counts.items())))


def _second(region: Region, delivery: Delivery, first: Path, second: Path, key: Key) -> None:
    if delivery.source == "de_gewerbeanzeige":
        town = next(one for one in all_towns() if one.authority == delivery.authority)
        write_later_notices(second, key, region.told_once(town), region.new_firms([town]))
        return
    delivery.write(first)
    if delivery.source == "be_kbo":
        write_kbo_update(first, second, key, partial(region.new_firms, region.world.towns("BE")))
        return
    if (rules := _registers(region, first).get(delivery.source)) is None:
        Later(delivery.source, first, second, key).write()
        return
    second.mkdir()
    for path in sorted(first.iterdir()):
        if path.suffix == ".yaml":
            shutil.copy(path, second / path.name)
        else:
            rewrite(delivery.source, path, second / path.name, key, *rules)


def _registers(region: Region, first: Path) -> dict[str, tuple[Change, Fresh]]:
    last = max((path.name for path in first.glob("inschrijvingen-*.xml")), default="")
    dutch, german = (partial(region.new_firms, region.world.towns(country)) for country in ("NL", "DE"))
    return {
        "nl_kvk_hr": (change_kvk, fresh_kvk(dutch, last)),
        "nl_bag": (change_bag, fresh_bag(region.new_places)),
        "de_offeneregister": (change_offeneregister, fresh_offeneregister(region.world, german)),
    }
