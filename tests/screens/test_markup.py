"""Plain HTML: whatever a file holds, it is shown as text."""

from datetime import date

import pytest

from dashboards.state import State, read_state
from dashboards.widgets.markup import Safe, fold, join, safe, table, tag

EVIL = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize(
    "made",
    [
        safe(EVIL),
        tag("p", EVIL),
        tag("p", "text", title=EVIL),
        table(EVIL, [EVIL], [[EVIL, EVIL]]),
        fold(EVIL, EVIL),
        join([EVIL, EVIL], EVIL),
    ],
)
def test_values_are_escaped(made: Safe) -> None:
    assert "<img" not in made
    assert 'onerror="' not in made


def test_a_table_has_caption_and_headings() -> None:
    made = table("Who", ["Name", "From"], [["Anna", date(2026, 6, 1)], ["Ben", None]], faded=[False, True])
    assert "<caption>Who</caption>" in made
    assert made.count('scope="col"') == 2
    assert '<td class="date">2026-06-01</td>' in made
    assert '<tr class="former">' in made


def test_the_address_keeps_the_state() -> None:
    state = State(case="2026-1", subject="Ünal & Co", lang="nl")
    assert read_state(state.query) == state
    assert state.link("check") == "check?case=2026-1&subject=%C3%9Cnal+%26+Co&lang=nl"
