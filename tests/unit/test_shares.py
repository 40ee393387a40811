"""The processes of a first pass: what they make comes back, and so does what stops them."""

import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest

from graph.errors import EuregraphError, StoreError, UsageError
from ingest import shares
from ingest.shares import Share, take

ENDLESS = """
import os

from ingest.shares import Share, take

def work(share):
    os.write(1, b"begun\\n")
    while True:
        share.step()

take([Share(0, 2), Share(1, 2)], work, lambda _: None)
"""


def two() -> list[Share]:
    return [Share(index, 2) for index in range(2)]


def test_every_key_falls_into_one_share_and_places_compare() -> None:
    keys = [f"k{n}" for n in range(100)]
    found = take(two(), lambda share: [(share.position, key) for key in keys if share.mine(key)], lambda _: None)
    assert all(found)
    assert sorted(found[0] + found[1]) == [(n + 1, key) for n, key in enumerate(keys)]


@pytest.mark.parametrize(
    "error", [UsageError("the header is odd"), StoreError("no"), OSError(28, "No space left on device", "spool")]
)
def test_error_of_a_process_is_raised_as_it_is(error: Exception) -> None:
    def work(share: Share) -> int:
        if share.index == 1:
            raise error
        return 0

    with pytest.raises(type(error)) as raised:
        take(two(), work, lambda _: None)
    assert str(raised.value) == str(error)
    assert active_children() == []


def test_killed_process_stops_the_pass_and_leaves_no_other() -> None:
    def work(share: Share) -> None:
        if share.index == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        while True:
            share.step()

    with pytest.raises(EuregraphError, match="was ended before it had read them all"):
        take(two(), work, lambda _: None)
    assert active_children() == []


def test_processes_end_when_their_parent_is_killed() -> None:
    """Their end closes the last hold on the pipe: else this test would never come back."""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, text=True, cwd=root) as parent:
        assert parent.stdout is not None
        begun = [parent.stdout.readline() for _ in range(2)]
        parent.kill()
        assert begun == ["begun\n"] * 2
        assert parent.stdout.read() == ""


def test_small_deliveries_and_threads_stay_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2})
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert (shares.shares(1_000), shares.shares(10_000_000)) == (1, 3)
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert shares.shares(10_000_000) == 1
