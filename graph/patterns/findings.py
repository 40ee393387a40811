"""Findings: what an indicator's query found in a View, each with its facts and the sentence that says it."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from graph.access.view import View
from graph.patterns.patterns import Indicator
from graph.store.connection import Rows

THINGS = ("per:", "org:", "pre:")
INLINE = ("source", "authority", "since", "until", "grade", "collected_on")


@dataclass(frozen=True)
class Fact:
    """One record behind a finding: who told it, when, how sure, and from which line of which delivery."""

    record: str
    source: str
    authority: str
    since: date | None = None
    until: date | None = None
    grade: str | None = None
    collected_on: date | None = None
    delivery: str | None = None
    file: str | None = None
    line: int | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Finding:
    """`key` is stable: pattern and the columns that make its identity. `values` fill the sentence's gaps."""

    key: str
    values: dict[str, Any]
    facts: tuple[Fact, ...]
    things: tuple[str, ...] = field(default=())


def find(
    view: View, indicator: Indicator, context: dict[str, Any], thresholds: dict[str, Any] | None = None
) -> list[Finding]:
    """The findings of one indicator; several rows of one identity are one finding with all their facts."""
    pattern = indicator.pattern
    limits = pattern.thresholds | (thresholds or {})
    given = limits | indicator.lists | {name: context[name] for name in pattern.context}
    rows = view.ask(indicator.query, **given)
    facts = _node_facts(view, indicator, rows)
    groups: dict[str, Rows] = {}
    for row in rows:
        groups.setdefault(_key(indicator, row), []).append(row)
    return [_finding(key, listed, limits, indicator, facts) for key, listed in sorted(groups.items())]


def _key(indicator: Indicator, row: dict[str, Any]) -> str:
    """The identity of a finding, without versions of records: a changed record does not make a new finding."""
    told = [str(row[column]).partition("@")[0] for column in indicator.pattern.finding]
    return f"{indicator.pattern.id}:{blake2b('|'.join(told).encode(), digest_size=8).hexdigest()}"


def _node_facts(view: View, indicator: Indicator, rows: Rows) -> dict[str, Fact]:
    wanted = sorted({record for row in rows for column in indicator.pattern.facts for record in _listed(row[column])})
    found = view.step("facts", records=wanted) if wanted else []
    return {row["record"]: Fact(**row) for row in found}


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _finding(key: str, rows: Rows, limits: dict[str, Any], indicator: Indicator, known: dict[str, Fact]) -> Finding:
    facts: dict[str, Fact] = {}
    for row in rows:
        for column in indicator.pattern.facts:
            facts |= {record: known[record] for record in _listed(row[column]) if record in known}
        for column in row:
            name, is_fact, _ = column.partition("_record")
            if is_fact and row[column]:
                facts[row[column]] = _inline(row, column, name)
    ordered = tuple(facts[record] for record in sorted(facts))
    return Finding(key, limits | rows[0], ordered, _things(rows))


def _inline(row: dict[str, Any], column: str, name: str) -> Fact:
    told: dict[str, Any] = {part: row.get(f"{name}_{part}") for part in INLINE}
    return Fact(row[column], **told)


def _things(rows: Rows) -> tuple[str, ...]:
    """Every person, organisation and place that the rows name, so that they can be described together."""
    values = (value for row in rows for value in row.values() if isinstance(value, str))
    return tuple(sorted({value for value in values if value.startswith(THINGS)}))
