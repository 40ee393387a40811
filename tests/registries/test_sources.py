"""Every source, by one test that a new source meets without another edit."""

from pathlib import Path

import pytest

from graph.access.legal_bases import legal_bases
from ingest.contract.columns import forbidden_family
from ingest.spec import FOLDER, SourceSpec, sources
from tests.golden_records import GOLDEN, lines_of_sample

SAMPLES = [
    (spec, sample) for spec in sources().values() for sample in sorted((FOLDER / spec.source / "sample").glob("*"))
]


@pytest.mark.parametrize("spec", sources().values(), ids=lambda spec: spec.source)
def test_a_source_is_whole(spec: SourceSpec) -> None:
    folder = FOLDER / spec.source
    assert (folder / "__init__.py").is_file(), f"put an empty __init__.py into {folder.name}: import checks need it"
    assert any(one is spec for one, _ in SAMPLES), f"put a made-up sample/<name> into {folder.name}"
    assert spec.traps, f"say in {folder.name}/source.yaml what a reader must know (traps)"
    assert spec.legal_basis in legal_bases() or spec.typed, f"{spec.source}: legal_basis is in no row of the list"
    for rule in spec.files.values():
        for column in rule.columns:
            assert forbidden_family(column) is None, f"{spec.source}: {column} may be ignored by name, never used"


@pytest.mark.parametrize(
    ("spec", "sample"), SAMPLES, ids=lambda value: getattr(value, "source", None) or getattr(value, "name", "")
)
def test_a_sample_makes_its_golden_records(
    spec: SourceSpec, sample: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"{spec.source}-{sample.name}.jsonl"
    found = "\n".join(lines_of_sample(spec, sample, tmp_path)) + "\n"
    if request.config.getoption("--rewrite-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert golden.is_file(), "run pytest --rewrite-golden, then review the difference before it is committed"
    assert found == golden.read_text(encoding="utf-8"), (
        "the sample makes other records: review, or run pytest --rewrite-golden"
    )
