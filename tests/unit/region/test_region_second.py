"""The second deliveries: every source tells again, and the key names what is gone, differs or is new."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import euregraph
from graph.store.states import State
from ingest.region.later.key import EVERY
from ingest.region.numbers import firm_index, is_planted
from ingest.region.second import build_second
from ingest.sources.be_kbo.reader import NOT_REMOVED
from tests.shared_reading import Came, first_pass
from tests.unit.region.files import contract_folders, inscriptions, rows, text

FATES = {"ended", "withdrawn", "stays", "changed", "new", "parts"}


def _key(second: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (second / "second_key.jsonl").read_text("utf-8").splitlines()]


def test_every_delivery_comes_a_second_time_and_each_fate_occurs(region: Path, second: Path) -> None:
    first, later = ({path.name for path in folder.iterdir() if path.is_dir()} for folder in (region, second))
    assert first == later
    told = Counter(one["fate"] for one in _key(second))
    assert set(told) == FATES
    assert sum(json.loads((second / "second_key.json").read_text("utf-8")).values()) == told.total()


def test_the_key_tells_of_every_row_by_contract_that_is_gone_or_differs(region: Path, second: Path) -> None:
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in _key(second):
        if one["fate"] not in {"parts", "new"}:
            told[one["delivery"], one["file"]].add(one["was"])
    for folder in contract_folders(region):
        for path in folder.glob("*.csv"):
            after = {tuple(row.items()) for row in rows(second / folder.name / path.name)}
            lines = enumerate(rows(path), start=2)
            assert {line for line, row in lines if tuple(row.items()) not in after} == told[folder.name, path.name]


def test_the_key_tells_which_inscriptions_are_gone_and_which_directors_left(region: Path, second: Path) -> None:
    before, after = (
        {text(one[0][0], "kvkNummer"): one for one in inscriptions(folder / "02-nl_kvk_hr")}
        for folder in (region, second)
    )
    key = [one for one in _key(second) if one["delivery"] == "02-nl_kvk_hr"]
    assert {
        number for number in before if firm_index(number) % EVERY == 3 and not is_planted(number)
    } == before.keys() - after.keys()
    gone = [one for one in key if one["fate"] == "ended" and one["kind"] == "organisation"]
    assert len(gone) == len(before.keys() - after.keys()) > 0
    left = sum(len(list(before[n].iter())) > len(list(after[n].iter())) for n in before.keys() & after.keys())
    assert sum(one["kind"] == "mandate" and one["count"] == 1 for one in key) == left > 0


def _kbo(second: Path) -> list[dict[str, Any]]:
    return [one for one in _key(second) if one["delivery"] == "01-be_kbo"]


def test_the_belgian_register_comes_as_an_update_set_of_the_next_number(region: Path, second: Path) -> None:
    folders = [one / "01-be_kbo" for one in (region, second)]
    (before, after) = ({row["Variable"]: row["Value"] for row in rows(one / "meta.csv")} for one in folders)
    assert (before["ExtractType"], after["ExtractType"]) == ("full", "update")
    assert int(after["ExtractNumber"]) == int(before["ExtractNumber"]) + 1
    tables = {path.stem for path in folders[0].glob("*.csv")} - {"meta", "code"}
    assert {path.stem for path in folders[1].glob("*.csv")} == {
        *("meta", "code"), *(f"{table}_{part}" for table in tables for part in ("delete", "insert")),
    }  # fmt: skip
    known = {row["EnterpriseNumber"] for row in rows(folders[0] / "enterprise.csv")}
    gone = {row["EnterpriseNumber"] for row in rows(folders[1] / "enterprise_delete.csv")}
    come = {row["EnterpriseNumber"] for row in rows(folders[1] / "enterprise_insert.csv")}
    assert gone < known
    assert come
    assert not come & known
    files = (folders[1] / f"denomination_{part}.csv" for part in ("delete", "insert"))
    deleted, inserted = ({row["EntityNumber"] for row in rows(file)} for file in files)
    assert gone <= deleted - inserted
    assert deleted & inserted  # with another name


def _line(second: Path, told: dict[str, Any]) -> bytes:
    return (second / str(told["delivery"]) / str(told["file"])).read_bytes().splitlines()[int(told["line"]) - 1]


def _update(region: Path, second: Path, work: Path) -> Came:
    _, state = first_pass("be_kbo", region / "01-be_kbo", 1, State(), work / "first")
    came, _ = first_pass("be_kbo", second / "01-be_kbo", 1, state, work / "second")
    return came


def _counts(came: Came) -> dict[str, dict[str, int]]:
    return {kind: dict(counts) for kind, counts in came.report["records"].items()}


def test_dirt_in_the_update_set_is_reported_changes_nothing_and_holds_removals_back(
    region: Path, second: Path, tmp_path: Path
) -> None:
    dirty = tmp_path / "dirty"
    build_second(dirty, 0.002, 1, dirty=0.1)
    told = [json.loads(line) for line in (dirty / "dirt_key.jsonl").read_text("utf-8").splitlines()]
    clean, spoiled = (_update(region, one, tmp_path / one.name) for one in (second, dirty))
    assert not clean.refused
    assert len({one["dirt"] for one in told}) > 3
    assert {one["file"].partition("_")[2] for one in told} == {"delete.csv", "insert.csv"}
    listed = [json.loads(line) for line in spoiled.refused.splitlines()]
    found = [one for one in listed if one["reason"] != NOT_REMOVED]  # said of what a dirty line may tell again
    assert len(found) < len(listed)
    places = [(one["file"], one["line"], one["field"], one["row_refused"]) for one in found]
    assert Counter(places) == Counter((one["file"], one["line"], one["field"], one["row_refused"]) for one in told)
    assert _counts(spoiled) == _counts(clean)
    assert spoiled.removed <= clean.removed


def test_the_key_of_a_dirty_update_set_tells_where_its_good_rows_stand(second: Path, tmp_path: Path) -> None:
    dirty = tmp_path / "dirty"
    build_second(dirty, 0.002, 1, dirty=0.1)
    moved = 0
    for clean, spoiled in zip(_kbo(second), _kbo(dirty), strict=True):
        assert {**clean, "line": 0} == {**spoiled, "line": 0}
        if clean["line"]:
            before, after = _line(second, clean), _line(dirty, spoiled)
            assert before == after or b"31-02-" in after
            moved += clean["line"] != spoiled["line"]
    assert moved


def test_second_deliveries_per_country_are_those_of_the_whole_region(tmp_path: Path) -> None:
    """`--second --per-country` wrote one region for all, without a word."""
    told = ["--scale", "0.0005", "--second"]
    for name, more in (("whole", []), ("apart", ["--per-country"])):
        assert CliRunner().invoke(euregraph.app, ["region", "--out", str(tmp_path / name), *told, *more]).exit_code == 0
    countries = {path.name for path in (tmp_path / "apart").iterdir()}
    assert countries == {"nl", "be", "de", "lu"}
    for path in (tmp_path / "whole").glob("*/*"):
        (same,) = {one.read_bytes() for one in (tmp_path / "apart").glob(f"*/{path.parent.name}/{path.name}")}
        assert same == path.read_bytes(), path
    key = {tuple(one.items()) for one in _key(tmp_path / "whole")}
    assert {tuple(one.items()) for country in countries for one in _key(tmp_path / "apart" / country)} == key
