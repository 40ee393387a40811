"""Dirty rows of the made-up region: each is reported with its line and reason, and no other row is."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.store.states import State
from ingest.region.build import build_region, source_of
from ingest.region.dirt.faults import FAULTS
from ingest.region.dirt.registers import REGISTERS
from tests.shared_reading import first_pass


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dirty") / "region"
    build_region(out, 0.002, 1, dirty=0.05)
    return out


def _key(dirty: Path) -> dict[str, list[dict[str, object]]]:
    told = defaultdict(list)
    for line in (dirty / "dirt_key.jsonl").read_text("utf-8").splitlines():
        told[json.loads(line)["delivery"]].append(json.loads(line))
    return told


def test_each_dirty_row_is_reported_with_line_and_reason_and_none_else(dirty: Path, tmp_path: Path) -> None:
    for folder, told in _key(dirty).items():
        came, _ = first_pass(source_of(dirty / folder), dirty / folder, 1, State(), tmp_path / folder)
        found = [json.loads(line) for line in came.refused.splitlines()]
        places = [(one["file"], one["line"], one["field"], one["row_refused"]) for one in found]
        assert Counter(places) == Counter((t["file"], t["line"], t["field"], t["row_refused"]) for t in told), folder
        reasons = {(one["file"], one["line"], one["field"]): one["reason"] for one in found}
        for one in told:
            assert str(reasons[str(one["file"]), one["line"], one["field"]]).startswith(str(one["reason"])), one


def test_no_good_row_is_lost_because_of_a_dirty_one(dirty: Path, region: Path, tmp_path: Path) -> None:
    for folder in sorted(path for path in region.iterdir() if path.is_dir()):
        source = source_of(folder)
        clean, _ = first_pass(source, folder, 1, State(), tmp_path / folder.name / "clean")
        spoiled, _ = first_pass(source, dirty / folder.name, 1, State(), tmp_path / folder.name / "dirty")
        new = {kind: counts["new"] for kind, counts in clean.report["records"].items() if "new" in counts}
        for kind in new.keys() - {"SAME_AS"}:
            assert spoiled.report["records"][kind]["new"] >= new[kind], (folder.name, kind)


def test_every_kind_of_dirt_occurs(dirty: Path) -> None:
    found = {str(one["dirt"]) for told in _key(dirty).values() for one in told}
    of_registers = {way.__name__.strip("_") for _, ways in REGISTERS.values() for way in ways}
    assert {fault.__name__ for fault in FAULTS} <= found
    assert of_registers <= found


def test_a_share_that_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--dirty"):
        build_region(tmp_path / "out", 0.0001, 1, dirty=0.5)
