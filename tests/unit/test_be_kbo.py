"""The KBO open data: what its full and update sets mean, line by line accounted for."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import UsageError
from ingest.contract.check import Checker
from ingest.contract.kind import kinds
from ingest.readers.folder import open_folder
from ingest.rows import Refusal, Removal, Row
from ingest.sources.be_kbo import groups
from ingest.sources.be_kbo.reader import open_delivery, read_rows
from ingest.spec import source
from tests.real_samples import ROOT

SAMPLE = Path(__file__).parents[2] / "ingest" / "sources" / "be_kbo" / "sample"
FULL, UPDATE = SAMPLE / "full", SAMPLE / "update"
REAL = ROOT / "be_kbo_update_0147"
SETS = [FULL, UPDATE, *([REAL] if REAL.is_dir() else [])]
HASSELT, GENK, PERSON, LIEGE = "0999900150", "0999900249", "0999900348", "0999900447"
EUPEN, FOREIGN, CLUB, VISE, NEW = "0999900546", "0999900645", "0999900744", "0999900843", "0999900942"

Told = list[Row | Removal | Refusal]


def read(folder: Path) -> tuple[Told, Counter[tuple[str, str]]]:
    counts: Counter[tuple[str, str]] = Counter()
    with open_folder(folder) as opened:
        told = list(read_rows(opened, lambda file, outcome, lines: counts.update({(file, outcome): lines})))
    return told, counts


def rows(told: Told) -> dict[str, dict[str, str]]:
    """Rows by kind and record id."""
    return {f"{row.kind} {row.values['record_id']}": row.values for row in told if isinstance(row, Row)}


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., tuple[Told, Counter[tuple[str, str]]]]:
    """Reads the full sample after some texts in some of its files were replaced."""

    def edit(file: str, *changes: tuple[str, str]) -> tuple[Told, Counter[tuple[str, str]]]:
        folder = tmp_path / "set"
        shutil.copytree(FULL, folder, dirs_exist_ok=True)
        text = (folder / file).read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / file).write_text(text)
        return read(folder)

    return edit


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_line_is_used_refused_or_ignored(folder: Path) -> None:
    told, counts = read(folder)
    refused = Counter(one.file for one in told if isinstance(one, Refusal) and one.whole)
    for path in folder.glob("*.csv"):
        lines = path.read_text().count("\n") - 1
        assert counts[path.name, "used"] + counts[path.name, "ignored"] + refused[path.name] == lines, path.name


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_row_fits_the_contract_and_has_its_own_record(folder: Path) -> None:
    told, _ = read(folder)
    spec = source("be_kbo")
    checks = {name: Checker(kinds()[name], frozenset(rule.relaxed)) for name, rule in spec.kinds.items()}
    refused = [why for row in told if isinstance(row, Row) for why in checks[row.kind].check(row, row.values)[1]]
    assert refused == []
    assert len(rows(told)) == sum(isinstance(one, Row) for one in told)


def test_meta_says_what_the_set_is() -> None:
    with open_folder(FULL) as folder:
        full = open_delivery(folder)
    assert (full.name, full.extracted_on.isoformat(), full.complete, full.synthetic) == (
        "KBO 0900 full",
        "2026-04-30",
        True,
        True,
    )
    with open_folder(UPDATE) as folder:
        assert open_delivery(folder).complete is False


def test_one_enterprise_is_told_by_one_record_a_file() -> None:
    told = rows(read(FULL)[0])
    ref = {"organisation_ref": f"euid:BEKBOBCE.{HASSELT}", "register": "BE_KBO", "register_number": HASSELT}
    assert told[f"organisation {HASSELT}/enterprise"] == ref | {
        "record_id": f"{HASSELT}/enterprise",
        "legal_form": "610",
        "status": "active",
        "founded": "2019-03-14",
    }
    assert told[f"organisation {HASSELT}/denomination"] == ref | {
        "record_id": f"{HASSELT}/denomination",
        "name": "Brasserie Zonnedroom",
        "trade_names": "BZD",
    }
    assert told[f"organisation {HASSELT}/activity"]["activities"] == (
        "nacebel2025:56110;nacebel2008:56101;nacebel2025:56301"
    )
    assert told[f"organisation {HASSELT}/contact"]["email"] == "info@zonnedroom.example"


def test_a_natural_person_is_an_organisation_and_a_person_by_the_registers_number() -> None:
    told = rows(read(FULL)[0])
    person = f"euid:person:BEKBOBCE.{PERSON}"
    assert told[f"person {PERSON}/denomination-person"] == {
        "record_id": f"{PERSON}/denomination-person",
        "person_ref": person,
        "surname": "Proefmans",
        "given_names": "Ilse",
    }
    assert told[f"mandate {PERSON}/person"] == {
        "record_id": f"{PERSON}/person",
        "organisation_ref": f"euid:BEKBOBCE.{PERSON}",
        "holder_ref": person,
        "function": "owner",
        "from": "2021-09-01",
    }
    assert f"organisation {PERSON}/address" not in told  # OBAD is the address of an establishment


def test_a_legal_person_with_a_comma_in_its_name_is_no_person(
    edited: Callable[..., tuple[Told, object]],
) -> None:
    told = rows(edited("denomination.csv", ("Testfirma Grenzmuster GmbH", "Grenz, Muster & Co"))[0])
    assert f"person {FOREIGN}/denomination-person" not in told


def test_addresses_keep_ranges_tongues_countries_and_their_end() -> None:
    told = rows(read(FULL)[0])
    assert told[f"organisation {GENK}/address"]["number"] == "400-404"
    assert told[f"organisation {LIEGE}/address"]["town"] == "Liège"
    assert told[f"organisation {HASSELT}/address"]["town"] == "Hasselt"
    assert told[f"organisation {FOREIGN}/address"]["country"] == "DE"
    assert told["location 8999000202/address"]["to"] == "2026-03-31"
    assert "Zaal" not in str(told)


def test_a_branch_and_its_address_and_name_are_one_location() -> None:
    told = rows(read(FULL)[0])
    about = [values for key, values in told.items() if key.startswith("location branch-9999000001/")]
    assert {values["establishment_number"] for values in about} == {"branch-9999000001"}
    assert {values["kind"] for values in about} == {"branch"}
    assert [values.get("organisation_ref") for values in about if "from" in values] == [f"euid:BEKBOBCE.{FOREIGN}"]
    assert len(about) == 3


def test_situations_become_status_and_insolvency_without_a_date() -> None:
    told = rows(read(FULL)[0])
    assert told[f"organisation {GENK}/enterprise"]["status"] == "bankrupt"
    assert told[f"insolvency {GENK}/insolvency"] == {
        "record_id": f"{GENK}/insolvency",
        "subject_ref": f"euid:BEKBOBCE.{GENK}",
        "kind": "bankruptcy",
    }
    assert told[f"organisation {VISE}/enterprise"]["status"] == "active"
    assert told[f"insolvency {VISE}/insolvency"]["kind"] == "judicial_reorganisation"


def test_an_update_removes_only_what_it_does_not_tell_again() -> None:
    told, _ = read(UPDATE)
    removed = {(one.kind, one.record_id) for one in told if isinstance(one, Removal)}
    assert ("organisation", f"{CLUB}/enterprise") in removed
    assert ("organisation", f"{CLUB}/denomination") in removed
    assert ("organisation", f"{VISE}/enterprise") not in removed  # deleted and inserted again
    assert ("insolvency", f"{VISE}/insolvency") in removed  # but no longer in reorganisation
    assert ("organisation", f"{LIEGE}/address") not in removed
    assert rows(told)[f"organisation {LIEGE}/address"]["postcode"] == "4020"
    assert rows(told)[f"person {NEW}/denomination-person"]["surname"] == "Verzonnen"


@pytest.mark.parametrize(
    ("file", "old", "new", "reason", "whole"),
    [
        ("enterprise.csv", "0999.900.150", "0999.900.151", "the check digits fail", True),
        ("enterprise.csv", "14-03-2019", "31-02-2019", "no date dd-mm-yyyy, left empty", False),
        ("enterprise.csv", '"AC","000"', '"AC","777"', "unknown code, status left empty", False),
        ("establishment.csv", "0999.900.150", "0999.900.151", "the check digits fail", True),
        ("address.csv", "REGO", "NEWA", "no address of this kind of entity", True),
        ("activity.csv", '"2025","56110"', '"2025","5611A"', "no Belgian activity code", True),
        ("activity.csv", '"2025","56110"', '"2031","56110"', "no Belgian activity code", True),
        ("contact.csv", "TEL", "FAX", "unknown code", True),
        ("denomination.csv", '"BZD"', '"BZD","x"', "5 fields instead of 4", True),
    ],
)
def test_a_bad_value_costs_its_line_or_its_field(
    edited: Callable[..., tuple[Told, Counter[tuple[str, str]]]],
    file: str,
    old: str,
    new: str,
    reason: str,
    whole: bool,
) -> None:
    told, counts = edited(file, (old, new))
    refused = [one for one in told if isinstance(one, Refusal)]
    assert [(one.file, one.reason, one.whole) for one in refused] == [(file, reason, whole)]
    lines = (FULL / file).read_text().count("\n") - 1
    assert counts[file, "used"] + counts[file, "ignored"] == lines - whole


def test_an_entity_told_twice_counts_once_or_is_refused(
    edited: Callable[..., tuple[Told, Counter[tuple[str, str]]]],
) -> None:
    line = (FULL / "enterprise.csv").read_text().splitlines()[1] + "\n"
    told, counts = edited("enterprise.csv", (line, line + line))
    assert (counts["enterprise.csv", "used"], counts["enterprise.csv", "ignored"]) == (8, 1)
    told, counts = edited("enterprise.csv", (line, line + line.replace("610", "014")))
    assert [one.line for one in told if isinstance(one, Refusal)] == [2, 3]
    assert f"organisation {HASSELT}/enterprise" not in rows(told)


def test_lines_of_an_entity_may_lie_apart_in_a_file_that_fits_in_memory(
    edited: Callable[..., tuple[Told, object]],
) -> None:
    _, *lines = (FULL / "denomination.csv").read_text().splitlines()
    first, last = lines[0], lines[-1]
    without = rows(edited("denomination.csv", (f"{first}\n", ""))[0])
    assert without[f"organisation {HASSELT}/denomination"]["name"] == "BZD"
    lines_apart = (f"{first}\n", ""), (f"{last}\n", f"{last}\n{first}\n")
    again = rows(edited("denomination.csv", *lines_apart)[0])
    assert again[f"organisation {HASSELT}/denomination"] == rows(read(FULL)[0])[f"organisation {HASSELT}/denomination"]


def test_a_long_file_is_read_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    told, counts = read(FULL)
    monkeypatch.setattr(groups, "HELD", 2)
    long_told, long_counts = read(FULL)
    assert sorted(map(str, long_told)) == sorted(map(str, told))
    assert long_counts == counts


def test_an_entity_that_appears_again_in_a_long_file_stops_the_delivery(
    edited: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (FULL / "denomination.csv").read_text().splitlines()
    monkeypatch.setattr(groups, "HELD", 2)
    with pytest.raises(UsageError, match=r"denomination\.csv, line 17: an entity appears again"):
        edited("denomination.csv", (f"{lines[-1]}\n", f"{lines[-1]}\n{lines[1]}\n"))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("address.csv", '"Zipcode"', '"ZipCode"', r"'ZipCode' is not known in this format; near: Zipcode"),
        ("address.csv", '"Box"', '"Box","Floor"', r"'Floor' is not known"),
        ("branch.csv", ',"StartDate"', "", r"'StartDate' is missing"),
        ("meta.csv", '"ExtractType","full"', '"ExtractType","part"', "neither full nor update"),
        ("meta.csv", "ExtractNumber", "ExtractNumer", r"does not tell ExtractNumber; near: ExtractNumer"),
        ("meta.csv", "30-04-2026", "2026-04-30", "SnapshotDate is no date"),
    ],
)
def test_another_format_stops_the_delivery_and_names_what_is_near(
    edited: Callable[..., object], file: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        edited(file, (old, new))


def test_a_missing_or_an_odd_file_stops_the_delivery(tmp_path: Path) -> None:
    shutil.copytree(FULL, tmp_path / "set")
    (tmp_path / "set" / "adress.csv").write_text("x\n")
    with pytest.raises(UsageError, match=r"adress\.csv is no file of such an extract; near: address\.csv"):
        read(tmp_path / "set")
    (tmp_path / "set" / "adress.csv").unlink()
    (tmp_path / "set" / "branch.csv").unlink()
    with pytest.raises(UsageError, match=r"lacks branch\.csv"):
        read(tmp_path / "set")
    (tmp_path / "set" / "meta.csv").unlink()
    with pytest.raises(UsageError, match=r"no meta\.csv"):
        read(tmp_path / "set")


def test_an_address_is_told_in_both_languages_where_the_street_has_two_names() -> None:
    told = rows(read(FULL)[0])
    place = told[f"organisation {EUPEN}/address"]
    assert (place["street"], place["other_street"], place["other_town"]) == ("Rue du Modèle", "Modellstraße", "Eupen")
    assert "other_street" not in told[f"organisation {LIEGE}/address"]
