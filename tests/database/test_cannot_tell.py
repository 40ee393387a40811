"""Nothing found where nobody tells it is no answer: directors and days of failures are not in every register."""

from datetime import date

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.checks.check import Answer, run_check
from graph.store.connection import Store
from ingest.spec import FOLDER
from tests.database.deliveries import fresh, load, town

TODAY = date(2026, 6, 1)
GENK, MAASTRICHT = account("official-genk"), account("official-maastricht")
FRONTS = {"front-man", "phoenix"}
GERMAN = {"organisation_ref": "O1", "name": "Muster Gastro GmbH", "register": "DE_HR", "register_number": "HRB 99901"}


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def fronts(log: AuditLog, number: str, country: str = "BE") -> dict[str, Answer]:
    who, purpose, basis = {
        "BE": (GENK, "integrity_investigation", "BE_NGW_119TER"),
        "NL": (MAASTRICHT, "permit_screening", "NL_BIBOB_3"),
    }[country]
    case = open_case(log.store, who, purpose, basis, number, number, TODAY)
    told = run_check(open_view(log.store, log, who, case, TODAY), number).answers
    return {one.pattern.id: one for one in told if one.pattern.id in FRONTS}


def sample(store: Store, source: str, part: str = "first", today: date = TODAY) -> None:
    load(store, FOLDER / source / "sample" / part, source, accept="a sample", today=today)


def test_the_open_data_of_the_belgian_register_have_no_directors(store: Store, log: AuditLog) -> None:
    sample(store, "be_municipality")
    sample(store, "be_kbo", "full")
    told = fronts(log, "GK-2025-88")
    assert {one.state for one in told.values()} == {"cannot tell"}
    assert {reason.values["told"] for reason in told["phoenix"].reasons} == {"directors", "insolvency_days"}
    assert {reason.values["country"] for reason in told["front-man"].reasons} == {"BE"}


def test_where_the_gazette_tells_them_no_evidence_means_not_met(store: Store, log: AuditLog) -> None:
    sample(store, "be_municipality")
    sample(store, "be_kbo", "full")
    sample(store, "be_gazette")
    assert {one.state for one in fronts(log, "GK-2025-88").values()} == {"not met"}


def test_an_old_gazette_is_no_answer_either(store: Store, log: AuditLog) -> None:
    sample(store, "be_municipality")
    sample(store, "be_gazette")
    store.write("MATCH (l:StateLoad {source: 'be_gazette'}) SET l.extracted_on = date('2026-03-01')")
    assert {one.state for one in fronts(log, "GK-2025-88").values()} == {"cannot tell"}


def test_a_firm_of_another_country_needs_the_register_of_that_country(store: Store, log: AuditLog) -> None:
    sent = town()
    sample(store, "nl_kvk_hr")
    load(store, sent.at(log.store.settings.data / "own"))
    assert {one.state for one in fronts(log, "2026-0001", "NL").values()} == {"not met"}
    sent.rows["organisation"] = [GERMAN | {"register_court": "Aachen"}]
    load(store, sent.at(log.store.settings.data / "german"), accept="another firm")
    told = fronts(log, "2026-0001", "NL")
    assert {one.state for one in told.values()} == {"cannot tell"}
    assert {reason.values["country"] for one in told.values() for reason in one.reasons} == {"DE"}
