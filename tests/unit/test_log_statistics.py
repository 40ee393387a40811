"""A small count is hidden, and cannot be worked out from what is told beside it."""

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.suppression import SMALLEST, suppressed

Cells = dict[str, int]
ROWS = st.lists(st.integers(0, 8), min_size=1, max_size=5).map(lambda counts: dict(zip("abcde", counts, strict=False)))


def others(cells: Cells) -> list[Cells]:
    """Every row that would be told in just the same way: who reads it knows that what is hidden is 1 to 4."""
    told = suppressed(cells)
    ranges = [range(1, SMALLEST) if told[0][name] is None else [count] for name, count in cells.items()]
    rows = (dict(zip(cells, counts, strict=True)) for counts in product(*ranges))
    return [row for row in rows if suppressed(row) == told]


@settings(deadline=None)
@given(ROWS)
@example({"a": 4, "b": 4})  # the most that two hidden cells can come to
@example({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1})  # the least
@example({"a": 3, "b": 8})
def test_no_hidden_count_can_be_worked_out(cells: Cells) -> None:
    told, _ = suppressed(cells)
    same = others(cells)
    for name, count in cells.items():
        assert (told[name] is None) == (0 < count < SMALLEST)
        if told[name] is None:
            assert len({row[name] for row in same}) > 1


@given(ROWS)
def test_safeguard_23_no_small_count_is_told_or_left_over(cells: Cells) -> None:
    told, total = suppressed(cells)
    shown = [count for count in told.values() if count is not None]
    assert all(count == 0 or count >= SMALLEST for count in shown)
    assert total is None or total == sum(cells.values())
    assert total is None or total - sum(shown) == 0 or total - sum(shown) >= SMALLEST


def test_a_total_that_tells_nothing_small_is_told() -> None:
    assert suppressed({"a": 9, "b": 0, "c": 7}) == ({"a": 9, "b": 0, "c": 7}, 16)
    assert suppressed({"a": 4, "b": 3, "c": 7}) == ({"a": None, "b": None, "c": 7}, 14)
    assert suppressed({"a": 4, "b": 8}) == ({"a": None, "b": 8}, None)
