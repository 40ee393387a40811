"""The made-up region as one store per country: each loads alone, lacks nothing it points at, answers for itself."""

from pathlib import Path

import pytest

from graph.access.authorities import authorities
from graph.store.connection import Store
from graph.store.loads import LOADS
from graph.store.schema import apply_schema
from ingest.region.build import COUNTRIES, build_region, source_of
from ingest.run import load, open_job
from tests.database.test_answer_key import expected, read_key, states


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("apart") / "region"
    build_region(out, 0.0005, 1, per_country=True)
    return out


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_loads_alone_and_answers_from_what_it_has(store: Store, stores: Path, country: str) -> None:
    place = stores / country.lower()
    today, cases = read_key(place)
    apply_schema(store)
    for folder in sorted(path for path in place.iterdir() if path.is_dir()):
        with open_job(store, store.settings, source_of(folder), folder, today) as job:
            report = load(job)
        assert report.status == "loaded", f"{folder.name}: {report.broken}"
        assert (report.missing_refs, report.total("refused")) == (0, 0), folder.name
    tellers = {authorities()[row["authority"]] for row in store.read(LOADS)}
    assert {one.country for one in tellers if one.kind != "reviewer"} == {country}
    found = states(store, today, cases)
    assert found == expected(cases, "expect", found)
    assert bool(cases) == (country == "NL")


def test_the_folders_together_are_the_whole_region(stores: Path, tmp_path: Path) -> None:
    build_region(tmp_path / "whole", 0.0005, 1)
    for path in (tmp_path / "whole").rglob("*"):
        if path.is_file() and path.name not in {"answer_key.json", "identity_key.jsonl"}:
            (same,) = {one.read_bytes() for one in stores.glob(f"*/{path.relative_to(tmp_path / 'whole')}")}
            assert same == path.read_bytes(), path
