"""What was searched and what was not: decided from the policy and the register of authorities, never from the rows.

So it is the same sentence on every case of the same purpose, and tells nobody whether something hidden exists.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from graph.access.authorities import Authority, authorities, delivers
from graph.access.policies import Decision
from graph.access.view import View
from graph.patterns.patterns import Need
from graph.store.connection import Store

EUID = re.compile(r"org:([A-Z]{2})[A-Z0-9]+\.")
COUNTRIES = ("NL", "BE", "DE", "LU")
NEWEST = """
MATCH (l:StateLoad) WHERE l.status = 'published' AND l.number <= $known_at
UNWIND l.categories AS category
RETURN l.authority AS authority, category, max(l.extracted_on) AS extracted_on
"""
TELLING = """
MATCH (l:StateLoad) WHERE l.status = 'published' AND l.number <= $known_at
UNWIND l.tells AS word
RETURN l.authority AS authority, word, max(l.extracted_on) AS extracted_on
"""

Reach = Literal["searched", "own file", "stale", "not delivered", "on request", "closed"]


@dataclass(frozen=True)
class Reason:
    """A whole sentence with named gaps, so that a screen can say it in another language."""

    template: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return self.template.format(**self.values)


SEARCHED: frozenset[Reach] = frozenset({"searched", "own file"})
SENTENCES: dict[Reach, str] = {
    "searched": "{authority}: {category} data of {delivered} were searched ({article}).",
    "own file": "{authority}: of its {category} data only what was collected for this application was searched: using"
    " an integrity file again in another case is closed here ({article}).",
    "stale": "{authority}: its newest {category} data are of {delivered}, older than {fresh_days} days.",
    "not delivered": "{authority}: no {category} data have been delivered here.",
    "on request": "{authority}: its {category} data are given on request only; ask it ({article}).",
    "closed": "{authority}: its {category} data may not be read on this basis ({article}). {route}",
}
NO_TELLER = "{country}: no delivery here that is new enough and may be read tells {told} ({category} data)."
NO_AUTHORITY = "{country}: no authority of this country delivers {category} data here."


@dataclass(frozen=True)
class Cover:
    """One authority and category: whether it was searched, how fresh, and what to do where it was not.

    `tells`: word of a source -> day of the authority's newest delivery that tells that.
    """

    authority: Authority
    category: str
    reach: Reach
    delivered: date | None
    decision: Decision
    fresh_days: int
    tells: Mapping[str, date] = field(default_factory=dict)

    @property
    def reason(self) -> Reason:
        told = {
            "authority": self.authority.name,
            "category": self.category,
            "delivered": str(self.delivered),
            "article": self.decision.article,
            "route": self.decision.route,
            "fresh_days": self.fresh_days,
        }
        return Reason(SENTENCES[self.reach], told)


def newest_deliveries(store: Store, known_at: int) -> dict[tuple[str, str], date]:
    """(authority, category) -> day of the newest delivery whose files tell of that category."""
    rows = store.read(NEWEST, known_at=known_at)
    return {(row["authority"], row["category"]): row["extracted_on"] for row in rows}


def newest_telling(store: Store, known_at: int) -> dict[str, dict[str, date]]:
    """Authority -> word of a source -> day of its newest delivery that tells that."""
    found: dict[str, dict[str, date]] = {}
    for row in store.read(TELLING, known_at=known_at):
        found.setdefault(row["authority"], {})[row["word"]] = row["extracted_on"]
    return found


def cover(
    view: View,
    newest: dict[tuple[str, str], date],
    telling: dict[str, dict[str, date]],
    deliverer: Authority,
    category: str,
) -> Cover:
    decision, days = view.decision(deliverer.id, category), delivers(deliverer.kind).fresh_days
    delivered = newest.get((deliverer.id, category))
    reach = _reach(decision, delivered, days, view.today)
    if reach == "searched" and category == "integrity_file" and view.store.settings.reuse_integrity_files == "no":
        reach = "own file"
    return Cover(deliverer, category, reach, delivered, decision, days, telling.get(deliverer.id, {}))


def _reach(decision: Decision, delivered: date | None, days: int, today: date) -> Reach:
    if decision.gives != "content":
        return "on request" if decision.gives == "on request" else "closed"
    if delivered is None:
        return "not delivered"
    return "stale" if (today - delivered).days > days else "searched"


def coverage(view: View) -> list[Cover]:
    """Every authority of the register and every category it delivers, in the order of the register."""
    newest, telling = newest_deliveries(view.store, view.known_at), newest_telling(view.store, view.known_at)
    return [
        cover(view, newest, telling, one, category)
        for one in authorities().values()
        for category in delivers(one.kind).categories
    ]


def lacking(
    view: View, needs: tuple[Need, ...], covers: list[Cover], circle: frozenset[str] = frozenset()
) -> list[Reason]:
    """Why these needs are not met: a sentence per authority that was not searched, and per country that has none.

    `circle`: the countries of the organisations of the circle, as far as it is visible.
    """
    found: list[Reason] = []
    for need in needs:
        places = _countries(view, need, circle)
        meant = [
            c
            for c in covers
            if c.category == need.category
            and c.authority.kind in need.kind
            and c.authority.country in places
            and (need.where != "own" or c.authority.id == view.account.authority)
        ]
        found += _untold(view, need, meant, places) if need.tells else _unsearched(need, meant, places)
    return found


def _unsearched(need: Need, meant: list[Cover], places: tuple[str, ...]) -> Iterator[Reason]:
    yield from (c.reason for c in meant if c.reach not in SEARCHED)
    here = {c.authority.country for c in meant}
    yield from (
        Reason(NO_AUTHORITY, {"country": country, "category": need.category})
        for country in places
        if country not in here
    )


def _untold(view: View, need: Need, meant: list[Cover], places: tuple[str, ...]) -> Iterator[Reason]:
    """One authority of a country is enough, if it told just that, not too long ago, and may be read."""
    for country in places:
        able = [c for c in meant if c.authority.country == country and c.decision.gives == "content"]
        for word in need.tells:
            days = ((view.today - c.tells[word]).days - c.fresh_days for c in able if word in c.tells)
            if min(days, default=1) > 0:
                yield Reason(NO_TELLER, {"country": country, "told": word, "category": need.category})


def _countries(view: View, need: Need, circle: frozenset[str]) -> tuple[str, ...]:
    home = view.account.country
    if need.where in {"own", "home"}:
        return (home,)
    if need.where == "circle":
        return tuple(c for c in COUNTRIES if c == home or c in circle)
    return tuple(c for c in COUNTRIES if need.where == "everywhere" or c != home)


def countries_of(things: Iterable[str]) -> frozenset[str]:
    """The countries of the organisations among these ids, where an id follows from a national register."""
    return frozenset(found[1] for one in things if (found := EUID.match(one)))
