"""A load that is killed (SIGKILL) anywhere is finished by loading again, or taken back; no value stays behind."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import embedded
from graph.store.connection import Store, open_store
from graph.store.digests import digest
from graph.store.loads import LOADS, published
from graph.store.rollback import roll_back
from graph.store.schema import apply_schema
from graph.store.withdrawal import finish_withdrawals
from tests.database.deliveries import BSN, INVALID_BSN, SECOND, Sent, fresh, load, town

SEED = 20260601
REF, REFUSED_REF, REFUSED = "111222333", "987650001", "112233445"
MARKERS = ("Markernationaliteit", "Markeropmerking", BSN, INVALID_BSN, REF, REFUSED_REF, REFUSED)


def many(more: int) -> Sent:
    """The made-up town with some hundred cases: enough for a kill to fall anywhere."""
    sent = town()
    for n in range(more):
        sent.rows["permit"].append(sent.rows["permit"][1] | {"case_number": f"2025-{n:04}"})
        sent.rows["party"].append(sent.rows["party"][n % 3] | {"case_number": f"2025-{n:04}"})
    return sent


def _first_and_second(tmp_path: Path) -> tuple[Path, Path]:
    first, second = many(250), many(300)
    for row in second.rows["permit"][:200]:
        row["status"] = "granted"
    second.rows["person"][0]["number"] = "99"
    del second.rows["party"][2:40], second.rows["lease"][0], second.rows["report"][0]
    return first.at(tmp_path / "first"), second.at(tmp_path / "second", SECOND)


def _start(settings: Settings, path: Path) -> subprocess.Popen[str]:
    words = [settings.uri, settings.user, settings.password_file, settings.database, settings.data, settings.keys]
    command = [sys.executable, "-m", "tests.database.loading_process", *map(str, words), "nl_municipality", str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def _killed(settings: Settings, path: Path, seconds: float) -> None:
    """Start the load, and kill it so many seconds after it has begun, if it still runs."""
    with _start(settings, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        select.select([process.stdout], [], [], seconds)
        os.kill(process.pid, signal.SIGKILL)


def _status(store: Store) -> str:
    """What the register of loads says of load 2."""
    return next((row["status"] for row in store.read(LOADS) if row["number"] == 2), "none")


def _taken_back(store: Store) -> dict[str, str]:
    """Load 2 taken back and forgotten, so that the next one has its number again."""
    if _status(store) != "none":
        roll_back(store, 2)
    store.write("MATCH (l:StateLoad {number: 2}) DELETE l")
    return digest(store)


@pytest.mark.parametrize("times", [6, pytest.param(500, marks=pytest.mark.long)])
def test_killed_load_is_finished_or_taken_back(store: Store, tmp_path: Path, times: int) -> None:
    fresh(store)
    first, second = _first_and_second(tmp_path)
    load(store, first)
    before, began = digest(store), time.monotonic()
    with _start(store.settings, second) as process:
        assert process.communicate()[0] == "begun\ndone 2\n"
    seconds, whole = time.monotonic() - began, digest(store)
    assert _taken_back(store) == before
    dice, unfinished = random.Random(SEED), 0
    for _ in range(times):
        _killed(store.settings, second, dice.random() * seconds)
        unfinished += _status(store) == "running"
        assert published(store) == (2 if _status(store) == "published" else 1)
        if _status(store) != "published":
            load(store, second, accept="test")
        finish_withdrawals(store)
        assert digest(store) == whole
        assert _taken_back(store) == before
        _killed(store.settings, second, dice.random() * seconds)
        assert _taken_back(store) == before
    assert unfinished  # else no kill fell into the writing, and nothing was tested


# -- no value stays behind -------------------------------------------------------------------------------------


def _marked() -> Sent:
    """Forbidden columns, clear national numbers (also a broken one, one as a ref, and on refused rows)."""
    sent = town()
    people = sent.rows["person"]
    for person in people:
        person |= {"nationality": MARKERS[0], "remarks": MARKERS[1]}
    people[1] |= {"national_id": INVALID_BSN, "national_id_type": "NL_BSN"}
    people[2] |= {"person_ref": REF}
    sent.rows["organisation"][0] |= {"vat_number": f"NL{BSN}B01"}
    sent.rows["party"][2]["party_ref"] = REF
    people.append(people[0] | {"person_ref": REFUSED_REF, "national_id": REFUSED, "birth_date": "31-12-1980"})
    people.append(people[0] | {"person_ref": "P8", "national_id": "", "birth_date": REFUSED})  # in the wrong column
    people.append(people[0] | {"person_ref": "P9", "national_id": "", "national_id_type": REFUSED})
    sent.rows["party"].append(sent.rows["party"][0] | {"party_ref": REFUSED_REF, "from": "2024-99-99"})
    return sent


def _left_behind(*folders: Path) -> list[tuple[str, str]]:
    """Files below these folders in which a marker stands, as text or as UTF-16."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        held = path.read_bytes()
        found += [(path.name, m) for m in MARKERS if m.encode() in held or m.encode("utf-16-le") in held]
    return found


def test_forbidden_columns_and_national_numbers_are_in_no_file(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", keys=tmp_path / "keys")
    path = _marked().at(tmp_path / "sent")
    assert len({marker for _, marker in _left_behind(path)}) == len(MARKERS)  # the search finds them
    try:
        with open_store(settings) as store:
            apply_schema(store)
            server = replace(settings, uri=embedded.start(settings.data).uri, user=embedded.USER)
            server = replace(server, password_file=settings.data / "engine.secret", database=embedded.DATABASE)
            _killed(server, path, 0.3)
            assert _left_behind(settings.data, settings.keys) == []
            report = load(store, path, accept="test").as_json()
            assert report["columns_dropped_by_law"]["person"] == {
                "nationality": "nationality",
                "remarks": "free text about persons",
            }
            assert report["lines"]["person.csv"]["refused"] == 3
            assert _left_behind(settings.data, settings.keys) == []
    finally:
        embedded.stop(settings.data)
    assert (settings.data / "quarantine/1.jsonl").read_text().count("\n") == 4
    assert any(path.stat().st_size > 100_000 for path in (settings.data / "engine").rglob("*"))
    assert _left_behind(settings.data, settings.keys) == []
