"""The access policy: data, decided once per compartment and View; what no row names is denied (law.md, section 2)."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from graph.access.accounts import Account
from graph.access.authorities import authority
from graph.access.review import DENY, WARN

Gives = Literal["content", "on request", "hit", "none"]
Words = Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(str(v).split()))]
BEGINNING = date(1, 1, 1)


class Rule(BaseModel):
    """One row of the policy; `route` says how to ask where the tool may not show it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    category: str
    asker: Words
    roles: Words
    purposes: Words
    gives: Gives
    article: str
    certainty: Literal["V", "E", "G", "?"]
    lookback: int = 0
    route: str = ""
    reviewed: date

    def fits(self, source: str, category: str, asker: str, role: str, purpose: str) -> bool:
        purposes = self.purposes == ("any",) or purpose in self.purposes
        return (
            (self.source, self.category) == (source, category)
            and asker in self.asker
            and role in self.roles
            and purposes
        )


class Decision(NamedTuple):
    """What the policy says of one category of one authority; `earliest`: data collected since then may be used."""

    gives: Gives
    article: str
    earliest: date
    route: str = ""


DENIED = Decision("none", "no rule names this combination", BEGINNING)


@cache
def rules() -> tuple[Rule, ...]:
    files = sorted((Path(__file__).parent / "policy").glob("*.yaml"))
    rows = [yaml.load(f.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["rows"] for f in files]  # noqa: S506
    return tuple(Rule.model_validate(row) for listed in rows for row in listed)


def decide(who: Account, purpose: str, deliverer: str, category: str, today: date) -> Decision:
    """The decision for one authority's data of one category; every doubt is a denial."""
    country = authority(deliverer).country
    asker = "own" if who.authority == deliverer else "same" if who.country == country else who.country
    for rule in rules():
        if rule.fits(country, category, asker, who.role, purpose):
            overdue = rule.certainty == "?" or today - rule.reviewed > DENY
            return Decision("none" if overdue else rule.gives, rule.article, _earliest(rule, today), rule.route)
    return DENIED


def _earliest(rule: Rule, today: date) -> date:
    return today.replace(year=today.year - rule.lookback, day=min(today.day, 28)) if rule.lookback else BEGINNING


def overdue_rules(today: date) -> Iterable[Rule]:
    """Rules whose review is a year old: they still hold, and a warning says so."""
    return (rule for rule in rules() if today - rule.reviewed > WARN)
