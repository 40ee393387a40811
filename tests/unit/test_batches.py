"""Batches are bounded, and so is all that is sent: a message over 16 MB hangs the client of the embedded engine."""

from typing import Any

import pytest
from neo4j._codec.packstream.v1 import Packer

from graph.errors import StoreError
from graph.model.kinds import the_model
from graph.store import batches

MESSAGE_BYTES = 16 << 20  # arcadedb.bolt.maxMessageSize
WIDE = "\U0001f3db"  # four bytes in UTF-8
LONGEST = max(len(name) for kind in the_model().kinds for name in the_model().columns(kind)) + len("l99_")


def _packed(value: Any) -> int:
    """How many bytes the driver makes of it."""
    buffer = Packer.new_packable_buffer()  # type: ignore[no-untyped-call]
    Packer(buffer).pack(value)  # type: ignore[no-untyped-call]
    return len(buffer.data)


def test_batches_are_bounded_in_rows_and_size() -> None:
    small = list(batches.batches({"a": n} for n in range(4_500)))
    assert [len(batch) for batch in small] == [2_000, 2_000, 500]
    large = list(batches.batches({"a": "x" * 900_000} for _ in range(5)))
    assert [len(batch) for batch in large] == [2, 2, 1]
    lists = list(batches.batches({"a": ["x" * 900_000, "y"]} for _ in range(5)))
    assert [len(batch) for batch in lists] == [2, 2, 1]
    texts = list(batches.batches("x" * 900_000 for _ in range(5)))
    assert [len(batch) for batch in texts] == [2, 2, 1]


WORST = {
    "text of four bytes": {"a": WIDE * 10_000},
    "short texts": {f"{n:0{LONGEST}}": WIDE for n in range(200)},
    "many columns": {f"{n:0{LONGEST}}": 2**62 for n in range(200)},
    "nothing in many columns": {f"{n:0{LONGEST}}": "" for n in range(200)},
    "a list of short texts": {"a": [WIDE] * 10_000},
    "a list of empty texts": {"a": [""] * 10_000},
    "a list of lists": {"a": [[]] * 10_000},
    "numbers": {"a": [2**62] * 10_000},
    "a map": {"a": {f"{WIDE * 9}{n}": True for n in range(5_000)}},
}


@pytest.mark.parametrize("name", WORST)
def test_a_character_stands_for_four_bytes_at_most_whatever_is_sent(name: str) -> None:
    row = WORST[name]
    first = next(batches.batches(row for _ in range(100_000)))
    assert _packed(list(first)) <= 4 * batches.size(first)
    assert _packed(row) <= 4 * batches.size(row)
    assert 4 * batches.size(first) < 4 * batches.MOST < MESSAGE_BYTES


def test_what_is_too_large_to_send_is_an_error_before_it_is_sent() -> None:
    batches.check_size("RETURN $a", {"a": "x" * (batches.MOST - 100)})
    [row] = batches.batches([{"a": "x" * batches.MOST}])
    for large in (row, {"a": [WIDE] * batches.MOST}, {WIDE * batches.MOST: True}):
        with pytest.raises(StoreError, match="which takes 3,500,000 at once"):
            batches.check_size("RETURN $a", {"a": large})
    with pytest.raises(StoreError, match="at once"):
        batches.check_size("x" * (batches.MOST + 1), {})
