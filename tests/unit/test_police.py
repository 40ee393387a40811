"""Police (contracts.md, section 6): grades, incidents, seals, open lists and bans, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from graph.store.records import Record
from ingest.contract.check import Checker
from ingest.contract.kind import KindSpec, kinds
from ingest.rows import Refusal, Row
from ingest.spec import sources
from tests.telling_records import told

ENVELOPE = {
    "legal_basis": "NL_WPG_8",
    "purpose": "criminal_investigation",
    "confidentiality": "geheim",
    "retention_until": "2030-01-01",
    "handling_code": "H2",
    "grade": "B2",
}
SIGN = "fedcba9876543210" * 2
ROWS = {
    "group": {"group_id": "G1", "name": "MC Verzonnen", "type": "support_club", "status": "active"},
    "group_tie": {
        "group_id": "G1",
        "other_group_id": "G2",
        "kind": "supports",
        "from": "2024-01-01",
        "incident_ids": "I1",
    },
    "chapter": {"chapter_id": "C1", "group_id": "G1", "name": "Verzonnen Zuid", "country": "NL", "status": "active"},
    "group_list": {"group_id": "G1", "name": "MC Verzonnen", "country": "NL", "reviewer": "board"}
    | {"reviewed_on": "2026-01-01", "appeal_contact": "board@review.invalid"},
    "group_ban": {"group_id": "G1", "name": "MC Verzonnen", "country": "NL", "kind": "civil"}
    | {"authority_name": "made-up court", "date": "2025-01-01"},
    "incident": {"incident_id": "I1", "kind": "concrete", "date_from": "2026-01-01"},
    "affiliation": {"affiliation_id": "A1", "person_ref": "S1", "group_id": "G1", "role": "member"}
    | {"incident_ids": "I1", "last_confirmed": "2026-01-01"},
    "group_business": {"group_id": "G1", "premises_ref": "P1", "relation": "clubhouse", "incident_ids": "I1"},
    "tie": {"person_ref": "S1", "other_ref": "S2", "kind": "associate", "incident_ids": "I1"},
    "observation": {"observation_id": "O1", "date": "2026-01-01", "premises_ref": "P1"},
    "vehicle": {"vehicle_sign": SIGN, "keeper_ref": "S1", "country": "NL", "from": "2026-01-01"},
}
POLICE = [spec for spec in kinds().values() if spec.category == "police"]


def check(kind: str, values: dict[str, str]) -> tuple[dict[str, Any] | None, list[Refusal]]:
    whole = {name: text for name, text in (ENVELOPE | values).items() if text}
    return Checker(kinds()[kind]).check(Row(kind, f"{kind}.csv", 2, whole), whole)


def police(work: Path, kind: str, row: dict[str, str], authority: str = "nl-pol-limburg") -> list[Record]:
    return told(f"{authority[:2]}_police", authority, {kind: [ENVELOPE | row]}, work)


def test_every_police_source_delivers_every_police_kind() -> None:
    named = {spec.kind for spec in POLICE}
    assert named == set(ROWS)
    for source in ("nl_police", "be_police", "de_police", "lu_police"):
        assert named <= set(sources()[source].kinds)


@pytest.mark.parametrize("kind", POLICE, ids=lambda kind: kind.kind)
@pytest.mark.parametrize("column", sorted(ENVELOPE))
def test_a_police_row_without_an_envelope_column_is_refused(kind: KindSpec, column: str) -> None:
    assert check(kind.kind, ROWS[kind.kind])[0] is not None
    assert [reason.field for reason in check(kind.kind, ROWS[kind.kind] | {column: ""})[1]] == [column]


@pytest.mark.parametrize("kind", ["group_business", "group_tie", "tie", "affiliation"])
def test_a_statement_without_an_incident_is_refused(kind: str) -> None:
    assert [reason.field for reason in check(kind, ROWS[kind] | {"incident_ids": ""})[1]] == ["incident_ids"]


@pytest.mark.parametrize("kind", ["group_business", "group_tie", "tie", "affiliation"])
def test_only_an_affiliation_needs_an_incident_that_is_delivered(kind: str) -> None:
    assert bool(kinds()[kind].rests_on) is (kind == "affiliation")


def test_an_affiliation_may_name_a_chapter_instead_of_a_group_and_grade_x4_is_kept(tmp_path: Path) -> None:
    row = {name: text for name, text in ROWS["affiliation"].items() if name != "group_id"}
    (found,) = police(tmp_path, "affiliation", row | {"chapter_id": "C1", "grade": "X4"})
    assert found.grade == "X4"
    assert [
        line.end for line in found.lines if line.type == "AFFILIATION_WITH" and line.end and line.end.kind == "Chapter"
    ]
    assert [reason.field for reason in check("affiliation", row)[1]] == ["group_id"]


def test_an_incident_that_ends_before_it_starts_is_refused() -> None:
    _, reasons = check("incident", ROWS["incident"] | {"date_to": "2025-12-31"})
    assert [reason.field for reason in reasons] == ["date_to"]


def test_a_group_keeps_its_parent_and_whom_it_succeeds(tmp_path: Path) -> None:
    (found,) = police(tmp_path, "group", ROWS["group"] | {"parent_group": "G2", "successor_of": "G3"})
    told = {line.type: line.end.id for line in found.lines if line.end}
    assert told["UNDER_GROUP"] == "grp:nl-pol-limburg/G2"
    assert told["SUCCEEDS_GROUP"] == "grp:nl-pol-limburg/G3"


@pytest.mark.parametrize("kind", ["group_list", "group_ban"])
@pytest.mark.parametrize(("published", "category"), [("yes", "open"), ("no", "police"), ("", "police")])
def test_a_list_or_ban_is_open_only_when_it_is_published(
    kind: str, published: str, category: str, tmp_path: Path
) -> None:
    row = {name: text for name, text in (ROWS[kind] | {"published": published}).items() if text}
    (found,) = police(tmp_path, kind, row)
    assert found.compartment.category == category


def test_a_ban_names_a_group_or_a_chapter_and_is_final_after_it_was_decided() -> None:
    row = {name: text for name, text in ROWS["group_ban"].items() if name != "group_id"}
    assert [reason.field for reason in check("group_ban", row)[1]] == ["group_id"]
    assert check("group_ban", row | {"chapter_id": "C1"})[0] is not None
    assert [reason.field for reason in check("group_ban", ROWS["group_ban"] | {"final_date": "2024-12-31"})[1]] == [
        "final_date"
    ]


@pytest.mark.parametrize("kind", ["associate", "co_suspect", "partner", "relative", "employer", "proxy"])
def test_a_partner_or_relative_is_a_record_that_no_query_reads(kind: str, tmp_path: Path) -> None:
    (found,) = police(tmp_path, "tie", ROWS["tie"] | {"kind": kind})
    assert found.kind == ("PrivateTie" if kind in ("partner", "relative") else "Tie")


@pytest.mark.parametrize("kind", ["vehicle", "observation"])
@pytest.mark.parametrize("sign", ["XX-99-YY", "1-ABC-234", "AC AB 1234", "a1b2c3"])
def test_a_clear_sign_of_a_vehicle_is_refused(kind: str, sign: str) -> None:
    assert [reason.field for reason in check(kind, ROWS[kind] | {"vehicle_sign": sign})[1]] == ["vehicle_sign"]


def test_a_vehicle_is_one_thing_in_its_country_and_its_delivered_hash_does_not_enter(tmp_path: Path) -> None:
    told = {
        authority: police(tmp_path, "vehicle", ROWS["vehicle"] | {"vehicle_sign": sign}, authority)
        + police(tmp_path, "observation", ROWS["observation"] | {"vehicle_sign": SIGN}, authority)
        for authority, sign in (("be-pol-limburg", SIGN.upper()), ("be-pol-liege", SIGN), ("nl-pol-limburg", SIGN))
    }
    found = {
        authority: {thing.id for record in records for thing in record.things() if thing.kind == "Vehicle"}
        for authority, records in told.items()
    }
    assert found["be-pol-limburg"] == found["be-pol-liege"] != found["nl-pol-limburg"]
    assert {len(ids) for ids in found.values()} == {1}
    assert SIGN not in repr(told).lower()
