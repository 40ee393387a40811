"""OffeneRegister: companies into rows, and each trap of the file."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from ingest.contract.check import Checker
from ingest.contract.kind import kinds
from ingest.readers.folder import open_folder
from ingest.rows import Refusal, Row
from ingest.sources.de_offeneregister.parts import address, company_number, day, firm
from ingest.sources.de_offeneregister.reader import open_delivery, read_rows
from ingest.spec import FOLDER, source
from tests.real_samples import ROOT

SAMPLE = FOLDER / "de_offeneregister" / "sample" / "first"
REAL = ROOT / "de_offeneregister"
SETS = [SAMPLE, *([REAL] if REAL.is_dir() else [])]

Told = list[Row | Refusal]


def read(folder: Path) -> tuple[Told, Counter[str]]:
    counts: Counter[str] = Counter()
    with open_folder(folder) as opened:
        told = list(read_rows(opened, lambda _, outcome, number: counts.update({outcome: number})))
    counts["refused"] = sum(isinstance(one, Refusal) and one.whole for one in told)
    return told, counts


def rows(told: Told, kind: str) -> list[dict[str, str]]:
    return [one.values for one in told if isinstance(one, Row) and one.kind == kind]


def why(told: Told) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in told if isinstance(one, Refusal)]


def company(folder: Path, *officers: dict[str, Any], **more: Any) -> Told:
    """What one company with these officers is read as."""
    folder.mkdir(exist_ok=True)
    told = {"company_number": "R3101_HRB999901", "name": "Erdachte Grund GmbH", "retrieved_at": "2018-11-09T18:03:03Z"}
    text = json.dumps(told | {"officers": list(officers)} | more, ensure_ascii=False)
    (folder / "companies.jsonl").write_text(text + "\n", encoding="utf-8")
    return read(folder)[0]


def officer(name: str = "Jo Probe", **more: Any) -> dict[str, Any]:
    given, _, family = name.rpartition(" ")
    person = {"firstname": given, "lastname": family, "city": "Aachen"} | more.pop("other_attributes", {})
    return {"name": name, "other_attributes": person, "position": "Geschäftsführer", "type": "person"} | more


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_row_fits_the_contract_and_has_its_own_record(folder: Path) -> None:
    told, _ = read(folder)
    spec = source("de_offeneregister")
    checks = {name: Checker(kinds()[name], frozenset(rule.relaxed)) for name, rule in spec.kinds.items()}
    made = [one for one in told if isinstance(one, Row)]
    told_of = [reason for row in made for reason in checks[row.kind].check(row, row.values)[1]]
    assert [one for one in told_of if one.whole] == []
    assert {one.field for one in told_of} <= {"register_court"}  # the number was given by a former court
    assert len({(row.kind, row.values["record_id"]) for row in made}) == len(made)


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_what_was_read_is_loaded_or_refused_and_every_key_is_known(folder: Path) -> None:
    told, counts = read(folder)
    text = (folder / "companies.jsonl").read_text(encoding="utf-8")
    assert counts["used"] + counts["refused"] == text.count('"company_number":') - text.count('"entity_properties"')
    assert not [reason for _, reason in why(told) if "unknown key" in reason or "unknown status" in reason]


def test_the_newest_reading_is_the_day_and_delivery_yaml_says_the_rest(tmp_path: Path) -> None:
    with open_folder(SAMPLE) as folder:
        told = open_delivery(folder)
    assert (told.extracted_on.isoformat(), told.complete, told.synthetic) == ("2018-11-09", False, True)
    company(tmp_path / "one", retrieved_at="2019-01-31T07:04:45Z")
    with open_folder(tmp_path / "one") as folder:
        told = open_delivery(folder)
    assert (told.extracted_on.isoformat(), told.complete, told.synthetic) == ("2019-01-31", False, False)


@pytest.mark.parametrize(
    ("number", "ref"),
    [
        ("K1101R_HRB150148", "euid:DEK1101R.HRB150148"),
        ("R3101_HRA999902", "euid:DER3101.HRA999902"),
        ("H1101_H1101_HRB18423", "euid:DEH1101.HRB18423"),
        ("M1103_M1106_HRB1128", "de-or:M1103_M1106_HRB1128"),
    ],
)
def test_a_number_names_a_company_together_with_the_court_that_gave_it(number: str, ref: str) -> None:
    entry = company_number(number)
    assert entry is not None
    assert entry.ref == ref


@pytest.mark.parametrize("number", ["HRB 8136", "8136", "R3101_8136", "R3101_", ""])
def test_an_entry_without_its_court_or_kind_refuses_the_company(number: str, tmp_path: Path) -> None:
    assert company_number(number) is None
    told = company(tmp_path / "one", officer(), company_number=number)
    assert why(told) == [("company_number", "no company without a name, a court and an entry with its kind")]
    assert rows(told, "organisation") == []


@pytest.mark.parametrize(
    "text", ["2018-02-06", "2018-02-06T11:00:00Z", "06-02-2018", "20180206", "06022018", "06.02.2018", "6.2.2018"]
)
def test_a_day_is_read_in_every_shape(text: str) -> None:
    assert day(text) == "2018-02-06"


@pytest.mark.parametrize("text", ["991615840", "2018-02-30", "0", "2018", "31.04.2018"])
def test_what_is_no_day_is_left_empty_and_the_officer_stays(text: str, tmp_path: Path) -> None:
    assert day(text) is None
    told = company(tmp_path / "one", officer(start_date=text))
    assert ["from" in one for one in rows(told, "mandate")] == [False]
    assert why(told) == [("start_date", "no day in a shape that is known: left empty")]


def test_a_number_as_a_day_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert rows(company(tmp_path / "one", officer(start_date=20180206)), "mandate")[0]["from"] == "2018-02-06"


@pytest.mark.parametrize("ended", [{"other_attributes": {"dismissed": True}}, {"end_date": "991615840"}])
def test_who_was_dismissed_without_a_day_is_no_officer_today(ended: dict[str, Any], tmp_path: Path) -> None:
    [mandate] = rows(company(tmp_path / "one", officer(start_date="2015-03-02", **ended)), "mandate")
    assert (mandate["from"], mandate["to"]) == ("2015-03-02", "2018-11-09")


def test_an_officer_told_twice_is_one_and_its_end_is_kept(tmp_path: Path) -> None:
    twice = officer(start_date="2015-03-02"), officer(start_date="2015-03-02", end_date="2017-01-01")
    for listed in (twice, twice[::-1], (*twice, twice[0])):
        told = company(tmp_path / "one", *listed)
        assert len(rows(told, "person")) == 1
        assert [one["to"] for one in rows(told, "mandate")] == ["2017-01-01"]
    again = officer(start_date="2018-01-01")
    assert len(rows(company(tmp_path / "one", *twice, again), "mandate")) == 2


def test_an_appointment_and_a_dismissal_told_apart_are_one_mandate(tmp_path: Path) -> None:
    """Each end closes the last mandate that was open by then; one without an appointment stays an end alone."""
    begun, ended = officer(start_date="2008-07-16"), officer(end_date="2014-02-14")
    [mandate] = rows(company(tmp_path / "one", begun, ended), "mandate")
    assert (mandate["from"], mandate["to"]) == ("2008-07-16", "2014-02-14")
    again = officer(start_date="2016-01-01")
    told = rows(company(tmp_path / "two", ended, again, begun), "mandate")
    assert sorted((one["from"], one.get("to", "")) for one in told) == [
        ("2008-07-16", "2014-02-14"),
        ("2016-01-01", ""),
    ]
    [alone] = rows(company(tmp_path / "three", ended), "mandate")
    assert (alone.get("from", ""), alone["to"]) == ("", "2014-02-14")
    other = officer(end_date="2014-02-14", position="Prokurist")
    assert len(rows(company(tmp_path / "four", begun, other), "mandate")) == 2


def test_a_company_without_officers_is_a_company(tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = [{}, {"officers": None}, {"officers": []}]
    for more in cases:
        told = company(tmp_path / "one", **more)
        assert (len(rows(told, "organisation")), rows(told, "mandate"), why(told)) == (1, [], [])


@pytest.mark.parametrize(
    ("position", "reason"), [(None, "an officer without a role"), ("Kassenwart", "unknown position Kassenwart")]
)
def test_an_officer_without_a_known_role_is_told_and_left_out(position: Any, reason: str, tmp_path: Path) -> None:
    told = company(tmp_path / "one", officer(position=position))
    assert (rows(told, "person"), rows(told, "mandate"), why(told)) == ([], [], [("position", reason)])


@pytest.mark.parametrize("type_", ["company", "person"])
def test_a_firm_that_is_an_officer_is_known_by_the_entry_in_its_name(type_: str, tmp_path: Path) -> None:
    name = "Erdachte Haftung GmbH, Stolberg (Amtsgericht Aachen HRB 999902), mit der Befugnis, Geschäfte zu schließen"
    told = company(tmp_path / "one", officer(name, type=type_, position="Persönlich haftender Gesellschafter"))
    assert rows(told, "person") == []
    assert [one["organisation_ref"] for one in rows(told, "organisation")][1:] == ["euid:DER3101.HRB999902"]
    assert [(one["holder_ref"], one["function"]) for one in rows(told, "mandate")] == [
        ("euid:DER3101.HRB999902", "partner")
    ]


@pytest.mark.parametrize("name", ["Erdachte Haftung GmbH (HRB 22098)", "X GmbH (Amtsgericht Nirgendwo HRB 22098)"])
def test_a_firm_whose_court_is_not_known_gets_no_official_number(name: str, tmp_path: Path) -> None:
    told = company(tmp_path / "one", officer(name, type="company"))
    [_, other] = rows(told, "organisation")
    assert other["organisation_ref"].startswith("de-or:")
    assert "register" not in other
    assert [field for field, _ in why(told)] == ["officers"]


def test_a_firm_is_told_by_itself_and_as_an_officer_without_a_contradiction(tmp_path: Path) -> None:
    told = company(tmp_path / "one", officer("Erdachte Grund GmbH (Amtsgericht Aachen HRB 999901)", type="company"))
    assert len({one["record_id"] for one in rows(told, "organisation")}) == 2
    assert {one["organisation_ref"] for one in rows(told, "organisation")} == {"euid:DER3101.HRB999901"}
    assert firm("Musterprobe, Jens") is None


def test_powers_that_were_read_into_a_first_name_are_no_name(tmp_path: Path) -> None:
    name = "Anke mit der Befugnis im Namen der Gesellschaft Rechtsgeschäfte abzuschließen Beispielfrau"
    assert [one["given_names"] for one in rows(company(tmp_path / "one", officer(name)), "person")] == ["Anke"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Erdachte Straße 21 b, 52062 Aachen.", ("Erdachte Straße", "21", "b", "52062", "Aachen")),
        ("Erdachter Wall 2-4, 28195 Bremen", ("Erdachter Wall", "2-4", None, "28195", "Bremen")),
        ("Musterstr. 12 - 14, 52062 Aachen", ("Musterstr.", "12 - 14", None, "52062", "Aachen")),
        ("Musterstr. 12a - 12c, 52062 Aachen", ("Musterstr.", "12a - 12c", None, "52062", "Aachen")),
        ("Musterstr. 12 a-c, 52062 Aachen", ("Musterstr.", "12 a-c", None, "52062", "Aachen")),
        ("Musterstr. 12/14, 52062 Aachen", ("Musterstr.", "12/14", None, "52062", "Aachen")),
        ("Musterstr.12, 52062 Aachen", ("Musterstr.", "12", None, "52062", "Aachen")),
        ("Musterstr. 12, Hinterhaus, 52062 Aachen", ("Musterstr.", "12", "Hinterhaus", "52062", "Aachen")),
        ("Weg des 3. Musters 135, 10623 Berlin", ("Weg des 3. Musters", "135", None, "10623", "Berlin")),
        ("Q 7, 24, 68161 Mannheim", ("Q 7,", "24", None, "68161", "Mannheim")),
        ("Oststr.", None),
        ("Cargo City Süd Geb.", None),
    ],
)
def test_an_address_is_read_whole_or_not_at_all(text: str, columns: tuple[str | None, ...] | None) -> None:
    names = ("street", "number", "suffix", "postcode", "town")
    assert address(text) == ({n: v for n, v in zip(names, columns, strict=True) if v} if columns else {})


def test_a_forbidden_key_is_dropped_by_name_and_another_is_told(tmp_path: Path) -> None:
    told = company(tmp_path / "one", officer(other_attributes={"nationality": "xx-secret"}), share_capital="25000")
    assert why(told) == [
        ("nationality", "never stored (nationality), dropped"),
        ("share_capital", "unknown key share_capital ignored"),
    ]
    assert "xx-secret" not in repr(told)


def test_indented_objects_are_read_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    told = {"company_number": "R3101_HRB1", "name": "Eins GmbH", "retrieved_at": "2018-11-09"}
    other = told | {"company_number": "R3101_HRB2", "officers": [officer()]}
    texts = [json.dumps(told, indent=2), "{", ' "name": "halb"', "}", json.dumps(other), "[]", json.dumps("x\0")]
    (tmp_path / "companies.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
    found, counts = read(tmp_path)
    assert (counts["used"], counts["refused"]) == (2, 3)
    assert {one.line for one in found if isinstance(one, Row)} == {1, 9}


def test_a_folder_without_companies_is_refused(tmp_path: Path) -> None:
    (tmp_path / "companies.jsonl").write_text("\n", encoding="utf-8")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match="no company with a retrieved_at"):
        open_delivery(folder)
