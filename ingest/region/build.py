"""Writes the made-up region: every delivery in the order of loading, and the answers of the planted cases."""

import json
import logging
from collections import Counter
from pathlib import Path

from graph.access.authorities import authorities
from graph.errors import UsageError
from ingest.region.dirt.spoil import Dirt
from ingest.region.plan import Region
from ingest.region.planting import planted_cases
from ingest.region.world import TODAY, World

COUNTRIES = ("NL", "BE", "DE", "LU")
MOST_DIRT = 0.1
logger = logging.getLogger(__name__)


def start(out: Path, dirty: float) -> None:
    if not 0 <= dirty <= MOST_DIRT:
        raise UsageError(f"--dirty is {dirty}: choose a share of at most {MOST_DIRT}.")
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty: name a new folder, so that nothing old mixes with the region.")
    out.mkdir(parents=True, exist_ok=True)


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def build_region(out: Path, scale: float, seed: int, dirty: float = 0, per_country: bool = False) -> None:
    """All deliveries of the region at this scale; the same seed gives the same bytes.

    `dirty`: the share of the rows beside which a dirty one stands; `dirt_key.jsonl` says what must be reported of them.
    `per_country`: in a folder for each country, each with its own key, so that each can lie in a store of its own.
    """
    start(out, dirty)
    world = World(seed, scale)
    region = Region(world, planted_cases(world))
    for country in COUNTRIES if per_country else ("",):
        place = out / country.lower()
        place.mkdir(exist_ok=True)
        _write_deliveries(place, region, country)
        if dirty:
            _spoil(place, dirty)


def _spoil(out: Path, share: float) -> None:
    with (out / "dirt_key.jsonl").open("w", encoding="utf-8") as key:
        dirt = Dirt(share, key)
        for path in sorted(one for one in out.iterdir() if one.is_dir()):
            dirt.spoil(source_of(path), path)


def source_of(path: Path) -> str:
    """The source of a delivery of the region, by the name of its folder."""
    return path.name.partition("-")[2].partition("--")[0]


def _write_deliveries(out: Path, region: Region, country: str) -> None:
    """Those of one country, or all; what belongs to no country is told in each."""
    counts: dict[str, Counter[str]] = {}
    for order, delivery in enumerate(region.deliveries(), start=1):
        if country in {"", delivery.country} or not delivery.country:
            path = out / f"{order:02d}-{delivery.folder}"
            logger.info("writing %s", path.name)
            counts[delivery.name] = delivery.write(path)
    key = {"today": TODAY.isoformat(), "seed": region.world.seed, "cases": _cases(region, country), "counts": counts}
    write_json(out / "answer_key.json", key)


def _cases(region: Region, country: str) -> list[dict[str, object]]:
    """The planted cases of the authorities of a country; in a store of its own it answers by what it has itself."""
    if not country:
        return region.plot.answers
    own = [case for case in region.plot.answers if authorities()[str(case["authority"])].country == country]
    return [{**case, "expect": case["alone"], "all_open": case["alone"]} for case in own]
