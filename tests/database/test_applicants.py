"""Several applicants: the one that the application names is the first; a role told twice is one line of the circle."""

from datetime import date

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.checks.check import Check, run_check
from graph.store.connection import Store
from tests.database.deliveries import fresh, load, town

TODAY, OFFICIAL, NUMBER = date(2026, 6, 1), account("official-maastricht"), "2026-0001"
APPLICANT = {"case_number": NUMBER, "role": "applicant", "origin": "declared"}


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def checked(log: AuditLog, first: str, *parties: str) -> Check:
    sent = town()
    sent.rows["permit"][0]["applicant_ref"] = first
    sent.rows["party"] += [APPLICANT | {"party_ref": ref} for ref in parties]
    load(log.store, sent.at(log.store.settings.data / "town"))
    case = open_case(log.store, OFFICIAL, "permit_screening", "NL_BIBOB_3", NUMBER, NUMBER, TODAY)
    return run_check(open_view(log.store, log, OFFICIAL, case, TODAY), NUMBER)


@pytest.mark.parametrize(("first", "other"), [("P1", "O1"), ("O1", "P1"), ("P2", "P3"), ("P3", "P2")])
def test_the_applicant_of_the_application_is_the_first(log: AuditLog, first: str, other: str) -> None:
    names = {"P1": "Proefman", "P2": "Voorbeeld", "P3": "Toetsman", "O1": "Proefhoreca B.V."}
    result = checked(log, first, other)
    assert [result.names[id_].label for id_ in result.subject.ids[:2]] == [names[first], names[other]]


def test_a_role_told_twice_by_one_authority_is_one_line_with_two_records(log: AuditLog) -> None:
    result = checked(log, "O1", "O1")
    [member] = [one for one in result.circle if one.relation == "applicant"]
    assert sorted(record.split("/")[2] for record in member.records) == ["party", "permit"]
