"""The content hash of a record: over the row as accepted, before it is checked, so that an unchanged row skips that.

It leaves out when the delivery was made, and takes in the rules of its kind, so that a changed rule reaches old rows.
Each record of a row has its own columns in it only: a change that somebody may not see makes no new version of what
he may see. A row may hold a national number, hence the key (contracts.md, section 1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from graph.store.records import Record
from ingest.contract.kind import VERSION, KindSpec
from ingest.plans import Plan

SIZE = 8


@dataclass(frozen=True)
class Sealer:
    """`key` is the secret of the country."""

    key: bytes
    _rules: dict[str, str] = field(default_factory=dict)

    def row(self, kind: KindSpec, plan: Plan, values: Mapping[str, str], part: str, also: Iterable[object]) -> str:
        """The hash of one part of a row; `also` is what it takes from other rows: things, a narrowing."""
        home = plan.home
        told = sorted(pair for pair in values.items() if home.get(pair[0], part) == part)
        return self._hash((self._rule(kind), part, told, *also))

    def _rule(self, kind: KindSpec) -> str:
        if kind.kind not in self._rules:
            self._rules[kind.kind] = self._hash((VERSION, repr(kind)))
        return self._rules[kind.kind]

    def link(self, record: Record) -> str:
        """The hash of a SAME_AS: which things, in which compartment."""
        return self._hash((VERSION, record.ends, record.compartment.id, record.grade))

    def _hash(self, content: tuple[Any, ...]) -> str:
        return blake2b(repr(content).encode(), digest_size=SIZE, key=self.key).hexdigest()
