"""The command `region`: writes the made-up Euregio."""

from pathlib import Path
from typing import Annotated

import typer

from ingest.region.build import build_region
from ingest.region.second import build_second


def region(
    out: Annotated[Path, typer.Option(help="New or empty folder for the deliveries.")],
    scale: Annotated[float, typer.Option(help="1.0 = 400,000 organisations; 0.001 = the demo.")] = 0.002,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
    dirty: Annotated[float, typer.Option(help="Share of the rows beside which a dirty one is put, at most 0.1.")] = 0,
    per_country: Annotated[bool, typer.Option(help="In four folders, for one store per country.")] = False,
    second: Annotated[bool, typer.Option(help="Those of two weeks later instead; only the KBO's get dirt.")] = False,
) -> None:
    """Write a made-up Euregio as deliveries, with the answers of its planted cases."""
    if second:
        build_second(out, scale, seed, dirty, per_country)
    else:
        build_region(out, scale, seed, dirty, per_country)
