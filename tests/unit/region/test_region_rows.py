"""Rows of planted cases say what their key says, down to the registers that tell of the same place or firm."""

import re
from pathlib import Path
from typing import Any

from tests.unit.region.files import MAASTRICHT, cases, contract_folders, inscriptions, rows, text

Row = dict[str, str]


def _areas(region: Path) -> dict[str, int]:
    """Floor area per address in the address register."""
    found = {}
    for path in (region / "18-nl_bag").glob("*VBO*.xml"):
        for address, area in re.findall(r"NummeraanduidingRef>(\d+)<.*?oppervlakte>(\d+)<", path.read_text("utf-8")):
            found[address] = int(area)
    return found


def _told(region: Path, kind: str, authority: str = "") -> list[Row]:
    folders = [path for path in contract_folders(region) if path.name.endswith(authority)]
    return [row for path in folders if (path / f"{kind}.csv").is_file() for row in rows(path / f"{kind}.csv")]


def _applied(region: Path, case: dict[str, Any]) -> Row:
    return next(r for r in rows(region / MAASTRICHT / "permit.csv") if r["case_number"] == case["case_number"])


def _of_subject(region: Path, case: dict[str, Any], kind: str, authority: str) -> list[Row]:
    """Rows of an authority about the firm of a case."""
    number = case["subject"]["euid"].partition(".")[2]
    refs = {
        r["organisation_ref"] for r in _told(region, "organisation", authority) if r.get("register_number") == number
    }
    return [row for row in _told(region, kind, authority) if refs & set(row.values())]


def test_a_planted_floor_area_is_that_of_the_address_register(region: Path) -> None:
    areas = _areas(region)
    told = [row for row in _told(region, "premises") if row["premises_ref"][0] == "S" and "floor_area" in row]
    dutch = [row for row in told if "address_id" in row]
    assert len(dutch) >= 8
    assert [row for row in dutch if areas[row["address_id"]] != int(row["floor_area"])] == []


def test_nine_firms_are_fewer_than_one_to_ten_square_metres(region: Path) -> None:
    areas, sites = _areas(region), {row["premises_ref"]: row for row in _told(region, "premises", "nl-gm0935")}
    for variant in ("near-miss", "hidden"):
        site = sites[_applied(region, cases(region, "address-cluster")[variant])["premises_ref"]]
        assert areas[site["address_id"]] >= 10 * 10, variant


def test_a_serial_move_abroad_is_published_or_not_as_the_key_says(region: Path) -> None:
    for variant, case in cases(region, "serial-municipality-move").items():
        found = _of_subject(region, case, "measure", "be-nis71016")
        assert [row["published"] for row in found] == {"positive": ["yes"], "near-miss": []}.get(variant, ["no"]), (
            variant
        )


def test_sales_at_home_carry_vat_and_those_across_the_border_none(region: Path) -> None:
    for row in _told(region, "supply"):
        rate = float(row["vat"]) / float(row["net"])
        assert (0.15 < rate < 0.25) if row["kind"] == "domestic" else rate == 0, row


def test_a_visit_that_noted_a_minor_thing_saw_no_bar_and_the_register_has_a_shop(region: Path) -> None:
    case = cases(region, "activity-mismatch")["near-miss"]
    assert not any(row.get("observed_activity") for row in _of_subject(region, case, "inspection", "nl-gm0935"))
    codes = {text(one[0][0], "kvkNummer"): one for one in inscriptions(region / "02-nl_kvk_hr")}
    for told in cases(region, "activity-mismatch").values():
        trade = codes[told["subject"]["euid"].partition(".")[2]]
        assert "4771" in {one.text for one in trade.iter() if one.tag.endswith("code")}


def test_a_near_miss_of_a_park_is_lived_in_by_nobody(region: Path) -> None:
    refs = {row["premises_ref"]: row for row in _told(region, "premises", "nl-gm0935") if row.get("use") == "holiday"}
    counts = {row["premises_ref"]: int(row["registered_persons"]) for row in _told(region, "occupancy", "nl-gm0935")}
    parks = [
        [counts[ref] for ref, row in refs.items() if row.get("part_of_ref") == park]
        for park, row in refs.items()
        if park[0] == "S" and not row.get("part_of_ref")
    ]
    assert sorted((len(homes), sum(homes)) for homes in parks) == [(1, 0), (4, 0), (5, 2)]


def test_clubs_stand_behind_an_association_and_a_foundation(region: Path) -> None:
    forms = {row.get("register_number"): row.get("legal_form") for row in _told(region, "organisation", "nl-gm0935")}
    for pattern, form in (("clubhouse-under-cover", "VER"), ("club-legal-vehicle", "STI")):
        for case in cases(region, pattern).values():
            assert forms[case["subject"]["euid"].partition(".")[2]] == form, pattern


def test_indicators_converge_from_two_systems_and_copies_say_of_what(region: Path) -> None:
    found = cases(region, "convergence")
    told = {
        variant: {
            kind
            for kind, where in (("loan", "nl-gm0935"), ("inspection", "nl-gm0935"), ("vat_status", "nl-tax"))
            if _of_subject(region, case, kind, where)
        }
        for variant, case in found.items()
    }
    assert told["positive"] == {"loan", "inspection", "vat_status"}
    assert told["near-miss"] == told["innocent"] == {"loan"}
    first = {
        f"nl-gm0935/loan/{row['record_id']}" for row in _of_subject(region, found["innocent"], "loan", "nl-gm0935")
    }
    copies = [row["copied_from"] for row in _of_subject(region, found["innocent"], "loan", "nl-gm0917")]
    assert len(copies) == 2
    assert set(copies) == first


def test_a_branch_norm_of_turnover_is_told_for_the_trade_of_the_spike(region: Path) -> None:
    norms = {row["activity"] for row in _told(region, "branch_norm") if row["quantity"] == "turnover"}
    assert "sbi2008:5630" in norms
