"""A disk that really gets full in the middle of a load: a sentence, nothing half loaded, and it goes on with room."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.database.deliveries import SECOND
from tests.database.test_kill import many
from tests.small_disk import NAMESPACE

MORE = 500
ROOM = {
    "reading": "No space left on device. Make room",
    "writing": "its disk or its memory may be full. Make room there",
}


@pytest.mark.usefixtures("small_disk")
@pytest.mark.parametrize(
    ("engine", "when"),
    [
        ("embedded", "reading"),  # the rows wait in files of the command, whichever engine there is
        ("embedded", "writing"),
        pytest.param("neo4j", "writing", marks=pytest.mark.long),  # it must be started three times
    ],
)
def test_a_load_onto_a_full_disk_ends_in_a_sentence_and_goes_through_with_room(
    tmp_path: Path, engine: str, when: str
) -> None:
    many(20).at(tmp_path / "first")
    many(MORE).at(tmp_path / "second", SECOND)
    told = _told(tmp_path, engine, when)
    assert (told["first"]["code"], told["full"]["code"], told["again"]["code"]) == (0, 1, 0), told
    assert ROOM[when] in told["full"]["said"]
    assert (str(tmp_path / "disk/data") if when == "reading" else "bolt://127.0.0.1") in told["full"]["said"]
    assert told["full"]["said"].count("\n") == 1
    published = {number for number, status in told["between"]["loads"].items() if status == "published"}
    assert published == {"1"}
    if when == "reading":
        assert told["between"]["digest"] == told["before"]["digest"]
    assert told["after"]["loads"] == {"1": "published", "2": "published"}
    assert told["after"]["digest"] == told["started anew"]["digest"] == told["whole"]["digest"]
    assert told["taken back"]["digest"] == told["before"]["digest"] != told["whole"]["digest"]


def _told(folder: Path, engine: str, when: str) -> dict[str, Any]:
    words = [*NAMESPACE, sys.executable, "-m", "tests.database.full_disk_process", str(folder), engine, when]
    ended = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])  # type: ignore[no-any-return]
