"""A delivery by contract as a whole: its files, its label, and what its rows mean for each other."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from graph.store.states import State
from ingest.contract.kind import KindSpec, kinds
from ingest.keys import row_key
from tests.database.deliveries import Sent, police, town
from tests.shared_reading import Came, first_pass


def came(sent: Sent, work: Path, **label: str) -> Came:
    """The first pass over a delivery; `label`: lines of delivery.yaml that are put in the place of its own."""
    return passed(sent.source, sent.at(work / "delivery"), work, **label)


def passed(source: str, path: Path, work: Path, **label: str) -> Came:
    told = (path / "delivery.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in told if line.partition(":")[0] not in label]
    kept += [f"{key}: {value}" for key, value in label.items()]
    (path / "delivery.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return first_pass(source, path, 1, State(), work)[0]


def refused(found: Came) -> list[tuple[str, str]]:
    """Field and reason of what was refused."""
    return [(one["field"], one["reason"]) for one in map(json.loads, found.refused.splitlines())]


def new(found: Came, kind: str) -> Any:
    return found.report["records"].get(kind, {}).get("new", 0)


def test_two_files_of_one_kind_stop_the_delivery(tmp_path: Path) -> None:
    path = town().at(tmp_path / "delivery")
    (path / "permit.jsonl").write_text('{"case_number": "9", "permit_type": "alcohol", "status": "applied"}\n')
    with pytest.raises(UsageError, match=r"both permit\.csv and permit\.jsonl"):
        passed("nl_municipality", path, tmp_path)


DEBT = {"number": "D1", "debtor_ref": "P1", "claim_kind": "levy", "amount": "1000", "open_amount": "500"}


def test_a_record_id_does_not_make_one_record_of_a_series(tmp_path: Path) -> None:
    """A debt that rises is told twice, each with its day: neither corrects nor contradicts the other."""
    sent = town()
    days = ("2026-01-01", "2026-02-01")
    sent.rows["public_debt"] = [DEBT | {"record_id": "D1", "date": day, "open_amount": day[6]} for day in days]
    found = came(sent, tmp_path)
    assert (new(found, "PublicDebt"), refused(found)) == (2, [])


@pytest.mark.parametrize("kind", [kind for kind in kinds().values() if kind.periodic], ids=lambda kind: kind.kind)
def test_the_day_or_period_of_a_series_is_part_of_its_key(kind: KindSpec) -> None:
    assert set(kind.periodic) <= set(kind.key)
    first, later = (dict.fromkeys(kind.periodic, day) | {"record_id": "1"} for day in ("2025", "2026"))
    assert row_key(kind, first) != row_key(kind, later)


def test_the_periodic_kinds_are_those_of_the_contract() -> None:
    listed = {"tax_debt", "occupancy", "employment", "turnover", "public_debt", "utility"}
    assert {kind.kind for kind in kinds().values() if kind.periodic} == listed


def test_one_amount_in_two_ways_of_writing_is_told_twice_not_contradicted(tmp_path: Path) -> None:
    sent = town()
    told = DEBT | {"date": "2026-01-01"}
    sent.rows["public_debt"] = [told, told | {"amount": "1000.00", "open_amount": "500.0"}]
    found = came(sent, tmp_path)
    assert found.report["records"]["public_debt"] == {"repeated": 1}
    assert (new(found, "PublicDebt"), refused(found)) == (1, [])


INCIDENT = {"incident_id": "I9", "kind": "concrete", "date_from": "2026-01-01"}
MEMBER = {"affiliation_id": "A9", "person_ref": "S1", "group_id": "G9", "role": "member", "incident_ids": "I9"}


def _police(**incident: str) -> Sent:
    sent = police()
    sent.rows = {"person": [{"person_ref": "S1", "surname": "X"}], "incident": [INCIDENT | incident]}
    sent.rows["affiliation"] = [MEMBER | {"last_confirmed": "2026-01-01"}]
    return sent


@pytest.mark.parametrize(
    ("told", "entered"),
    [({}, 1), ({"retention_until": "2026-05-31"}, 0), ({"date_to": "2025-12-31"}, 0), ({"kind": "rumour"}, 0)],
    ids=["good", "expired", "ends before it starts", "unknown kind"],
)
def test_an_incident_that_does_not_enter_carries_no_affiliation(
    tmp_path: Path, told: dict[str, str], entered: int
) -> None:
    found = came(_police(**told), tmp_path)
    assert new(found, "Affiliation") == entered
    if not entered:
        assert ("incident_ids", "none of its incidents is delivered") in refused(found)


def test_a_group_chapter_or_incident_that_is_not_delivered_is_counted_as_a_ref_is(tmp_path: Path) -> None:
    sent = _police()
    sent.rows["affiliation"][0] |= {"chapter_id": "C9", "incident_ids": "I9;I8"}
    assert came(sent, tmp_path / "a").missing == {"Group G9", "Chapter C9", "Incident I8"}
    group = {"group_id": "G9", "name": "MC X", "type": "street_gang", "status": "active"}
    chapter = {"chapter_id": "C9", "group_id": "G9", "name": "X Zuid", "country": "NL", "status": "active"}
    sent.rows |= {"group": [group], "chapter": [chapter]}
    assert came(sent, tmp_path / "b").missing == {"Incident I8"}


@pytest.mark.parametrize(
    ("own", "default", "kept"),
    [
        ("2026-09-01", "", {"2026-09-01"}),
        ("2031-01-01", "", {"2027-05-01", "2031-01-01"}),
        ("", "2026-09-01", {"2026-09-01", "2027-05-01"}),
    ],
    ids=["shorter", "longer than the report", "default of the other rows"],
)
def test_a_person_is_kept_no_longer_than_his_own_row_says(
    tmp_path: Path, own: str, default: str, kept: set[str]
) -> None:
    """P2 is named by leases, and by a report that says 2027-05-01 itself."""
    sent = town()
    sent.rows["person"][1] |= {"retention_until": own} if own else {}
    sent.defaults = sent.defaults | ({"retention_until": default} if default else {})
    rows = [
        row for shape, row in came(sent, tmp_path).rows if shape.kind == "PersonStatement" and "'Voorbeeld')" in row
    ]
    days = [re.search(r"retain_until', datetime.date\((\d+), (\d+), (\d+)\)", row) for row in rows]
    assert {date(*map(int, day.groups())).isoformat() for day in days if day} == kept


@pytest.mark.parametrize("when", ["2026-06-01", "1780293600", "01-06-2026T06:00:00", "2026-06-01T25:00:00"])
def test_a_delivery_says_when_it_was_taken(tmp_path: Path, when: str) -> None:
    with pytest.raises(UsageError, match="extracted_at"):
        came(town(), tmp_path, extracted_at=when)


def test_an_unknown_default_stops_the_delivery_and_names_what_is_near(tmp_path: Path) -> None:
    sent = town()
    sent.defaults = sent.defaults | {"confidentialty": "geheim"}
    with pytest.raises(UsageError, match=r"confidentialty under `defaults` .* near: confidentiality"):
        came(sent, tmp_path)


def test_an_unknown_kind_under_ignore_stops_the_delivery_and_names_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"permitt under `ignore` .* near: permit"):
        came(town(), tmp_path, ignore="{permitt: [x]}")


def test_a_required_value_of_blanks_is_missing(tmp_path: Path) -> None:
    sent = town()
    sent.rows["person"][2]["surname"] = "   "
    assert ("surname", "required, but empty") in refused(came(sent, tmp_path))


@pytest.mark.parametrize(
    ("told", "fits"),
    [("owner", True), ("BE;nl-gm0935", True), ("be", False), ("nl-gm9999", False), ("FR", False), ("NL;ower", False)],
)
def test_a_row_is_shared_with_who_is_known_only(tmp_path: Path, told: str, fits: bool) -> None:
    sent = town()
    sent.rows["lease"][0]["share_with"] = told
    assert ("share_with" not in dict(refused(came(sent, tmp_path)))) is fits


@pytest.mark.parametrize("value", ['{"code": "x"}', '["x", {"y": 1}]'], ids=["object", "array"])
def test_what_may_never_be_stored_is_dropped_in_any_shape(tmp_path: Path, value: str) -> None:
    sent = town()
    permits = sent.rows.pop("permit")
    path = sent.at(tmp_path / "delivery")
    lines = [json.dumps(row)[:-1] + f', "nationality": {value}}}' for row in permits]
    (path / "permit.jsonl").write_text("\n".join(lines) + "\n")
    found = passed(sent.source, path, tmp_path)
    assert (new(found, "Permit"), refused(found)) == (2, [])
    assert found.report["columns_dropped_by_law"] == {"permit": {"nationality": "nationality"}}
