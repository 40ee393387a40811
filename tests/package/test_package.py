"""The package as others get it: licences, names, pins, pages that follow from the code."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest

from docs.generate import PAGES, page
from ingest.spec import sources

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(r"(?<!L)(?<!Lesser )(GNU (Affero )?General Public|\bA?GPL)", re.IGNORECASE)


def _licence(package: object) -> str:
    told = package.metadata  # type: ignore[attr-defined]
    short = told.get("License-Expression") or (told.get("License") or "").partition("\n")[0]
    classifiers = [c for c in told.get_all("Classifier") or [] if c.startswith("License")]
    return f"{short} {' '.join(classifiers)}"


def test_no_package_has_a_licence_that_must_not_come_in() -> None:
    wrong = {d.metadata["Name"]: _licence(d) for d in distributions() if FORBIDDEN.search(_licence(d))}
    assert not wrong, f"take these packages out: {wrong}"


@pytest.mark.parametrize("name", ["graph", "ingest", "dashboards", "cypher", "euregraph"])
def test_each_top_level_name_has_one_owner(name: str) -> None:
    assert set(packages_distributions().get(name, ["euregraph"])) == {"euregraph"}


def test_the_lock_pins_every_package_by_hash_and_names_no_host() -> None:
    text = (ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8")
    assert "http" not in text
    pins = [line for line in text.splitlines() if "==" in line]
    assert len(pins) > 50
    assert all(block.count("--hash=sha256:") for block in re.split(r"\n(?=[a-z])", text) if "==" in block)


def test_every_dependency_has_its_line_in_decisions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    wanted = project["dependencies"] + [n for extra in project["optional-dependencies"].values() for n in extra]
    names = {re.split(r"[<>=\[]", name)[0].lower() for name in wanted if not name.startswith("types-")}
    missing = sorted(name for name in names if name not in told and name != "pyyaml")
    assert not missing, f"say in docs/decisions.md why these are taken: {missing}"


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_follows_from_the_code(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == page(name), f"docs/{name} is not what the code says: run `make docs`"


def test_every_source_has_its_page_and_no_other_page_is_left() -> None:
    assert {path.stem for path in (ROOT / "docs" / "sources").glob("*.md")} == set(sources())


def test_no_machine_path_is_in_the_project() -> None:
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in files.stdout.split("\n"):
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".yaml", ".cypher", ".txt", ".po"}:
            assert not re.search(r"(^|[^A-Za-z0-9_.])/(work|root|home)/", path.read_text(encoding="utf-8")), name


def test_the_readme_has_exactly_two_set_up_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if line.startswith("    make")] == ["make demo", "make test"]


def test_a_command_does_not_wait_for_tables_that_it_never_makes() -> None:
    """The driver would import them because screens bring them: a third of a second of every command."""
    said = "import sys, euregraph; print([name for name in ('numpy', 'pandas', 'pyarrow') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
