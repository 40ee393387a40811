"""What of an open case may go to a recipient: decided per compartment, so what is withheld leaves no trace."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from graph.access.authorities import Authority
from graph.access.identity import DECISIONS
from graph.access.view import View
from graph.model.compartments import Compartment
from graph.store.loads import named_compartments

NARROWED = "Records whose source shares them with named authorities only, if there are any, are omitted for others."
GRANTED = "Records released to this case only, if there are any, are omitted; their owner must release them onward."
DECIDED = "Who was decided to be one person in this case, if anybody, is omitted: the decision holds in the case only."


class Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    category: str
    handling: str
    to: Literal["any", "outside"]
    article: str
    line: str

    def fits(self, compartment: Compartment, outside: bool) -> bool:
        return (
            self.category in {"any", compartment.category}
            and self.handling in {"any", compartment.handling}
            and (self.to == "any" or outside)
        )


@cache
def rules() -> tuple[Rule, ...]:
    text = (Path(__file__).parent / "withheld.yaml").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(row) for row in yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


@dataclass(frozen=True)
class Outgoing:
    """The View of what may go, and the lines that say what never goes to this recipient."""

    view: View
    lines: tuple[str, ...]


def outgoing(view: View, recipient: Authority) -> Outgoing:
    """The View narrowed to the compartments that may go; everything else is as if it did not exist."""
    outside = recipient.id != view.account.authority
    held = named_compartments(view.store, view.open)
    opened = {id_: day for id_, day in view.open.items() if _may_go(held, id_, recipient, outside)}
    lines = [f"{rule.line} ({rule.article})" for rule in rules() if rule.to == "any" or outside]
    return Outgoing(replace(view, open=opened, granted={}), (*lines, NARROWED, GRANTED, DECIDED))


def _may_go(held: Mapping[str, Compartment], id_: str, recipient: Authority, outside: bool) -> bool:
    compartment = held[id_]
    named = set(compartment.share_with)
    shared = not named or recipient.id == compartment.authority or bool(named & {recipient.id, recipient.country})
    return shared and compartment.source != DECISIONS and not any(rule.fits(compartment, outside) for rule in rules())
