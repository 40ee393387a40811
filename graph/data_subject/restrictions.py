"""What the law keeps from the data subject, and when that ends: static, by country and category."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from graph.access.policies import Words


class Restriction(BaseModel):
    """`line` never says that there is something; `ends` says when or where the person may ask."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: str
    categories: Words
    article: str
    certainty: Literal["V", "E", "G", "?"]
    line: str
    ends: str


@cache
def restrictions() -> tuple[Restriction, ...]:
    text = (Path(__file__).parent / "restrictions.yaml").read_text(encoding="utf-8")
    return tuple(Restriction.model_validate(row) for row in yaml.load(text, Loader=yaml.BaseLoader)["rows"])  # noqa: S506


def restricted(country: str) -> tuple[Restriction, ...]:
    """Those of a country, whoever asks and whatever is held."""
    return tuple(one for one in restrictions() if one.country == country)
