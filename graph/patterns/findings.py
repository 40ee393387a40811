"""Findings: what an indicator's query found in a View, each with its facts and the sentence that says it."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from graph.access.grounds import NO_RULE, Ground, ground
from graph.access.view import View
from graph.patterns.patterns import Indicator
from graph.store.connection import Rows

RECORD = "_record"
THINGS = ("per:", "org:", "pre:")
INLINE = (
    *("source", "authority", "since", "until", "grade", "collected_on", "delivery", "file", "line"),
    *("category", "handling", "disputed"),
)


@dataclass(frozen=True)
class Fact:
    """One record behind a finding: who told it, when, how sure, from which line of which delivery, what it is for.

    `ground`: whether it may be named as a ground of the decision.
    """

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
    category: str | None = None
    handling: str | None = None
    disputed: bool = False
    ground: Ground = NO_RULE


@dataclass(frozen=True)
class Finding:
    """`key` is stable: pattern and the columns that make its identity. `values` fill the sentence's gaps.

    `undecided`: what would decide it is not told; it meets nothing, and none is not what it says either.
    """

    key: str
    values: dict[str, Any]
    facts: tuple[Fact, ...]
    things: tuple[str, ...] = field(default=())
    undecided: bool = False


def find(
    view: View, indicator: Indicator, context: dict[str, Any], thresholds: dict[str, Any] | None = None
) -> list[Finding]:
    """The findings of one indicator; several rows of one identity are one finding with all their facts."""
    pattern = indicator.pattern
    limits = pattern.thresholds | (thresholds or {})
    given = limits | indicator.lists | {name: context[name] for name in pattern.context}
    rows = [_in_order(row) for row in view.ask(indicator.query, **given)]
    facts = _facts(view, indicator, rows)
    groups: dict[str, Rows] = {}
    for row in rows:
        groups.setdefault(_key(indicator, row), []).append(row)
    return [_finding(key, listed, limits, indicator, facts) for key, listed in sorted(groups.items())]


def _in_order(row: dict[str, Any]) -> dict[str, Any]:
    """Lists that a query collected have no order of their own."""
    return {name: sorted(value) if isinstance(value, list) else value for name, value in row.items()}


def _key(indicator: Indicator, row: dict[str, Any]) -> str:
    """The identity of a finding, without versions of records: a changed record does not make a new finding."""
    told = [str(row[column]).partition("@")[0] for column in indicator.pattern.finding]
    return f"{indicator.pattern.id}:{blake2b('|'.join(told).encode(), digest_size=8).hexdigest()}"


def _facts(view: View, indicator: Indicator, rows: Rows) -> dict[str, Fact]:
    """The facts that the rows name; a line of a record node has its place in the delivery on that node only."""
    inline = _line_facts(view.account.authority, rows)
    named = {record for row in rows for column in indicator.pattern.facts for record in _listed(row[column])}
    wanted = sorted(named | {record for record, fact in inline.items() if fact.delivery is None})
    found = view.step("facts", records=wanted) if wanted else []
    return inline | {row["record"]: _fact(view.account.authority, row) for row in found}


def _fact(asker: str, row: dict[str, Any]) -> Fact:
    return Fact(**row, ground=ground(asker, row["authority"], row["category"] or "", row["handling"] or ""))


def _line_facts(asker: str, rows: Rows) -> dict[str, Fact]:
    """Facts that are relationships: the query returns them with their own columns, `name_record` and more."""
    found: dict[str, Fact] = {}
    for row in rows:
        for column in row:
            if column.endswith(RECORD) and row[column]:
                name = column.removesuffix(RECORD)
                told = {part: row[f"{name}_{part}"] for part in INLINE}
                found[row[column]] = _fact(asker, {"record": row[column], **told})
    return found


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _finding(key: str, rows: Rows, limits: dict[str, Any], indicator: Indicator, known: dict[str, Fact]) -> Finding:
    columns = (*indicator.pattern.facts, *(column for column in rows[0] if column.endswith(RECORD)))
    told = {record for row in rows for column in columns for record in _listed(row[column])}
    ordered = tuple(known[record] for record in sorted(told & known.keys()))
    doubt = indicator.pattern.undecided
    undecided = doubt is not None and rows[0][doubt.column] is None
    return Finding(key, limits | rows[0], ordered, _things(rows), undecided)


def _things(rows: Rows) -> tuple[str, ...]:
    """Every person, organisation and place that the rows name, so that they can be described together."""
    values = (value for row in rows for value in row.values() if isinstance(value, str))
    return tuple(sorted({value for value in values if value.startswith(THINGS)}))
