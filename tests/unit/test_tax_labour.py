"""Tax and labour (contracts.md, section 5): periods, series, VAT numbers, seals, and what is refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.store.records import Record
from ingest.contract.check import Checker
from ingest.contract.kind import kinds
from ingest.keys import row_key
from ingest.rows import Refusal, Row
from tests.telling_records import told

ENVELOPE = {
    "legal_basis": "NL_AWR_67",
    "purpose": "tax_supervision",
    "confidentiality": "vertrouwelijk",
    "retention_until": "2030-12-31",
}
DEBT = {
    "debt_id": "123456782H56",
    "debtor_ref": "F1",
    "tax_kind": "vat",
    "open_amount": "10.00",
    "status": "open",
    "reference_date": "2026-05-31",
}


def check(kind: str, values: dict[str, str]) -> tuple[dict[str, Any] | None, list[Refusal]]:
    whole = {name: text for name, text in (ENVELOPE | values).items() if text}
    return Checker(kinds()[kind]).check(Row(kind, f"{kind}.csv", 2, whole), whole)


def tax(tmp_path: Path, **rows: list[dict[str, str]]) -> list[Record]:
    return told(
        "nl_tax", "nl-tax", {kind: [ENVELOPE | row for row in listed] for kind, listed in rows.items()}, tmp_path
    )


@pytest.mark.parametrize("column", sorted(ENVELOPE))
def test_a_tax_row_without_an_envelope_column_is_refused(column: str) -> None:
    assert check("tax_debt", DEBT)[0] is not None
    _, reasons = check("tax_debt", DEBT | {column: ""})
    assert column in {reason.field for reason in reasons}


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    _, reasons = check("tax_debt", DEBT | {"period_from": "2025-02-01", "period_to": "2025-01-31"})
    assert [(reason.field, reason.reason) for reason in reasons] == [("period_to", "the end lies before the start")]


def test_a_debt_is_a_series_of_dates(tmp_path: Path) -> None:
    found = tax(tmp_path, tax_debt=[DEBT, DEBT | {"reference_date": "2026-04-30", "open_amount": "9.00"}])
    assert len({record.key for record in found}) == 2
    assert len({record.properties["debt_key"] for record in found}) == 1
    assert {record.since for record in found} == {date(2026, 5, 31), date(2026, 4, 30)}


def test_the_number_of_a_debt_never_enters_in_clear(tmp_path: Path) -> None:
    assert DEBT["debt_id"] not in repr(tax(tmp_path, tax_debt=[DEBT]))


# -- VAT numbers -----------------------------------------------------------------------------------------------

FIRM = {"organisation_ref": "F1", "name": "Proefhandel", "register": "NL_KVK", "register_number": "99990047"}
SUPPLY = {
    "supplier_vat": "NL999900006B01",
    "customer_vat": "BE0999.000.030",
    "period_from": "2026-01-01",
    "period_to": "2026-01-31",
    "net": "100.00",
    "vat": "21.00",
    "origin": "yearly_listing",
}


def ends(found: list[Record]) -> list[str]:
    """The suppliers and customers, in the order of the lines."""
    return [line.end.id for record in found if record.kind == "Supply" for line in record.lines if line.end]


def test_a_supply_names_the_organisation_that_carries_the_number(tmp_path: Path) -> None:
    found = tax(tmp_path, supply=[SUPPLY], organisation=[FIRM | {"vat_number": "nl 9999.00006.b01"}])
    assert ends(found) == ["org:NLNHR.99990047", "org:BEKBOBCE.0999000030"]
    (told,) = [record for record in found if record.kind == "OrganisationStatement"]
    assert (told.compartment.category, told.retain_until) == ("tax", date(2030, 12, 31))


def test_a_number_that_nobody_or_more_than_one_firm_carries_is_a_thing_of_its_own(tmp_path: Path) -> None:
    alone = tax(tmp_path, supply=[SUPPLY])
    group = [FIRM | {"vat_number": "NL999900006B01"} | more for more in ({}, {"organisation_ref": "F2", "rsin": ""})]
    group[1] |= {"register_number": "99990048"}
    both = tax(tmp_path, supply=[SUPPLY], organisation=[{k: v for k, v in row.items() if v} for row in group])
    assert ends(alone)[0] == ends(both)[0] != "org:NLNHR.99990047"
    assert sum(record.kind == "OrganisationStatement" for record in both) == 2  # both count as referred to


def test_a_firm_known_by_its_number_alone_is_one_thing_in_every_delivery(tmp_path: Path) -> None:
    firm = {"organisation_ref": "F1", "name": "Proefhandel", "vat_number": "nl 9999.00006.b01"}
    with_row, without = tax(tmp_path, supply=[SUPPLY], organisation=[firm]), tax(tmp_path, supply=[SUPPLY])
    assert ends(with_row) == ends(without)
    assert ends(without)[1] == "org:BEKBOBCE.0999000030"


def test_a_dutch_vat_number_that_could_hold_a_citizen_number_never_enters_in_clear(tmp_path: Path) -> None:
    """A sole trader's of before 2020 is his BSN with B and two digits; no rule tells it from a legal person's."""
    held = {"supplier_vat": "NL123456782B01", "customer_vat": "nl 1234.56.782.B01"}
    firm = {"organisation_ref": "F1", "name": "Proefhandel", "vat_number": "NL123456782B01"}
    found = tax(tmp_path, supply=[SUPPLY | held], organisation=[firm])
    assert "123456782" not in repr(found).replace(".", "").replace(" ", "")
    assert len(set(ends(found))) == 1
    assert "NL000099998B57" in repr(tax(tmp_path, supply=[SUPPLY | {"supplier_vat": "NL000099998B57"}]))


def test_a_supply_changes_when_another_firm_carries_its_number(tmp_path: Path) -> None:
    told = [
        tax(tmp_path, supply=[SUPPLY], organisation=firm) for firm in ([], [FIRM | {"vat_number": "NL999900006B01"}])
    ]
    hashes = {record.hash for found in told for record in found if record.kind == "Supply"}
    assert len(hashes) == 2


@pytest.mark.parametrize("number", ["BE0999.000.030", "be0999000030", "BE 0999 000 030"])
def test_one_number_in_several_writings_is_one_key_also_before_it_is_read(number: str) -> None:
    row = SUPPLY | {"customer_vat": number}
    values, _ = check("supply", row)
    assert values is not None
    assert row_key(kinds()["supply"], row) == row_key(kinds()["supply"], values) == row_key(kinds()["supply"], SUPPLY)


@pytest.mark.parametrize("number", ["999", "0999000030", "NL", "Proefhandel B.V."])
def test_what_is_no_vat_number_is_refused(number: str) -> None:
    assert [reason.field for reason in check("supply", SUPPLY | {"supplier_vat": number})[1]] == ["supplier_vat"]


def test_how_long_nothing_was_filed_is_tax_and_the_state_of_the_number_is_open(tmp_path: Path) -> None:
    row = {"organisation_ref": "F1", "vat_number": "NL999900006B01", "state": "active", "from": "2025-01-01"}
    found = tax(tmp_path, vat_status=[row | {"filing_gap_months": "7"}])
    assert {(r.kind, r.compartment.category) for r in found} == {("VatStatus", "open"), ("VatFiling", "tax")}
    assert [r.properties for r in found if r.kind == "VatFiling"] == [{"filing_gap_months": 7}]
    _, reasons = check("vat_status", row | {"purpose": ""})
    assert [reason.field for reason in reasons] == ["purpose"]


def test_a_fraud_indicator_without_a_grade_is_refused() -> None:
    row = {"organisation_ref": "F1", "indicator": "no_staff", "observed_on": "2026-01-01"}
    assert check("fraud_indicator", row | {"grade": "C3"})[0] is not None
    assert [reason.field for reason in check("fraud_indicator", row)[1]] == ["grade"]


# -- labour ----------------------------------------------------------------------------------------------------

KEYED = "0123456789abcdef" * 2
PRESENCE = {"pseudonym": KEYED, "premises_ref": "R1", "date": "2026-02-11", "slept_there": "yes"}


@pytest.mark.parametrize(("period", "fits"), [("2026", True), ("2026-Q4", True), ("2026-12", True)])
@pytest.mark.parametrize("wrong", ["", "x"])
def test_a_period_is_a_year_a_quarter_or_a_month(period: str, fits: bool, wrong: str) -> None:
    row = {"organisation_ref": "F1", "period": period + wrong, "n_employees": "3"}
    assert (check("employment", row)[0] is not None) is (fits and not wrong)


@pytest.mark.parametrize("period", ["2026-Q5", "2026-13", "2026-00", "Q1", "26"])
def test_what_is_no_period_is_refused(period: str) -> None:
    row = {"organisation_ref": "F1", "period": period, "n_employees": "3"}
    assert [reason.field for reason in check("employment", row)[1]] == ["period"]


@pytest.mark.parametrize("name", ["Noor Proefstra", "NOORPROEFSTRA", "123456782", "W-17"])
def test_a_worker_has_no_name(name: str) -> None:
    assert [reason.field for reason in check("worker_presence", PRESENCE | {"pseudonym": name})[1]] == ["pseudonym"]


@pytest.mark.parametrize("column", sorted(ENVELOPE))
@pytest.mark.parametrize("kind", ["worker_presence", "labour_finding", "employment"])
def test_a_labour_row_without_an_envelope_column_is_refused(kind: str, column: str) -> None:
    rows = {
        "worker_presence": PRESENCE,
        "labour_finding": {"finding_id": "1", "organisation_ref": "F1", "date": "2026-01-01", "finding": "hours"},
        "employment": {"organisation_ref": "F1", "period": "2026", "n_employees": "3"},
    }
    assert check(kind, rows[kind])[0] is not None
    assert [reason.field for reason in check(kind, rows[kind] | {column: ""})[1]] == [column]


def test_a_pseudonym_is_hashed_once_more_and_the_same_in_every_writing(tmp_path: Path) -> None:
    rows = [ENVELOPE | PRESENCE, ENVELOPE | PRESENCE | {"pseudonym": KEYED.upper(), "date": "2026-02-12"}]
    found = told("nl_labour", "nl-labour", {"worker_presence": rows}, tmp_path)
    assert len({record.properties["worker_key"] for record in found}) == 1
    assert KEYED not in repr(found).lower()
