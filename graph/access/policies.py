"""The access policy: data, decided once per compartment and View; what no row names is denied (law.md, section 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from graph.access.accounts import Account
from graph.access.authorities import authority
from graph.access.review import DENY, WARN
from graph.errors import UsageError

FOLDER = Path(__file__).parent / "policy"
Gives = Literal["content", "on request", "hit", "none"]
STRICTEST: tuple[Gives, ...] = ("none", "hit", "on request", "content")
Words = Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(str(v).split()))]
BEGINNING = date(1, 1, 1)


class Rule(BaseModel):
    """One row of the policy; `route` says how to ask where the tool may not show it.

    `within`: only in a case that a partner, or that the owner of the data, opened and shared with the asker's centre.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    categories: Words
    asker: Words
    roles: Words
    purposes: Words
    gives: Gives
    article: str
    certainty: Literal["V", "E", "G", "?"]
    within: Literal["", "partner", "owner"] = ""
    lookback: int = 0
    route: str = ""
    reviewed: date

    def fits(self, asked: "Asked") -> bool:
        return (
            self.source == asked.source
            and asked.category in self.categories
            and asked.asker in self.asker
            and asked.role in self.roles
            and (self.purposes == ("any",) or asked.purpose in self.purposes)
        )

    def holds_in(self, deliverer: str, partners: frozenset[str]) -> bool:
        """Whether the case is one in which this row holds."""
        return {"": True, "partner": bool(partners), "owner": deliverer in partners}[self.within]


class Asked(NamedTuple):
    """What a row is compared with: the country of the data, their category, the asker's place, role and purpose."""

    source: str
    category: str
    asker: str
    role: str
    purpose: str


class Decision(NamedTuple):
    """What the policy says of one category of one authority; `earliest`: data collected since then may be used."""

    gives: Gives
    article: str
    earliest: date
    route: str = ""


DENIED = Decision("none", "no rule names this combination", BEGINNING)


@dataclass(frozen=True)
class Asker:
    """Who asks, for what, and the `partners` that opened or shared the case with the asker's authority.

    `held`: (authority, category) of the data whose rules hold on in the case although their review is overdue.
    """

    account: Account
    purpose: str
    partners: frozenset[str] = frozenset()
    held: frozenset[tuple[str, str]] = frozenset()


@cache
def rules() -> tuple[Rule, ...]:
    """Every row of graph/access/policy: one file per country whose data are asked for."""
    return tuple(rule for path in sorted(FOLDER.glob("*.yaml")) for rule in _read(path))


def _read(path: Path) -> Iterable[Rule]:
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    for number, row in enumerate(told["rows"], 1):
        try:
            yield Rule.model_validate({"source": path.stem.upper(), "reviewed": told["reviewed"], **row})
        except (ValidationError, TypeError) as error:
            raise UsageError(f"Row {number} of {path.name} in graph/access/policy does not fit: {error}") from error


def decide(asker: Asker, deliverer: str, category: str, today: date) -> Decision:
    """The decision for one authority's data of one category; every doubt is a denial.

    A facilitating centre has no law of its own: it sees what the strictest of the partners of its case may see.
    """
    if asker.account.centre == "facilitating":
        return _as_partners(asker, deliverer, category, today)
    rule = rule_for(asker.account, asker.purpose, deliverer, category)
    if rule is None:
        return DENIED
    settled = rule.certainty != "?" and (not _overdue(rule, today) or (deliverer, category) in asker.held)
    gives = rule.gives if settled and rule.holds_in(deliverer, asker.partners) else "none"
    return Decision(gives, rule.article, _earliest(rule, today), rule.route)


def rule_for(who: Account, purpose: str, deliverer: str, category: str) -> Rule | None:
    """The first row that names the combination."""
    country = authority(deliverer).country
    place = "own" if who.authority == deliverer else "same" if who.country == country else who.country
    asked = Asked(country, category, place, who.role.replace(" ", "_"), purpose)
    return next((rule for rule in rules() if rule.fits(asked)), None)


def _overdue(rule: Rule, today: date) -> bool:
    return today - rule.reviewed > DENY


def _as_partners(asker: Asker, deliverer: str, category: str, today: date) -> Decision:
    officials = [_official(one) for one in sorted(asker.partners)]
    told = [decide(Asker(one, asker.purpose, held=asker.held), deliverer, category, today) for one in officials]
    return min(told, key=lambda one: (STRICTEST.index(one.gives), -one.earliest.toordinal()), default=DENIED)


def _official(partner: str) -> Account:
    return Account(id="partner", name="partner", role="official", authority=partner)


def _earliest(rule: Rule, today: date) -> date:
    return today.replace(year=today.year - rule.lookback, day=min(today.day, 28)) if rule.lookback else BEGINNING


def overdue_rules(today: date) -> Iterable[Rule]:
    """Rules whose review is a year old: they still hold, and a warning says so."""
    return (rule for rule in rules() if today - rule.reviewed > WARN)
