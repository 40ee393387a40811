"""The numbers and codes that bound a look-up: data (limits.yaml)."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

Codes = Annotated[
    frozenset[str], BeforeValidator(lambda v: frozenset("" if code == "-" else code for code in v.split()))
]


class Limits(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    identifiers_of_an_account_a_day: int
    lookups_of_a_subject_a_day: int
    grid_milliseconds: int
    confidentiality: Codes
    handling: Codes


@cache
def limits() -> Limits:
    text = Path(__file__).with_name("limits.yaml").read_text(encoding="utf-8")
    return Limits.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506
