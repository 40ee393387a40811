"""Planted cases of indicators without a query yet: the thresholds, counted again from the files alone."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.contract.kind import kinds
from ingest.region.world import TODAY
from tests.unit.region.files import MAASTRICHT, cases, contract_folders, rows

Row = dict[str, str]


class Files:
    """All deliveries by contract, and what they say of the subject or the premises of a case, by number or address."""

    def __init__(self, region: Path, case: dict[str, Any]) -> None:
        self.folders, self.case = contract_folders(region), case
        (self.permit,) = [p for p in told(region / MAASTRICHT, "permit") if p["case_number"] == case["case_number"]]
        refs, hall = {case["subject"].get("organisation_ref"), self.permit["premises_ref"]}, region / MAASTRICHT
        firms = {row.get("register_number") for row in told(hall, "organisation") if row["organisation_ref"] in refs}
        self.own = firms | {row["address_id"] for row in told(hall, "premises") if row["premises_ref"] in refs}

    def about(self, kind: str, column: str) -> Iterator[Row]:
        """Rows of every authority whose column points at the subject or the premises of the case."""
        for folder in self.folders:
            firms = {
                r["organisation_ref"] for r in told(folder, "organisation") if r.get("register_number") in self.own
            }
            sites = {r["premises_ref"] for r in told(folder, "premises") if r.get("address_id") in self.own}
            yield from (row for row in told(folder, kind) if row.get(column) in firms | sites)

    def of_case(self, kind: str) -> Iterator[Row]:
        for folder in self.folders:
            yield from (row for row in told(folder, kind) if row.get("case_number") == self.case["case_number"])


@cache
def told(folder: Path, kind: str) -> list[Row]:
    path = folder / f"{kind}.csv"
    return rows(path) if path.is_file() else []


def _since(row: Row, column: str, days: int) -> bool:
    return date.fromisoformat(row[column]) >= TODAY - timedelta(days=days)


def _share(row: Row, part: str, whole: str) -> float:
    return float(row[part]) / float(row[whole])


def _rent(files: Files) -> bool:
    return any(not 0.5 <= _share(row, "rent", "reference_rent") <= 1.75 for row in files.about("lease", "tenant_ref"))


def _price(files: Files) -> bool:
    return any(not 0.6 <= _share(row, "price", "assessed_value") <= 1.6 for row in files.about("transfer", "buyer_ref"))


def _many_bought(files: Files) -> bool:
    bought = [row for row in files.about("transfer", "buyer_ref") if _since(row, "date", 365)]
    (firm,) = {row["founded"] for row in files.about("organisation", "organisation_ref")}
    return len(bought) >= 3 and date.fromisoformat(firm) > TODAY - timedelta(days=730)


def _financing(files: Files) -> bool:
    plans = [(float(row["amount"]), float(row["evidenced_amount"])) for row in files.of_case("finance_plan")]
    return any(amount - shown > min(10_000, amount / 5) for amount, shown in plans)


def _opaque(files: Files) -> bool:
    def odd(row: Row) -> int:
        return (row["written"] == "no") + (float(row["interest"]) == 0) + (row["repayment"] == "none")

    return any(odd(row) >= 2 for row in files.about("loan", "borrower_ref"))


def _vat_gone(files: Files) -> bool:
    gone = (row for row in files.about("vat_status", "organisation_ref") if row["state"] == "deregistered_by_authority")
    return any(not _since(row, "from", 60) for row in gone)


def _power(files: Files) -> bool:
    return any(_share(row, "value", "expected_high") > 5 for row in files.about("utility", "premises_ref"))


def _provisional(files: Files) -> bool:
    held = list(files.about("permit", "applicant_ref"))
    return sum(row.get("term") == "provisional" for row in held) >= 3 and not any(r.get("term") == "full" for r in held)


def _debts(files: Files) -> bool:
    rows_ = [*files.about("public_debt", "debtor_ref"), *files.about("tax_debt", "debtor_ref")]
    opened = [row for row in files.about("permit", "applicant_ref") if row.get("date_start")]
    return bool(opened) and any(float(r["open_amount"]) > 10_000 and r["plan_kept"] != "yes" for r in rows_)


def _resale(files: Files) -> bool:
    sold = sorted(files.about("transfer", "premises_ref"), key=lambda row: row["date"])
    if len(sold) < 2:
        return False
    soon = (date.fromisoformat(sold[-1]["date"]) - date.fromisoformat(sold[0]["date"])).days <= 365
    return soon and abs(_share(sold[-1] | {"first": sold[0]["price"]}, "price", "first") - 1) > 0.25


def _lived_in(files: Files) -> bool:
    return any("lived_in" in row["finding"] for row in files.about("inspection", "organisation_ref"))


ORACLES: dict[str, Callable[[Files], bool]] = {
    "rent-anomaly": _rent,
    "price-value-gap": _price,
    "multi-property-short-time": _many_bought,
    "unexplained-financing": _financing,
    "opaque-lender": _opaque,
    "vat-deregistered-active": _vat_gone,
    "power-use-misfit": _power,
    "provisional-chain": _provisional,
    "debt-plus-expansion": _debts,
    "rapid-resale": _resale,
    "workers-unhabitable": _lived_in,
}


@pytest.mark.parametrize("pattern", ORACLES)
def test_a_planted_case_meets_its_threshold_or_not_as_the_key_says(region: Path, pattern: str) -> None:
    for variant, case in cases(region, pattern).items():
        assert ORACLES[pattern](Files(region, case)) == (case["all_open"] == "met"), variant


def test_what_is_hidden_stands_in_no_file_that_the_official_reads(region: Path) -> None:
    for pattern in ORACLES:
        hidden = Files(region, cases(region, pattern)["hidden"])
        hidden.folders = [region / MAASTRICHT]
        assert not ORACLES[pattern](hidden), pattern


def test_each_kind_of_the_contract_is_told_somewhere(region: Path) -> None:
    found = {path.stem for folder in contract_folders(region) for path in folder.glob("*.csv")}
    assert found == set(kinds())
