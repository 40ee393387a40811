"""The Dutch address register: versions, joins, several addresses of one unit, zips in a zip."""

import zipfile
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import UsageError
from ingest.readers.folder import open_folder
from ingest.rows import Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.nl_bag.coordinates import to_degrees
from ingest.sources.nl_bag.reader import open_delivery, read_rows
from tests.real_samples import ROOT

SAMPLE = Path(__file__).parents[2] / "ingest" / "sources" / "nl_bag" / "sample" / "first"
REAL = ROOT / "nl_bag_lv" / "lv"
SHOP, SIDE, OFFICE, GONE, BERTH, ROAD = (f"09352000009000{n:02}" for n in (1, 2, 3, 4, 5, 6))

Told = list[Row | Removal | Refusal]


def read(path: Path, share: Share | None = None) -> tuple[Told, Counter[tuple[str, str]]]:
    counts: Counter[tuple[str, str]] = Counter()
    with open_folder(path) as opened:
        told = list(read_rows(opened, lambda file, what, number: counts.update({(file[4:7], what): number}), share))
    return told, counts


def rows(told: Told) -> dict[str, dict[str, str]]:
    return {one.values["record_id"]: one.values for one in told if isinstance(one, Row)}


def test_an_address_has_its_street_town_unit_and_place() -> None:
    shop = rows(read(SAMPLE)[0])[SHOP]
    assert (shop["street"], shop["number"], shop["postcode"], shop["town"]) == (
        "Voorbeeldstraat",
        "12",
        "6299ZZ",
        "Proefdorp",
    )
    assert (shop["object_id"], shop["use"], shop["floor_area"]) == ("0935010000900001", "retail", "120")
    assert (float(shop["lat"]), float(shop["lon"])) == pytest.approx((50.8425, 5.6853), abs=1e-3)


def test_further_addresses_of_a_unit_are_of_the_same_unit() -> None:
    found = rows(read(SAMPLE)[0])
    assert found[SIDE]["object_id"] == found[SHOP]["object_id"]
    assert found[SIDE]["suffix"] == "a"


def test_the_present_version_counts_and_a_bad_point_stops_nothing() -> None:
    office = rows(read(SAMPLE)[0])[OFFICE]
    assert (office["use"], office["floor_area"], "lat" in office) == ("office", "85", False)


def test_what_is_withdrawn_is_ignored_and_everything_is_counted() -> None:
    told, counts = read(SAMPLE)
    assert GONE not in rows(told)
    assert counts == {
        ("WPL", "used"): 1,
        ("OPR", "used"): 2,
        ("VBO", "used"): 2,
        ("VBO", "ignored"): 2,
        ("LIG", "used"): 1,
        ("NUM", "used"): 5,
        ("NUM", "ignored"): 1,
    }
    refused = [one for one in told if isinstance(one, Refusal)]
    assert [(one.field, one.whole) for one in refused] == [("identificatie", True)]


def test_an_address_without_its_street_is_known_by_its_number() -> None:
    assert {"street", "town"}.isdisjoint(rows(read(SAMPLE)[0])[ROAD])


def test_shares_together_tell_what_one_tells() -> None:
    whole, counts = read(SAMPLE)
    parts = [read(SAMPLE, Share(n, 3)) for n in range(3)]
    assert sorted(map(repr, (one for told, _ in parts for one in told))) == sorted(map(repr, whole))
    assert sum((counted for _, counted in parts), Counter()) == counts
    assert all(told for told, _ in parts)


def test_zips_in_a_zip_are_read(tmp_path: Path) -> None:
    """As the register delivers the whole country: one zip, a zip for each type in it."""
    outer = tmp_path / "lvbag-extract-nl.zip"
    with zipfile.ZipFile(outer, "w") as whole:
        for file in SAMPLE.glob("*.xml"):
            inner = tmp_path / f"{file.name[:15]}.zip"
            with zipfile.ZipFile(inner, "w") as packed:
                packed.write(file, file.name)
            whole.write(inner, inner.name)
        whole.writestr("GEM-WPL-RELATIE-01062026.zip", b"")
    told, counts = read(outer)
    assert rows(told) == rows(read(SAMPLE)[0])
    assert counts["WPL", "ignored"] == 1
    with open_folder(outer) as folder:
        assert open_delivery(folder).extracted_on.isoformat() == "2026-06-01"


def test_a_strange_file_and_a_missing_day_are_said(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match=r"x\.txt is no file of an extract"):
        open_delivery(folder)
    (tmp_path / "x.txt").rename(tmp_path / "0935NUM01062026.xml")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match="with its day"):
        open_delivery(folder)


def test_a_file_that_breaks_off_is_refused_from_there(tmp_path: Path) -> None:
    for file in SAMPLE.glob("*.xml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text[: text.index(SIDE)] if "NUM" in file.name else text, encoding="utf-8")
    told, _ = read(tmp_path)
    assert set(rows(told)) == {SHOP}
    assert "breaks off" in [one.reason for one in told if isinstance(one, Refusal)][-1]


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [(155_000, 463_000, 52.155174, 5.387206), (0, 0, None, None), (120_700.723, 487_525.501, 52.37453253, 4.88352559)],
)
def test_coordinates(x: float, y: float, latitude: float | None, longitude: float | None) -> None:
    found = to_degrees(x, y)
    assert found == (latitude and pytest.approx((latitude, longitude), abs=1e-5))


@pytest.mark.parametrize(
    ("folder", "addresses", "units", "refused"), [(SAMPLE, 6, 4, 1), *([(REAL, 15, 5, 0)] if REAL.is_dir() else [])]
)
def test_an_extract_is_read_whole(folder: Path, addresses: int, units: int, refused: int) -> None:
    told, counts = read(folder)
    assert counts["NUM", "used"] + counts["NUM", "ignored"] == addresses
    assert counts["VBO", "used"] + counts["VBO", "ignored"] == units
    assert len([one for one in told if isinstance(one, Refusal)]) == refused
