"""Contracts: what a row may hold, what is dropped by law, and what is said of a row that does not fit."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.errors import UsageError
from graph.resolve.country_keys import read_keys
from ingest.contract.check import Checker
from ingest.contract.columns import forbidden_family, sort_columns
from ingest.contract.kind import YES_NO, KindSpec, kinds
from ingest.contract.values import shape
from ingest.mapping import Mapper
from ingest.rows import Delivery, Refusal, Row
from ingest.spec import sources
from ingest.things import Things

PERMIT = {"case_number": "1", "permit_type": "alcohol", "status": "applied", "applicant_ref": "o1"}
POLICE = {
    "affiliation_id": "A1",
    "person_ref": "p1",
    "group_id": "G1",
    "role": "member",
    "incident_ids": "I1;I2",
    "last_confirmed": "2026-01-01",
    "legal_basis": "NL_WPG_8",
    "purpose": "criminal_investigation",
    "confidentiality": "geheim",
    "retention_until": "2030-01-01",
    "handling_code": "H2",
    "grade": "B2",
}


def check(kind: str, values: dict[str, str]) -> tuple[dict[str, object] | None, list[Refusal]]:
    return Checker(kinds()[kind]).check(Row(kind, f"{kind}.csv", 2, values), values)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("status", "aplied", "near: applied"),
        ("permit_type", "", "required"),
        ("date_application", "2026-02-30", "no such day"),
        ("date_application", "30-01-2026", "write YYYY-MM-DD"),
        ("date_application", "1769731200", "write YYYY-MM-DD"),
        ("legal_basis", "NL_BIBOB_4", "near: NL_BIBOB_3"),
        ("grade", "Z9", "not a grade"),
        ("published", "No", "neither yes, no nor"),
        ("published", "false", "neither yes, no nor"),
        ("published", "nee", "neither yes, no nor"),
        ("published", "0", "neither yes, no nor"),
        ("published", "ftp://gazette.example/1", "neither yes, no nor"),
        ("published", "http://", "neither yes, no nor"),
    ],
)
def test_a_wrong_value_is_told_with_its_field_and_reason(column: str, value: str, reason: str) -> None:
    row = {name: text for name, text in (PERMIT | {column: value}).items() if text}
    values, reasons = check("permit", row)
    assert values is None
    assert [told.field for told in reasons] == [column]
    assert reason in reasons[0].reason


@pytest.mark.parametrize("kind", [kind for kind in kinds().values() if kind.open_when], ids=lambda kind: kind.kind)
def test_no_unclear_word_opens_a_row(kind: KindSpec) -> None:
    """What may be written there is yes, no and, of an act that names where it stands, an address."""
    reasons = check(kind.kind, {kind.open_when: "nee"})[1]
    assert kind.open_when in {told.field for told in reasons}
    for word in ("yes", "no", "https://gazette.example/2026/1"):
        refused = kind.open_when in {told.field for told in check(kind.kind, {kind.open_when: word})[1]}
        assert refused == (word not in YES_NO and kind.columns[kind.open_when].type != "published")


def test_a_kind_that_opens_by_any_text_is_refused() -> None:
    loose = {"kind": "x", "means": "x", "key": "a", "open_when": "a", "columns": {"a": {"means": "x"}}}
    with pytest.raises(ValidationError, match="opens a row"):
        KindSpec.model_validate(loose)


@pytest.mark.parametrize(
    ("told", "left", "warned"),
    [
        ({"register": "NL_KVK", "register_number": "9000.0471"}, {"register_number": "90000471"}, []),
        ({"register": "NL_KVK", "register_number": "9000047"}, {}, ["register_number"]),
        ({"register": "BE_KBO", "register_number": "0403.449.824"}, {}, ["register_number"]),
        ({"register": "FOREIGN", "register_number": "SIREN 1"}, {"register_number": "SIREN1"}, []),
        (
            {"register": "DE_HR", "register_number": "HRB Nr. 12345", "register_court": "Registergericht Aachen"},
            {"register_number": "HRB12345", "register_court": "R3101"},
            [],
        ),
        (
            {"register": "DE_HR", "register_number": "12345", "register_court": "R3101"},
            {"register_court": "R3101"},
            ["register_number"],
        ),
        (
            {"register": "DE_HR", "register_number": "HRB 12345", "register_court": "Nirgendwo"},
            {"register_number": "HRB12345"},
            ["register_court"],
        ),
        ({"register": "DE_HR", "register_number": "HRB 1"}, {"register_number": "HRB1"}, ["register_court"]),
        ({"vat_number": "nl 004495445 B01"}, {"vat_number": "NL004495445B01"}, []),
        ({"vat_number": "BE0403449824"}, {}, ["vat_number"]),
        ({"vat_number": "FR 12 345678901"}, {"vat_number": "FR12345678901"}, []),
        ({"vat_number": "no number"}, {}, ["vat_number"]),
        ({"rsin": "999990021"}, {}, ["rsin"]),
        ({"lei": "213800KUD8LAJWSQ9D16"}, {}, ["lei"]),
        ({"account": "NL92 ABNA 0417 1643 00"}, {}, ["account"]),
    ],
)
def test_a_number_enters_in_its_written_form_and_an_invalid_one_not_at_all(
    told: dict[str, str], left: dict[str, str], warned: list[str]
) -> None:
    values, warnings = check("organisation", {"organisation_ref": "O1", "name": "X"} | told)
    assert values is not None
    assert {
        name: value for name, value in values.items() if name not in {"organisation_ref", "name", "register"}
    } == left
    assert [(one.field, one.whole) for one in warnings] == [(name, False) for name in warned]


def test_an_invalid_number_of_a_person_does_not_enter() -> None:
    values, warnings = check(
        "person", {"person_ref": "P1", "surname": "X", "national_id": "123456789", "national_id_type": "NL_BSN"}
    )
    assert "national_id" not in (values or {"national_id": ""})
    assert [one.field for one in warnings] == ["national_id"]


def test_every_reason_of_a_row_is_told_at_once() -> None:
    _, reasons = check("permit", {"status": "x", "date_decision": "y"})
    assert {told.field for told in reasons} == {
        "case_number",
        "permit_type",
        "status",
        "date_decision",
        "applicant_ref",
    }


def test_an_end_before_the_start_is_refused() -> None:
    _, reasons = check("permit", PERMIT | {"date_start": "2026-01-02", "date_end": "2026-01-01"})
    assert reasons[0].reason == "the end lies before the start"


@pytest.mark.parametrize(
    ("kind", "told", "fits"),
    [
        ("permit", {"date_application": "2026-01-02", "date_decision": "2026-01-01"}, False),
        ("permit", {"date_application": "2026-01-02", "date_withdrawn": "2026-01-01"}, False),
        ("permit", {"date_application": "2026-01-01", "date_decision": "2026-01-01"}, True),
        ("permit", {"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, False),
        ("permit", {"date_start": "2026-01-02", "valid_to": "2026-01-01"}, False),
        ("permit", {"valid_from": "2026-01-02", "date_end": "2026-01-01"}, False),
        ("person", {"birth_date": "1984-03-12", "deceased_on": "1984-03-11"}, False),
        ("person", {"birth_date": "1984-03", "deceased_on": "1984-02-28"}, False),
        ("person", {"birth_date": "1984", "deceased_on": "1984-02-28"}, True),
        ("organisation", {"founded": "2026-01-02", "dissolved": "2026-01-01"}, False),
    ],
)
def test_no_pair_of_days_may_be_the_wrong_way_round(kind: str, told: dict[str, str], fits: bool) -> None:
    needed = {"permit": PERMIT, "person": {"person_ref": "P", "surname": "X"}}
    values, reasons = check(kind, needed.get(kind, {"organisation_ref": "O", "name": "X"}) | told)
    assert (values is not None) is fits
    assert {one.reason for one in reasons} == (set() if fits else {"the end lies before the start"})


@pytest.mark.parametrize(
    "column", ["grade", "handling_code", "retention_until", "legal_basis", "purpose", "confidentiality"]
)
def test_a_police_row_without_an_envelope_column_is_refused(column: str) -> None:
    assert check("affiliation", POLICE)[0] is not None
    _, reasons = check("affiliation", {name: text for name, text in POLICE.items() if name != column})
    assert column in {told.field for told in reasons}


VISIT = {"inspection_id": "I1", "date": "2026-05-03", "premises_ref": "r1"}


@pytest.mark.parametrize(
    ("finding", "reason"),
    [("lived_in;unsafe", "unknown code"), (" ; ", "required, but empty"), ("drugs; lived_in", "")],
)
def test_each_value_of_a_list_is_one_of_its_codes(finding: str, reason: str) -> None:
    values, reasons = check("inspection", VISIT | {"finding": finding})
    assert (values is None) == bool(reason)
    assert [(told.field, told.reason.partition(";")[0]) for told in reasons] == (
        [("finding", reason)] if reason else []
    )
    assert values is None or values["finding"] == ("drugs", "lived_in")


def test_an_activity_is_one_code_of_a_scheme() -> None:
    assert check("permit", PERMIT | {"activity": "sbi2008:5630"})[0] is not None
    for wrong in ("5630", "sbi2008:5630;sbi2008:5610", "sbi2008:56.30"):
        assert check("permit", PERMIT | {"activity": wrong})[1][0].field == "activity"


def test_a_state_of_the_history_is_one_of_the_permit() -> None:
    change = {"case_number": "1", "date": "2026-01-01", "status": "granted"}
    assert check("status_change", change)[0] is not None
    assert "near: granted" in check("status_change", change | {"status": "grantd"})[1][0].reason


@pytest.mark.parametrize(
    ("period", "fits"), [("2025", True), ("2025-Q4", True), ("2025-12", True), ("2025-Q5", False), ("2025-13", False)]
)
def test_a_period_is_a_year_a_quarter_or_a_month(period: str, fits: bool) -> None:
    meter = {
        "premises_ref": "r1",
        "period": period,
        "kind": "water",
        "value": "9",
        "legal_basis": "NL_NAMED_INSTRUMENT",
    }
    assert (check("utility", meter)[0] is not None) is fits
    del meter["legal_basis"]
    assert check("utility", meter)[0] is None, "a meter reading names its instrument"


@pytest.mark.parametrize("role", ["victim", "witness"])
def test_an_affiliation_of_a_victim_or_witness_is_refused(role: str) -> None:
    assert check("affiliation", POLICE | {"role": role})[0] is None


def test_a_decimal_comma_is_refused() -> None:
    loan = {"lender_ref": "a", "borrower_ref": "b", "amount": "1000,50", "date": "2026-01-01", "origin": "declared"}
    assert check("loan", loan)[1][0].reason == "not a number; write digits with a decimal point"


@pytest.mark.parametrize(
    ("column", "family"),
    [
        ("nationality", "nationality"),
        ("Nationaliteit", "nationality"),
        ("Staatsangehörigkeit", "nationality"),
        ("nationalité", "nationality"),
        ("religion", "religion"),
        ("remarks", "free text about persons"),
        ("case_number", None),
        ("surname", None),
    ],
)
def test_a_forbidden_column_is_known_by_its_name(column: str, family: str | None) -> None:
    assert forbidden_family(column) == family


def test_no_column_of_the_contract_is_a_forbidden_one() -> None:
    for kind in kinds().values():
        for column in kind.columns:
            assert forbidden_family(column) is None, f"{kind.kind}.{column} may never be stored: take it out"


def test_each_column_is_used_ignored_or_dropped() -> None:
    header = [*PERMIT, "nationality", "internal_code"]
    columns = sort_columns(kinds()["permit"], header, ["internal_code"], "permit.csv")
    assert columns.used == frozenset(PERMIT)
    assert columns.ignored == ("internal_code",)
    assert columns.dropped == {"nationality": "nationality"}


def test_an_unknown_column_names_what_is_near() -> None:
    with pytest.raises(UsageError, match=r"permit\.csv: column 'aplicant_ref'.*near: applicant_ref"):
        sort_columns(kinds()["permit"], [*PERMIT, "aplicant_ref"], [], "permit.csv")


def test_a_missing_required_column_stops_the_delivery() -> None:
    with pytest.raises(UsageError, match="required column 'status'"):
        sort_columns(kinds()["permit"], ["case_number", "permit_type", "applicant_ref"], [], "permit.csv")


def test_a_masked_value_shows_its_shape_only() -> None:
    assert shape("Jansen 12-03") == "xxxxxx 99-99"


def test_a_published_act_names_a_person_and_tells_no_more(tmp_path: Path) -> None:
    spec = sources()["nl_municipality"]
    told = Delivery("nl_municipality", "nl-gm0935", "d", date(2026, 6, 1), True, True, "law")
    mapper = Mapper(spec, told, Things(told.source, told.authority, "NL", read_keys(tmp_path / "keys")))
    person = {
        "person_ref": "p1",
        "surname": "Proefman",
        "given_names": "Daan",
        "birth_date": "1984-03-12",
        "town": "Maastricht",
    }
    found = mapper.things.identify("Person", "p1", person)
    permit = PERMIT | {"applicant_ref": "p1", "published": "yes"}
    list(mapper.records(kinds()["permit"], Row("permit", "permit.csv", 2, {}), permit))
    mapper.needed = mapper.referred
    (record,) = mapper.identity(kinds()["person"], Row("person", "person.csv", 2, {}), person, found)
    assert record.compartment.category == "open"
    assert set(record.properties) == {"surname", "given_names", "name", "name_key"}
    assert [line.type for line in record.lines] == ["DESCRIBES"]
