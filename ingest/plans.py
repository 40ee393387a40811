"""What is worked out once per kind of row, so that the mapping of a row only looks it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.kinds import the_model
from ingest.contract.kind import Column, KindSpec, envelope
from ingest.keys import WRITTEN

AT_ADDRESS = {"SEATED_AT", "OPERATES_AT", "LIVES_AT"}
SEALED = "sealed"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Plan:
    """Which columns fill which properties: of the record itself, and of its part in another category.

    `refs` are the columns that refer to identity rows. `secret_key`: the key holds a reference or another value that
    may be a number, so only its keyed hash enters. `at_address`: the row itself says where something is. `home`:
    column -> category of the part it belongs to ("": the record itself); columns of the envelope belong to every
    part. `divided`: any column belongs to another part than the record itself. `sealed` columns of the record itself
    enter as a keyed hash. `written`: columns whose value may be written in several ways.
    """

    own: Pairs
    sealed: Pairs
    parts: dict[str, Pairs]
    refs: tuple[str, ...]
    secret_key: bool
    at_address: bool
    home: dict[str, str]
    divided: bool
    written: tuple[str, ...]

    def told_parts(self, values: Mapping[str, Any]) -> list[str]:
        """The categories of the parts that a row has."""
        return [name for name, pairs in self.parts.items() if any(column in values for column, _ in pairs)]


def _secret(column: Column) -> bool:
    return bool(column.to or column.sealed or column.type == "vat")


def make_plan(kind: KindSpec) -> Plan:
    known = the_model().columns(kind.model_kinds[0])
    filled: dict[str, list[tuple[str, str]]] = {"": [], SEALED: []}
    for name, column in kind.columns.items():
        told = name if column.property is None else column.property
        if told and (column.category or told in known or kind.ends):
            filled.setdefault(SEALED if column.sealed else column.category, []).append((name, told))
    if "outcome" in envelope() and "outcome" in known:
        filled[""].append(("outcome", "outcome"))
    home = {name: column.category for name, column in kind.columns.items() if column.category or name not in envelope()}
    return Plan(
        own=tuple(filled.pop("")),
        sealed=tuple(filled.pop(SEALED)),
        parts={category: tuple(pairs) for category, pairs in filled.items()},
        refs=kind.refs,
        secret_key=bool(kind.identity) or any(_secret(kind.columns[name]) for name in kind.key),
        at_address=any(line.type in AT_ADDRESS for line in kind.lines),
        home=home,
        divided=any(home.values()),
        written=tuple(name for name, column in kind.columns.items() if column.type in WRITTEN),
    )
