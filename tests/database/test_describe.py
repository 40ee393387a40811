"""What a thing is called, and where it lies: from visible records only, on both engines."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.describe import UNKNOWN, describe
from graph.checks.subject import known
from graph.store.connection import Store
from graph.store.loads import read_compartments
from tests.database.deliveries import TODAY, fresh, load, town

BY_ID = "pre:nl:0935200000012345"
ADDRESS = "Marktproef 4, 6211CC Maastricht"


@pytest.fixture
def view(store: Store, tmp_path: Path) -> Iterator[View]:
    fresh(store)
    load(store, town().at(tmp_path / "town"))
    log, who = AuditLog(store, store.settings), account("official-maastricht")
    case = open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY)
    yield open_view(store, log, who, case, TODAY)
    log.close()


def by_text(view: View) -> str:
    """The other id of the premises: of its address as text, which only a SAME_AS speaks of."""
    (row,) = view.step("same", ids=[BY_ID])
    return str(row["other"])


def test_a_thing_under_another_number_is_called_by_its_name(view: View) -> None:
    told = describe(view, [BY_ID, by_text(view)])
    assert {one.label for one in told.values()} == {ADDRESS}
    assert [bool(one.rows) for one in told.values()] == [True, False]
    assert known(view, by_text(view))


def test_a_name_is_borrowed_over_visible_links_only(view: View) -> None:
    other, blind = by_text(view), replace(view, open={}, granted={})
    assert describe(blind, [other])[other].label == UNKNOWN
    assert not known(blind, other)


def test_a_row_tells_category_and_handling_code_and_no_compartment(view: View) -> None:
    rows = [row for told in describe(view, [BY_ID]).values() for row in told.rows]
    assert {(row["category"], row["handling"]) for row in rows} >= {("permit", "")}
    assert not {str(value) for row in rows for value in row.values()} & read_compartments(view.store).keys()
