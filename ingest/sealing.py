"""The content hash of a record: over the row as accepted, before it is checked, so that an unchanged row skips that.

It leaves out when the delivery was made, and takes in the rules of its kind, so that a changed rule reaches old rows.
Each record of a row has its own columns in it only: a change that somebody may not see makes no new version of what
he may see. A row may hold a national number, hence the key (contracts.md, section 1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

from graph.store.records import Record
from ingest.contract.kind import VERSION, KindSpec
from ingest.keys import one_text
from ingest.plans import Plan

SIZE = 8


@dataclass(frozen=True)
class Sealer:
    """`key` is the secret of the country."""

    key: bytes
    _rules: dict[str, str] = field(default_factory=dict)

    def row(self, kind: KindSpec, plan: Plan, values: Mapping[str, str], part: str, also: Iterable[object]) -> str:
        """The hash of one part of a row; `also` is what it takes from other rows: things, a narrowing.

        One amount in two ways of writing is one content. No text of a row holds a NUL and no column is without a name,
        so the joined text tells all of them apart.
        """
        ways = {name: one_text(kind, name, values[name]) for name in plan.written if name in values}
        home, told = plan.home, sorted({**values, **ways}.items())
        if plan.divided:
            told = [pair for pair in told if home.get(pair[0], part) == part]
        text = "\0".join(chain((self._rule(kind), part), *told, ("",), map(str, also)))
        return self._hash(text)

    def _rule(self, kind: KindSpec) -> str:
        if kind.kind not in self._rules:
            self._rules[kind.kind] = self._hash(repr((VERSION, kind)))
        return self._rules[kind.kind]

    def link(self, record: Record) -> str:
        """The hash of a SAME_AS: which things, in which compartment."""
        return self._hash(repr((VERSION, record.ends, record.compartment.id, record.grade)))

    def _hash(self, text: str) -> str:
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE, key=self.key).hexdigest()
