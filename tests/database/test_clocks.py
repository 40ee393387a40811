"""Where the clocks of an application stand, read through the View on both engines."""

from collections.abc import Iterator
from datetime import date

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.permit import read_permit
from graph.permits.clocks import Reading
from graph.settings import Settings
from graph.store.connection import Store
from ingest.spec import FOLDER
from tests.database.deliveries import fresh, load

TODAY, GENK = date(2026, 6, 1), account("official-genk")


@pytest.fixture
def audit(store: Store, settings: Settings) -> Iterator[AuditLog]:
    """The log over a store that holds the sample of Genk."""
    fresh(store)
    load(store, FOLDER / "be_municipality" / "sample" / "first", "be_municipality")
    log = AuditLog(store, settings)
    yield log
    log.close()


def view_in(audit: AuditLog, number: str) -> View:
    case = open_case(audit.store, GENK, "permit_screening", "BE_LICENCE_1983", number, number, TODAY)
    return open_view(audit.store, audit, GENK, case, TODAY)


def clocks(view: View, number: str) -> dict[str, Reading]:
    permit = read_permit(view, view.step("application", case_number=number, authority=GENK.authority))
    assert permit
    return {one.clock.id: one for one in permit.clocks}


def test_an_investigation_counts_from_the_mayors_decision_in_its_own_file_only(audit: AuditLog) -> None:
    """In a case about another application its integrity file is closed, so its day is as if it were not recorded."""
    told = clocks(view_in(audit, "GK-2026-12"), "GK-2026-12")["investigation"]
    assert (told.start, told.due, told.left) == (date(2026, 4, 20), date(2026, 7, 2), 31)
    closed = clocks(view_in(audit, "GK-2025-88"), "GK-2026-12")["investigation"]
    assert (closed.state, closed.start, closed.due) == ("not begun", None, None)


def test_a_decision_is_not_carried_out_for_fifteen_days_after_its_notification(audit: AuditLog) -> None:
    told = clocks(view_in(audit, "GK-2025-88"), "GK-2025-88")["execution"]
    assert (told.start, told.due, told.state) == (date(2025, 7, 3), date(2025, 7, 18), "over")
