"""Premises whose house numbers overlap with those of the application are offered, as far as they may be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboards.texts.texts import texts
from dashboards.widgets.premises import overlapping_numbers
from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.check import Check, run_check
from graph.checks.words import check_lines
from graph.store.connection import Store
from tests.database.deliveries import TODAY, Sent, fresh, load, police, town

STREET = {"street": "Marktproef", "postcode": "6211CC", "town": "Maastricht", "country": "NL"}


def _town(others: dict[str, str]) -> Sent:
    """The application is for number 4; other premises of the street are leased by the same landlord."""
    sent = town()
    for ref, number in others.items():
        sent.rows["premises"].append(STREET | {"premises_ref": ref, "number": number})
        sent.rows["lease"].append({"premises_ref": ref, "landlord_ref": "P2", "tenant_ref": "P3", "from": "2020-01-01"})
    return sent


def _police() -> Sent:
    """Police speak of a range as well: closed to an official."""
    sent = police()
    sent.rows["premises"] = [STREET | {"premises_ref": "Z1", "number": "1-7"}]
    sent.rows["incident"][0]["premises_ref"] = "Z1"
    return sent


@pytest.fixture
def log(store: Store) -> Iterator[AuditLog]:
    fresh(store)
    opened = AuditLog(store, store.settings)
    yield opened
    opened.close()


def _view(store: Store, log: AuditLog) -> View:
    who = account("official-maastricht")
    return open_view(
        store, log, who, open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY), TODAY
    )


def _checked(store: Store, log: AuditLog) -> Check:
    return run_check(_view(store, log), "2026-0001")


def test_ranges_that_hold_the_number_are_offered_and_no_others(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, _town({"R2": "2-6", "R3": "6-10", "R4": "6", "R5": "4-4"}).at(tmp_path / "town"))
    result = _checked(store, log)
    assert [row["number"] for row in result.overlaps] == ["2-6"]
    lines = list(check_lines(result))
    assert any(
        line.startswith("  Marktproef 2-6, 6211CC Maastricht, told by nl-gm0935 on 2026-06-01") for line in lines
    )
    assert "Overlappende huisnummers" in (page := overlapping_numbers(texts("nl"), result))
    assert "Marktproef 2-6, 6211CC Maastricht" in page
    assert "2026-06-01" in page
    assert not {row["id"] for row in result.overlaps} & {row["premises"] for row in result.subject.application}


def test_what_may_not_be_read_overlaps_with_nothing(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, _town({}).at(tmp_path / "town"))
    before = _checked(store, log).overlaps
    load(store, _police().at(tmp_path / "police"), "nl_police")
    assert store.read("MATCH (s:PremisesStatement) WHERE s.number = '1-7' RETURN s.street_key AS key") != []
    assert _checked(store, log).overlaps == before == []
