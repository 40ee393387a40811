"""What made-up firms do and are called: trades as data, a brand or a family before the word of the trade."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import yaml

from ingest.region.dice import Roll
from ingest.region.towns import words

NAMED_AFTER_FAMILY = 0.25


@dataclass(frozen=True)
class Trade:
    """Its codes per country, how many of a hundred firms do it, and its word per language."""

    codes: dict[str, str]
    share: int
    words: dict[str, str]


@cache
def trades() -> dict[str, Trade]:
    rows = yaml.load(Path(__file__).with_name("trades.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return {name: _trade(row) for name, row in rows.items()}


def _trade(row: dict[str, str]) -> Trade:
    codes = {"NL": row["sbi"], "BE": row["nace"], "DE": row["wz"], "LU": row["sbi"]}
    return Trade(codes, int(row["share"]), {language: row[language] for language in ("nl", "fr", "de")})


@cache
def _drawn() -> tuple[str, ...]:
    return tuple(name for name, trade in trades().items() for _ in range(trade.share))


def brands() -> Iterator[str]:
    """All that a firm can be called by but family names."""
    return map("".join, product(*(words("firm", part) for part in ("first", "middle", "second"))))


def firm_name(roll: Roll, language: str, trade: str = "") -> tuple[str, str]:
    """The name of a firm, and its trade: the one asked for, else as often as in life."""
    trade = trade or roll.pick(_drawn())
    if roll.chance(NAMED_AFTER_FAMILY):
        brand = roll.pick(words(language, "stem")) + roll.pick(words(language, "tail"))
    else:
        brand = "".join(roll.pick(words("firm", part)) for part in ("first", "middle", "second"))
    return f"{brand} {trades()[trade].words[language]}", trade


def activity_code(country: str, trade: str) -> str:
    """The trade in the list of that country: NACE-BEL and WZ have five digits, SBI and NACE four."""
    return trades()[trade].codes[country]
