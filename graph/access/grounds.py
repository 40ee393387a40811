"""Whether a record may be named as a ground of a decision: yes, with permission of its authority, or no."""

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field

Usable = Literal["yes", "permission", "no"]


class Ground(NamedTuple):
    """`of`: the authority whose permission is needed."""

    usable: Usable
    article: str
    of: str = ""


class Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    category: str
    handling: str
    told_by: Literal["own", "other", "any"] = Field(alias="from")
    usable: Usable
    article: str
    certainty: Literal["V", "E", "G"]

    def fits(self, category: str, handling: str, own: bool) -> bool:
        return (
            self.category in {"any", category}
            and self.handling in {"any", handling}
            and self.told_by in {"any", "own" if own else "other"}
        )


NO_RULE = Ground("no", "no rule names this category")


@cache
def rules() -> tuple[Rule, ...]:
    text = (Path(__file__).parent / "grounds.yaml").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(row) for row in yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


def ground(asker: str, authority: str, category: str, handling: str) -> Ground:
    """What the first fitting rule says of a record that `authority` told, for an account of `asker`."""
    for rule in rules():
        if rule.fits(category, handling, asker == authority):
            return Ground(rule.usable, rule.article, authority if rule.usable == "permission" else "")
    return NO_RULE
