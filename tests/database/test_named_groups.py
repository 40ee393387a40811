"""A group is named in an indicator only where a reviewed list that the asker may read names it (contracts.md, 6)."""

from datetime import date

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.checks.check import run_check
from graph.patterns.findings import Finding
from graph.store.connection import Store
from tests.database.deliveries import fresh, load, police, town

TODAY, OFFICIAL, NUMBER = date(2026, 6, 1), account("official-maastricht"), "2026-0001"
TOLD = {"group_name": "MC Verzonnen", "group_role": "member", "statement_date": "2026-04-01"}
LISTED = {"group_id": "G1", "name": "MC Verzonnen", "published": "yes", "country": "NL", "reviewer": "made-up review"}
LISTED |= {"reviewed_on": "2026-01-15", "appeal_contact": "appeal@example.org"}


@pytest.fixture(autouse=True)
def _town(store: Store) -> None:
    fresh(store)
    sent = town()
    sent.rows["report"][0] |= TOLD
    load(store, sent.at(store.settings.data / "town"))


def found(log: AuditLog) -> Finding:
    case = open_case(log.store, OFFICIAL, "permit_screening", "NL_BIBOB_3", NUMBER, NUMBER, TODAY)
    told = run_check(open_view(log.store, log, OFFICIAL, case, TODAY), NUMBER).answers
    [finding] = next(one.findings for one in told if one.pattern.id == "member-in-licensed-business")
    return finding


def deliver_list(store: Store, **more: str) -> None:
    sent = police()
    sent.rows["group_list"] = [LISTED | more]
    load(store, sent.at(store.settings.data / "police"), "nl_police")


def test_a_group_on_no_list_is_not_named(log: AuditLog) -> None:
    finding = found(log)
    assert finding.values["group_name"] == "a group"
    assert {fact.record.split("/")[2] for fact in finding.facts} == {"report"}


def test_a_group_on_a_published_list_is_named_with_the_list_as_a_fact(log: AuditLog) -> None:
    deliver_list(log.store)
    finding = found(log)
    assert finding.values["group_name"] == "MC Verzonnen"
    assert {fact.record.split("/")[2] for fact in finding.facts} == {"report", "group_list"}


@pytest.mark.parametrize("more", [{"published": "no"}, {"reviewed_on": "2026-05-31", "valid_to": "2026-05-31"}])
def test_a_list_that_is_closed_or_has_ended_names_nobody(log: AuditLog, more: dict[str, str]) -> None:
    deliver_list(log.store, **more)
    assert found(log).values["group_name"] == "a group"
