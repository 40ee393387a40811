"""Batches are bounded: a message over 16 MB hangs the embedded engine."""

from graph.store import batches


def test_batches_are_bounded_in_rows_and_bytes() -> None:
    small = list(batches.batches({"a": n} for n in range(4_500)))
    assert [len(batch) for batch in small] == [2_000, 2_000, 500]
    large = list(batches.batches({"a": "x" * 900_000} for _ in range(5)))
    assert [len(batch) for batch in large] == [2, 2, 1]
    lists = list(batches.batches({"a": ["x" * 900_000, "y"]} for _ in range(5)))
    assert [len(batch) for batch in lists] == [2, 2, 1]
