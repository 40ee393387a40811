"""The numbers and codes that bound a look-up: data (limits.yaml)."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from graph.model.compartments import Compartment

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

    def ordinary(self, one: Compartment) -> bool:
        """Whether its owner marked it no more closely than these codes; a code that is not listed restricts."""
        return one.confidentiality in self.confidentiality and one.handling in self.handling


@cache
def limits() -> Limits:
    text = Path(__file__).with_name("limits.yaml").read_text(encoding="utf-8")
    return Limits.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506
