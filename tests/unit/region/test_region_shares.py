"""However many processes read a delivery, the result is that of one: rows, counts, refused rows, what vanished."""

from pathlib import Path

import pytest

from graph.store.states import State
from ingest.spec import sources
from tests.shared_reading import first_pass, spoiled

LATER = {"01-be_kbo", "02-nl_kvk_hr", "03-nl_municipality--nl-gm0935", "18-nl_bag"}
SAMPLES = [
    (name, path)
    for name, spec in sources().items()
    if not spec.typed
    for path in sorted((Path("ingest/sources") / name / "sample").iterdir())
]


def _same_for_all(name: str, path: Path, state: State, work: Path) -> State:
    alone, after = first_pass(name, path, 1, state, work)
    for shares in (2, 3):
        assert first_pass(name, path, shares, state, work)[0] == alone, f"{path.name} in {shares} shares"
    return after


@pytest.mark.parametrize(("name", "path"), SAMPLES, ids=lambda one: getattr(one, "name", one))
def test_sample_in_shares(name: str, path: Path, tmp_path: Path) -> None:
    after = _same_for_all(name, path, State(), tmp_path / "work")
    _same_for_all(name, path, after, tmp_path / "work")


def _first_of_each_source(region: Path) -> dict[str, Path]:
    """The region has many deliveries of some sources: fourteen municipalities say nothing that one does not."""
    found: dict[str, Path] = {}
    for path in sorted(path for path in region.iterdir() if path.is_dir()):
        found.setdefault(path.name[3:].split("--")[0], path)
    return found


def test_region_in_shares(region: Path, second: Path, tmp_path: Path) -> None:
    for name, first in _first_of_each_source(region).items():
        work = tmp_path / first.name
        before = _same_for_all(name, first, State(), work)
        _same_for_all(name, spoiled(first, tmp_path / f"{first.name} spoiled"), State(), work)
        if first.name in LATER:
            _same_for_all(name, spoiled(second / first.name, tmp_path / f"{first.name} later"), before, work)


def test_spoiled_deliveries_hold_every_kind_of_bad_row(region: Path, tmp_path: Path) -> None:
    """Else the test above would compare clean deliveries only."""
    for name in ("02-nl_kvk_hr", "03-nl_municipality--nl-gm0935"):
        path = spoiled(region / name, tmp_path / f"{name} spoiled")
        came, _ = first_pass(name[3:].split("--")[0], path, 2, State(), tmp_path / name)
        outcomes = {outcome for counts in came.report["records"].values() for outcome in counts}
        assert {"repeated", "contradicted"} <= outcomes
        assert came.refused
        assert came.report["records"]["SAME_AS"]["new"] > 1
