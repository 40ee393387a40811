"""Parts of real register files load: each line is used, refused or ignored by name; told again, nothing is written."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from graph.access.deployed import DEMO
from graph.store.connection import Store
from graph.store.digests import digest
from tests.database.deliveries import fresh, load
from tests.deployments import deployed
from tests.real_samples import REAL, Sample

COTTBUS = {"de-ags12052000": {"name": "Stadt Cottbus", "kind": "municipality", "country": "DE"}}


@pytest.fixture
def town_of_the_examples(tmp_path: Path) -> Iterator[None]:
    """The published notices are of a town outside the Euregio."""
    told = yaml.safe_load(DEMO.with_name("authorities.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "authorities.yaml"
    path.write_text(yaml.safe_dump(told | COTTBUS), encoding="utf-8")
    with deployed(tmp_path, **yaml.safe_load(DEMO.read_text(encoding="utf-8")) | {"authorities": str(path)}):
        yield


@pytest.mark.usefixtures("town_of_the_examples", "real_samples")
@pytest.mark.parametrize("sample", REAL, ids=lambda one: one.path)
def test_a_real_delivery_is_told_whole_and_a_second_time_without_a_write(
    sample: Sample, store: Store, tmp_path: Path
) -> None:
    fresh(store)
    folder = tmp_path / "delivery"
    folder.mkdir()
    for file in sample.files():
        shutil.copy(file, folder)
    (folder / "delivery.yaml").write_text("synthetic: true\n", encoding="utf-8")
    first = load(store, folder, sample.source, accept="a part of a published set")
    told = {file: sum(counted.values()) for file, counted in first.lines.items()}
    assert {file: count for file, count in told.items() if count} == {
        file.name: count for file in sample.files() if (count := sample.count(file))
    }
    assert first.total("used")
    before = digest(store)
    second = load(store, folder, sample.source, accept="the same again")
    assert (second.graph_rows, second.read) == (0, first.read)
    assert digest(store) == before
