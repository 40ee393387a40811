"""German trade notices: what never gets in, whose register number counts, which notice of a business holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import UsageError
from ingest.readers.folder import open_folder
from ingest.rows import Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.de_gewerbeanzeige.reader import open_delivery, read_rows
from tests.real_samples import ROOT

SAMPLE = Path(__file__).parents[2] / "ingest" / "sources" / "de_gewerbeanzeige" / "sample" / "first"
REAL = ROOT / "de_xgewerbeanzeige"
ONE, TWO, THREE, FOUR = (f"11111111-0000-4000-8000-00000000000{n}" for n in (1, 2, 3, 4))

Told = list[Row | Removal | Refusal]


def read(path: Path, share: Share | None = None) -> tuple[Told, Counter[tuple[str, str]]]:
    counts: Counter[tuple[str, str]] = Counter()
    with open_folder(path) as opened:
        told = list(read_rows(opened, lambda file, what, number: counts.update({(file, what): number}), share))
    return told, counts


def rows(kind: str, path: Path = SAMPLE) -> dict[str, dict[str, str]]:
    return {one.values["record_id"]: one.values for one in read(path)[0] if isinstance(one, Row) and one.kind == kind}


@pytest.mark.parametrize("folder", [SAMPLE, *([REAL] if REAL.is_dir() else [])])
def test_no_nationality_residence_home_address_or_telephone_leaves_the_reader(folder: Path) -> None:
    told = repr(read(folder)[0])
    for value in ("Probeland", "999", "Wohnweg", "Schillerstr", "Chile", "332", "0355"):
        assert f"'{value}" not in told.replace("'99990", "")
    kinds = {"person_ref", "surname", "given_names", "birth_date", "birth_place", "record_id"}
    assert all(set(row) <= kinds for row in rows("person", folder).values())


def test_dropped_elements_are_reported_with_their_family(tmp_path: Path) -> None:
    text = (SAMPLE / "an.xml").read_text(encoding="utf-8")
    (tmp_path / "an.xml").write_text(text.replace("satzErstellung>2026-05-02", "satzErstellung>2026-05-30"))
    told = {(one.field, one.whole) for one in read(tmp_path)[0] if isinstance(one, Refusal)}
    assert {("staatangehoerigkeiten", False), ("aufenthaltstitel", False), ("geburtsland", False)} <= told


def test_a_register_number_counts_with_its_court_and_part_only() -> None:
    found = rows("organisation")
    assert found[ONE]["organisation_ref"] == "euid:DER3101.HRB99901"
    assert found[THREE]["organisation_ref"].startswith("de-ga:")
    assert "register_number" not in found[THREE]


def test_the_newest_notice_of_a_business_counts_and_keeps_its_first_day() -> None:
    assert rows("organisation")[ONE]["name"] == "Probewirt Neu GmbH"
    place = rows("location")[ONE]
    assert (place["from"], "to" in place) == ("2026-05-01", False)
    assert rows("location")[FOUR]["to"] == "2026-05-31"
    assert read(SAMPLE)[1] == {
        ("an.xml", "used"): 2,
        ("an.xml", "ignored"): 1,
        ("um-ab.xml", "used"): 2,
    }


def test_a_business_without_a_name_is_called_by_who_runs_it_and_a_range_stays_one() -> None:
    one = rows("organisation")[TWO]
    assert (one["name"], one["number"], one["activities"]) == ("Max Mustermann", "7-9", "wz2008:96021;wz2008:47750")


def test_birth_dates_are_turned_round() -> None:
    found = {row["surname"]: row.get("birth_date") for row in rows("person").values()}
    assert found == {"Probst": "1965-10-12", "Mustermann": "1970", "Ende": "1960-01-01"}


def test_what_cannot_be_used_is_said() -> None:
    told = [(one.file, one.field, one.whole) for one in read(SAMPLE)[0] if isinstance(one, Refusal)]
    assert sorted(told) == [
        ("alt.xml", "", True),
        ("an.xml", "eintragungNr", False),
        ("an.xml", "geburtsdatum", False),
        ("an.xml", "personFunktion", False),
        ("um-ab.xml", "gewerbebetriebID", True),
    ]


def test_shares_together_tell_what_one_tells() -> None:
    parts = [read(SAMPLE, Share(n, 3)) for n in range(3)]
    assert sorted(repr(one) for told, _ in parts for one in told) == sorted(map(repr, read(SAMPLE)[0]))
    assert sum((counted for _, counted in parts), Counter()) == read(SAMPLE)[1]


def test_the_municipality_is_the_authority_and_two_of_them_are_refused(tmp_path: Path) -> None:
    with open_folder(SAMPLE) as folder:
        told = open_delivery(folder)
    assert (told.authority, told.extracted_on.isoformat(), told.complete) == ("de-ags05334002", "2026-05-25", False)
    text = (SAMPLE / "an.xml").read_text(encoding="utf-8")
    (tmp_path / "a.xml").write_text(text)
    (tmp_path / "b.xml").write_text(text.replace("05334002", "05334032"))
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match="names 05334002, 05334032"):
        open_delivery(folder)


@pytest.mark.parametrize("file", sorted(REAL.glob("xgwa2.*.xml")) if REAL.is_dir() else [SAMPLE / "um-ab.xml"])
def test_published_examples_are_read_whole(file: Path, tmp_path: Path) -> None:
    """Also those that break a rule of the standard."""
    (tmp_path / file.name).write_bytes(file.read_bytes())
    told, counts = read(tmp_path)
    notices = len(re.findall(r"</\w+:satz>", file.read_text(encoding="utf-8")))
    refused = sum(one.whole for one in told if isinstance(one, Refusal))
    assert counts.total() + refused == notices
    assert not [one for one in told if isinstance(one, Refusal) and "unknown element" in one.reason]
