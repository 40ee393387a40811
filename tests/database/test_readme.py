"""The commands of the README, one after the other, as a reader types them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import embedded
from tests.command import Command

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EUREGRAPH_DATA", str(tmp_path / "data"))
    yield tmp_path / "data"
    embedded.stop(tmp_path / "data")


def test_every_command_of_the_readme_works(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command, case = Command(capsys, monkeypatch), ""
    lines = re.findall(r"^    euregraph (.+)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) >= 4
    for line in lines:
        ended = command(*line.replace("CASE", case).split())
        assert ended.code == 0, f"{line}: {ended.err}"
        if line.startswith("case open"):
            case = ended.out.split()[0]
        if line.startswith("check"):
            assert "Permit-hopping" in ended.out.partition(".")[0], "the first sentence says what is met"
