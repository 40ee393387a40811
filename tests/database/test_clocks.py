"""Where the clocks of an application stand, read through the View on both engines."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.permit import read_permit
from graph.permits.clocks import Reading
from graph.settings import Settings
from graph.store.connection import Store
from ingest.spec import FOLDER
from tests.database.deliveries import TOWN, Sent, fresh, load

TODAY, GENK = date(2026, 6, 1), account("official-genk")
AACHEN, MAASTRICHT = account("official-aachen"), account("official-maastricht")

BOTH = (("P1", "Beispiel"), ("P2", "Muster"))


@pytest.fixture
def audit(store: Store, settings: Settings) -> Iterator[AuditLog]:
    """The log over a store that holds the sample of Genk."""
    fresh(store)
    load(store, FOLDER / "be_municipality" / "sample" / "first", "be_municipality")
    log = AuditLog(store, settings)
    yield log
    log.close()


def view_in(audit: AuditLog, number: str, who: Account = GENK, basis: str = "BE_LICENCE_1983") -> View:
    case = open_case(audit.store, who, "permit_screening", basis, number, number, TODAY)
    return open_view(audit.store, audit, who, case, TODAY)


def clocks(view: View, number: str) -> dict[str, Reading]:
    permit = read_permit(view, view.step("application", case_number=number, authority=view.case.authority))
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


@pytest.mark.parametrize("role", ["applicant", "manager"])
def test_a_readmission_counts_from_a_prohibition_against_the_applicant_only(
    audit: AuditLog, tmp_path: Path, role: str
) -> None:
    """Which a new application shows too; that of a firm whose manager alone is barred does not."""
    people = [
        {"person_ref": ref, "surname": name, "given_names": "Jo", "birth_date": "1980-01-02"} for ref, name in BOTH
    ]
    applied = {
        "case_number": "AC-9",
        "permit_type": "alcohol",
        "status": "under_review",
        "date_application": "2026-05-04",
    }
    barred = {"measure_id": "M-9", "measure_type": "trade_prohibition", "date_start": "2025-09-01", "subject_ref": "P1"}
    manager = {"case_number": "AC-9", "party_ref": "P1", "role": "manager", "origin": "declared"}
    rows = {
        "person": people,
        "permit": [applied | {"applicant_ref": "P1" if role == "applicant" else "P2"}],
        "measure": [barred, barred | {"measure_id": "M-8", "measure_type": "warning", "date_start": "2026-01-01"}],
        "party": [manager],
    }
    sent = Sent("de_municipality", AACHEN.authority, TOWN | {"legal_basis": "DE_GEWO_35"}, rows)
    load(audit.store, sent.at(tmp_path / "aachen"), "de_municipality")
    told = clocks(view_in(audit, "AC-9", AACHEN, "DE_GEWO_35"), "AC-9")
    assert set(told) == {"decision", "readmission"} if role == "applicant" else {"decision"}
    if role == "applicant":
        assert (told["readmission"].start, told["readmission"].due) == (date(2025, 9, 1), date(2026, 9, 1))


def test_the_terms_of_a_bibob_check_stand_still_while_questions_are_open_in_its_own_file(
    audit: AuditLog, tmp_path: Path
) -> None:
    applied = {"permit_type": "alcohol", "status": "under_review", "date_application": "2026-05-04"}
    rows = {
        "person": [{"person_ref": "P2", "surname": "Janssens", "given_names": "Jo", "birth_date": "1980-01-02"}],
        "permit": [
            applied | {"case_number": "2026/1", "applicant_ref": "P2", "questions_put_on": "2026-05-18"},
            applied | {"case_number": "2026/2", "applicant_ref": "P2"},
        ],
    }
    rows["permit"][1] |= {"questions_put_on": "2026-05-18", "questions_answered": "partly"}
    load(audit.store, Sent("nl_municipality", MAASTRICHT.authority, TOWN, rows).at(tmp_path / "m"), "nl_municipality")
    asked = clocks(view_in(audit, "2026/1", MAASTRICHT, "NL_BIBOB_3"), "2026/1")["decision"]
    assert (asked.state, asked.left, asked.pause and asked.pause.open_questions) == ("stands still", 42, True)
    answered = clocks(view_in(audit, "2026/2", MAASTRICHT, "NL_BIBOB_3"), "2026/2")["decision"]
    assert (answered.state, answered.due) == ("runs", date(2026, 6, 29))
    closed = clocks(view_in(audit, "2026/2", MAASTRICHT, "NL_BIBOB_3"), "2026/1")["decision"]
    assert (closed.state, closed.due) == ("runs", date(2026, 6, 29))
