"""How long the log of a country's accounts is kept: data, with article, certainty and review day (law.md, 2.4)."""

from functools import cache
from pathlib import Path

import yaml

from graph.access.term import Term


@cache
def terms() -> dict[str, Term]:
    """The term of each country, from the day of the line."""
    text = (Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8")
    rows = (Term.model_validate(row) for row in yaml.load(text, Loader=yaml.BaseLoader)["terms"])  # noqa: S506
    return {row.country: row for row in rows}
