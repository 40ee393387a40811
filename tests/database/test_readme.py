"""The commands of the README, one after the other, as a reader types them."""

import re
from pathlib import Path

import pytest

from tests.command import Command

README = Path(__file__).parents[2] / "README.md"


def test_every_command_of_the_readme_works(
    demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EUREGRAPH_DATA", str(demonstration))
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
