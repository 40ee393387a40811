"""Rows that say what they said before: known by their hash, so neither checked nor mapped again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.store.records import Record
from graph.store.states import Held
from ingest.contract.kind import KindSpec, envelope
from ingest.contract.values import READERS
from ingest.mapping import Mapper
from ingest.rows import Row
from ingest.things import Identified

Values = dict[str, Any]


@dataclass(frozen=True)
class Unchanged:
    """The rows of a delivery against what its source and authority told before."""

    mapper: Mapper
    before: Mapping[str, Held]

    def keys(self, kind: KindSpec, row: Row) -> dict[str, str]:
        """Key -> hash of all records of a row that is as it was; empty where any of them is new or differs."""
        base = self.mapper.key(kind, row.values)
        if kind.identity:
            found = self.mapper.identity_hashes(kind, row)
        else:
            found = self.mapper.hashes(kind, row) if base in self.before else {}
        keys = {f"{base}#{part}" if part else base: told for part, told in found.items()}
        return keys if all(self._held(key, told) for key, told in keys.items()) else {}

    def _held(self, key: str, told: str) -> bool:
        held = self.before.get(key)
        return held is not None and held.hash == told

    def links(self, kind: KindSpec, row: Row, values: Values) -> Iterator[Record]:
        """What other rows need of an unchanged one: its refs are noted, and its SAME_AS are told again.

        A register has one category for all its rows, so nobody asks which of them refer to an identity row.
        """
        mapper, found = self.mapper, self._identified(kind, values)
        refers = not (mapper.spec.category or kind.identity) and mapper.plan(kind).refs
        pairs = mapper.pairs(kind, values, found)
        if not refers and not pairs:
            return
        if found is None:
            yield from mapper.same(pairs, mapper.noted(kind, row, values))
        else:
            for _, base, told in mapper.identity_parts(kind, row, values):
                yield from mapper.same(pairs if told is values else mapper.pairs(kind, told, found), base)

    def _identified(self, kind: KindSpec, values: Values) -> Identified | None:
        if not kind.identity:
            return None
        ref, things = values[kind.key[0]], self.mapper.things
        return things.refs.get(ref) or things.identify(kind.identity, ref, values)


@cache
def _typed() -> tuple[str, ...]:
    return tuple(name for name, column in envelope().items() if column.type not in ("text", "ref"))


def with_envelope(values: Mapping[str, str]) -> Values:
    """The row with the columns of the envelope as typed values, which decide compartment and retention."""
    typed = {name: READERS[envelope()[name].type](values[name]) for name in _typed() if name in values}
    return {**values, **typed}
