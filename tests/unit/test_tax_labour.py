"""Tax and labour (contracts.md, section 5): periods, series, seals, and what is refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.store.records import Record
from ingest.contract.check import Checker
from ingest.contract.kind import kinds
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
