"""Writes the made-up region: every delivery in the order of loading, and the answers of the planted cases."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from graph.errors import UsageError
from ingest.region.acts import write_municipality
from ingest.region.contract_folder import ContractFolder
from ingest.region.firms import Firm
from ingest.region.kbo import write_kbo
from ingest.region.kvk import write_kvk
from ingest.region.municipality import TownHall
from ingest.region.plot import Plot, planted_cases
from ingest.region.police import FORCES, write_police
from ingest.region.registered import firm_at
from ingest.region.world import TODAY, World

logger = logging.getLogger(__name__)
Counts = dict[str, Counter[str]]


def all_firms(world: World, country: str, plot: Plot) -> Iterator[Firm]:
    of_chance = (firm_at(world, town, index) for town in world.towns(country) for index in range(world.firms(town)))
    return chain(of_chance, (firm for firm in plot.firms if firm.country == country))


def write_contract(
    path: Path, source: str, authority: str, plot: Plot, fill: Callable[[ContractFolder], None], **stamp: str
) -> Counter[str]:
    """One delivery by contract: what chance gives, then what is planted at this authority."""
    with ContractFolder(path, source, authority, **stamp) as folder:
        fill(folder)
        for kind, values in plot.rows[authority]:
            folder.write(kind, values)
        return folder.counts


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
    plot = planted_cases(world)
    counts: Counts = {
        "be_kbo/be-kbo": write_kbo(out / "01-be_kbo", all_firms(world, "BE", plot)),
        "nl_kvk_hr/nl-kvk": write_kvk(out / "02-nl_kvk_hr", all_firms(world, "NL", plot)),
    }
    order = 2
    for town in chain(world.authorities("NL"), world.authorities("BE")):
        order += 1
        source, hall = f"{town.country.lower()}_municipality", TownHall(world, town)
        path = out / f"{order:02d}-{source}--{town.authority}"
        logger.info("writing %s", path.name)
        counts[f"{source}/{town.authority}"] = write_contract(
            path,
            source,
            town.authority,
            plot,
            lambda folder, hall=hall: write_municipality(folder, hall),  # type: ignore[misc]
        )
    for force in FORCES:
        order += 1
        path = out / f"{order:02d}-{force.source}--{force.authority}"
        counts[f"{force.source}/{force.authority}"] = write_contract(
            path,
            force.source,
            force.authority,
            plot,
            lambda folder, force=force: write_police(folder, world, force),  # type: ignore[misc]
        )
    write_json(
        out / "answer_key.json",
        {"today": TODAY.isoformat(), "seed": seed, "cases": plot.answers, "counts": counts},
    )
