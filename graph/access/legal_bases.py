"""The laws that let an authority hold a row and give it away, as a list that is data."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple


class LegalBasis(NamedTuple):
    code: str
    country: str
    article: str


@cache
def legal_bases() -> dict[str, LegalBasis]:
    """Every legal basis by its code (graph/access/legal_basis.csv)."""
    with (Path(__file__).parent / "legal_basis.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: LegalBasis(**row) for row in csv.DictReader(lines)}
