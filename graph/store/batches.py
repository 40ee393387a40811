"""Values in batches that are bounded in number and in size, and a bound for all that is sent at once.

A message over 16 MB hangs the client of the embedded engine for good. What is sent is counted in characters, of which
each takes four bytes at most; so MOST characters are 14 MB at most, whatever the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from graph.errors import StoreError

T = TypeVar("T")
ROWS = 2_000
BATCH = 2_000_000
MOST = 3_500_000
OVERHEAD = 16  # four bytes each as well: a number, a date, the name of a column and what stands before a text


class Bounded(list[T]):
    """A batch whose size is known, so that it is not measured again."""

    size: int = 0


def size(value: Any) -> int:
    """In characters, never less than a quarter of the bytes that are sent."""
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, Bounded):
        return value.size
    if isinstance(value, Mapping):
        return sum([len(key) + OVERHEAD + size(each) for key, each in value.items()])
    if isinstance(value, list | tuple | set | frozenset):
        return sum(map(size, value)) + 2
    return OVERHEAD


def _row_size(row: dict[str, Any]) -> int:
    return sum([len(v) if type(v) is str else size(v) for v in row.values()]) + OVERHEAD * len(row)


def batches(values: Iterable[T], most: int = ROWS) -> Iterator[Bounded[T]]:
    """Rows of a statement, or texts; a single one that is larger than a batch is a batch of its own."""
    batch: Bounded[T] = Bounded()
    for value in values:
        grown = _row_size(value) if isinstance(value, dict) else size(value)
        if batch and (len(batch) >= most or batch.size + grown > BATCH):
            yield batch
            batch = Bounded()
        batch.append(value)
        batch.size += grown
    if batch:
        yield batch


def check_size(statement: str, parameters: Mapping[str, Any]) -> None:
    """StoreError, before anything is sent, when a statement with its parameters is more than can be sent at once."""
    if (found := len(statement) + size(parameters)) > MOST:
        raise StoreError(
            f"A statement with {found:,} characters would be sent to the database, which takes {MOST:,} at once, and"
            " nothing of it was: name fewer things in one question, or have a very large row delivered in parts."
        )


def chunks(values: list[T], length: int) -> Iterator[list[T]]:
    return (values[at : at + length] for at in range(0, len(values), length))
