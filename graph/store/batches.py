"""Rows in batches that are bounded in number and in bytes (a message over 16 MB hangs the embedded engine)."""

from collections.abc import Iterable, Iterator
from typing import Any

ROWS = 2_000
BYTES = 2_000_000


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return sum(map(_size, value)) if isinstance(value, list) else 16


def _row_size(row: dict[str, Any]) -> int:
    return sum([len(v) if type(v) is str else _size(v) for v in row.values()]) + 16 * len(row)


def batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        grown = _row_size(row)
        if batch and (len(batch) >= ROWS or size + grown > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += grown
    if batch:
        yield batch


def chunks(values: list[Any], length: int = ROWS) -> Iterator[list[Any]]:
    return (values[at : at + length] for at in range(0, len(values), length))
