"""One digest per kind of thing, record and relationship: equal digests mean equal graphs, on whatever engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from graph.store.connection import Store
from graph.store.contents import encode, kinds, rows_of

SIZE = 16


@dataclass
class Digest:
    """The sum of the hashes of all rows, so that their order does not count but each repetition does."""

    total: int = 0
    count: int = 0

    def add(self, line: str) -> None:
        self.total += int.from_bytes(blake2b(line.encode(), digest_size=SIZE).digest(), "big")
        self.count += 1

    def __str__(self) -> str:
        return f"{self.count}:{self.total % (1 << 8 * SIZE):032x}"


def digest(store: Store) -> dict[str, str]:
    """Kind -> count and digest, over all properties and the ids of ends; state and elementIds left out."""
    return dict(_digests(store))


def _digests(store: Store) -> Iterator[tuple[str, str]]:
    for kind in kinds():
        found = Digest()
        for row in rows_of(store, kind):
            found.add(encode(row))
        yield kind, str(found)
