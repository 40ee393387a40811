"""Each planted pattern has its cases, and each case is an application that an official can check."""

import re
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from ingest.region import planted
from ingest.region.planting import modules
from ingest.region.world import TODAY
from tests.unit.region.files import (
    MAASTRICHT,
    cases,
    inscriptions,
    key_of,
    rows,
    text,
)

PATTERNS = sorted(path.stem.replace("_", "-") for path in Path(planted.__path__[0]).glob("[!_]*.py"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_has_its_four_kinds_of_cases(region: Path, pattern: str) -> None:
    """A module of the folder plants a positive, a near miss, an innocent look-alike and a hidden case."""
    found = cases(region, pattern)
    assert {"positive", "near-miss", "innocent", "hidden"} <= set(found)
    assert found["positive"]["expect"] == found["positive"]["all_open"] == "met"
    for variant in ("near-miss", "innocent", "hidden"):
        assert found[variant]["expect"] != "met"
    assert found["hidden"]["all_open"] == "met"


def test_each_case_is_a_recent_pending_application_of_its_subject(region: Path) -> None:
    permits = {row["case_number"]: row for row in rows(region / MAASTRICHT / "permit.csv")}
    for case in key_of(region)["cases"]:
        row, subject = permits[case["case_number"]], case["subject"]
        assert row["status"] in {"applied", "under_review"}
        assert TODAY - timedelta(days=31) <= date.fromisoformat(row["date_application"]) < TODAY
        assert row["applicant_ref"] == subject.get("organisation_ref", subject.get("person_ref"))


def test_a_subject_with_an_euid_stands_in_its_register(region: Path) -> None:
    dutch = {text(one, "product/maatschappelijkeActiviteit/kvkNummer") for one in inscriptions(region / "02-nl_kvk_hr")}
    belgian = {row["EnterpriseNumber"].replace(".", "") for row in rows(region / "01-be_kbo" / "enterprise.csv")}
    luxembourg = {row["register_number"] for row in rows(region / "32-lu_rcs" / "organisation.csv")}
    known = {"NLNHR": dutch, "BEKBOBCE": belgian, "LURCSL": luxembourg}
    for case in key_of(region)["cases"]:
        if euid := case["subject"].get("euid"):
            register, number = euid.split(".")
            assert number in known[register]


def test_every_indicator_of_the_catalogue_is_planted_once(region: Path) -> None:
    """73 indicators: a new one is a new file of the folder."""
    codes = {module.__name__: getattr(module, "CODE", "") or _code_in(module) for module in modules().values()}
    assert len(set(codes.values())) == len(codes) == 73
    assert {case["pattern"] for case in key_of(region)["cases"]} == set(modules())


def _code_in(module: ModuleType) -> str:
    """The older modules name their code in their first line."""
    found = re.search(r"\(([A-Z]\d\d)", module.__doc__ or "")
    assert found, module.__name__
    return found[1]
