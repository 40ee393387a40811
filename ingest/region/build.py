"""Writes the made-up region: every delivery in the order of loading, and the answers of the planted cases."""

import json
import logging
from collections import Counter
from pathlib import Path

from graph.errors import UsageError
from ingest.region.plan import Region
from ingest.region.plot import planted_cases
from ingest.region.world import TODAY, World

logger = logging.getLogger(__name__)


def start(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty: name a new folder, so that nothing old mixes with the region.")
    out.mkdir(parents=True, exist_ok=True)


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def build_region(out: Path, scale: float, seed: int) -> None:
    """All deliveries of the region at this scale; the same seed gives the same bytes."""
    start(out)
    world = World(seed, scale)
    plot, counts = planted_cases(world), dict[str, Counter[str]]()
    for order, delivery in enumerate(Region(world, plot).deliveries(), start=1):
        path = out / f"{order:02d}-{delivery.folder}"
        logger.info("writing %s", path.name)
        counts[delivery.name] = delivery.write(path)
    key = {"today": TODAY.isoformat(), "seed": seed, "cases": plot.answers, "counts": counts}
    write_json(out / "answer_key.json", key)
