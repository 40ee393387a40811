"""What a theme study tells hides small counts, also from who subtracts one told number from another."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest

from graph.access.accounts import Account, account
from graph.errors import RefusedError, UsageError
from graph.studies.cells import Cells, met_cells
from graph.studies.making import check_reader
from graph.studies.quarters import read_quarter
from graph.suppression import SMALLEST, suppressed

Row = tuple[tuple[int, ...], ...]  # per area: looked at, and met by each of the indicators
SMALL = range(SMALLEST)


def told(row: Row) -> tuple[Cells, int | None, tuple[tuple[Cells, int | None], ...]]:
    looked_at = {str(place): cell[0] for place, cell in enumerate(row)}
    found = [{str(place): cell[number] for place, cell in enumerate(row)} for number in range(1, len(row[0]))]
    return *suppressed(looked_at), tuple(met_cells(looked_at, met) for met in found)


def rows(areas: int, indicators: int, large: tuple[int, ...]) -> list[Row]:
    """Rows of so many areas: all small numbers of applications, and some large ones, which are told as they are."""
    cells = [(of, *met) for of in (*SMALL, *large) for met in product(range(of + 1), repeat=indicators)]
    return list(product(cells, repeat=areas))


@pytest.mark.parametrize(
    ("areas", "indicators", "large"),
    [(2, 1, (5, 6, 9, 10, 11, 14)), (3, 1, (5, 6, 11)), (2, 2, (5, 6, 11))],
    ids=str,
)
def test_safeguard_23_no_small_count_of_a_study_can_be_worked_out(
    areas: int, indicators: int, large: tuple[int, ...]
) -> None:
    """Whoever knows the rules, too, finds at least two rows behind what is told, for each count that is hidden."""
    alike: dict[str, list[Row]] = defaultdict(list)
    for row in rows(areas, indicators, large):
        alike[repr(told(row))].append(row)
    for same in alike.values():
        base, whole, found = told(same[0])
        for place in range(areas):
            counts = {row[place][0] for row in same}
            assert len(counts) > 1 if base[str(place)] is None else counts == {base[str(place)]}, same[:3]
            for number, (cells, _) in enumerate(found, 1):
                met = {row[place][number] for row in same}
                shown = cells[str(place)]
                assert len(met) > 1 or met == {0} if shown is None else met == {shown}, same[:3]
                assert shown is None or shown == 0 or shown >= SMALLEST
        for number, (_, total) in enumerate(found, 1):
            assert total is None or {sum(cell[number] for cell in row) for row in same} == {total}
            assert total in {None, 0} or (whole is not None and total >= SMALLEST and whole - total >= SMALLEST)


def test_what_is_safe_to_tell_is_told() -> None:
    assert met_cells({"a": 20, "b": 0}, {"a": 9, "b": 0}) == ({"a": 9, "b": 0}, 9)
    assert met_cells({"a": 20, "b": 3, "c": 4}, {"a": 9, "b": 3, "c": 2}) == ({"a": 9, "b": None, "c": None}, None)
    assert met_cells({"a": 20, "b": 9, "c": 9}, {"a": 9, "b": 3, "c": 4}) == ({"a": 9, "b": None, "c": None}, 16)


def test_that_all_of_a_cell_are_met_is_not_told() -> None:
    assert met_cells({"a": 8}, {"a": 8}) == ({"a": None}, None)
    assert met_cells({"a": 9}, {"a": 5}) == ({"a": None}, None)
    assert met_cells({"a": 10}, {"a": 5}) == ({"a": 5}, 5)


def test_a_quarter_has_its_days() -> None:
    found = {name: read_quarter(name) for name in ("2026Q1", "2026q2", "2026Q3", "2026Q4", "2024Q1")}
    assert [(str(one.first), str(one.last)) for one in found.values()] == [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
        ("2024-01-01", "2024-03-31"),
    ]
    assert found["2026q2"].name == "2026Q2"
    for wrong in ("2026", "2026Q5", "Q1", str(date(2026, 1, 1))):
        with pytest.raises(UsageError, match="is no quarter"):
            read_quarter(wrong)


def test_studies_are_for_expertise_centres() -> None:
    coordinator = Account(id="c", name="C", role="coordinator", authority="nl-riec-limburg")
    for who in (account("analyst-limburg"), account("analyst-euriec"), coordinator):
        check_reader(who)
    for name in ("official-maastricht", "coordinator-maastricht", "investigator-limburg", "tax-officer-nl", "auditor"):
        with pytest.raises(RefusedError, match="for analysts and coordinators of expertise centres"):
            check_reader(account(name))
