"""What happens to a load when the disk gets full, in a mount namespace of its own: folder, engine, and when (see
tests/database/filling_command.py). It tells as JSON what the commands said and what the store held.

On the disk lie the data folder and the files of the engine.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from graph.settings import read_settings
from graph.store import embedded
from graph.store.connection import Store, open_store
from graph.store.digests import digest
from graph.store.loads import LOADS
from graph.store.rollback import roll_back
from tests.engines import start_again, start_neo4j
from tests.small_disk import make_room, mount

Told = dict[str, Any]
START_SECONDS = 60.0  # as long the driver tries again while a Neo4j starts


def _load(path: Path, day: str, disk: Path, when: str = "never") -> Told:
    """The code with which `euregraph ingest load` ends, and what it says."""
    words = ["ingest", "load", "nl_municipality", str(path), "--today", day, "--accept", "test"]
    command = [sys.executable, "-m", "tests.database.filling_command", str(disk), when, *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return {"code": ended.returncode, "said": ended.stderr}


def _look(look: Callable[[Store], Any]) -> Any:
    with open_store(read_settings(), START_SECONDS) as store:
        return look(store)


def _held(store: Store) -> Told:
    """What the store holds, and which loads are in which state."""
    return {"digest": digest(store), "loads": {str(row["number"]): row["status"] for row in store.read(LOADS)}}


def _forget(store: Store) -> Told:
    """Take load 2 back, so that the next one has its number again; returns what is left."""
    roll_back(store, 2)
    store.write("MATCH (l:StateLoad {number: 2}) DELETE l")
    return _held(store)


@contextlib.contextmanager
def _engine(engine: str, disk: Path) -> Iterator[Callable[[], object]]:
    """An engine whose files lie on this disk; yields what ends it, so that it is started anew."""
    if engine == "embedded":
        try:
            yield partial(embedded.stop, disk / "data")
        finally:
            embedded.stop(disk / "data")
        return
    running = [start_neo4j(disk / "neo4j")]
    os.environ |= {"EUREGRAPH_URI": running[0].uri, "EUREGRAPH_PASSWORD_FILE": str(running[0].password_file)}

    def again() -> None:
        running[0].stop()
        running[0] = start_again(disk / "neo4j", running[0])

    try:
        yield again
    finally:
        running[0].stop()


def main(folder: Path, engine: str, when: str) -> Told:
    disk, second = folder / "disk", (folder / "second", "2026-06-15")
    mount(disk)
    (disk / "data").mkdir(mode=0o700)
    os.environ |= {"EUREGRAPH_DATA": str(disk / "data"), "EUREGRAPH_KEYS": str(folder / "keys")}
    told: Told = {}
    with _engine(engine, disk) as restart:
        told["first"] = _load(folder / "first", "2026-06-01", disk)
        told["before"] = _look(_held)
        told["full"] = _load(*second, disk, when)
        make_room(disk)
        if engine == "neo4j" and when == "writing":
            restart()
        told["between"] = _look(_held)
        told["again"] = _load(*second, disk)
        told["after"] = _look(_held)
        restart()
        told["started anew"] = _look(_held)
        told["taken back"] = _look(_forget)
        told["never full"] = _load(*second, disk)
        told["whole"] = _look(_held)
    return told


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), *sys.argv[2:])))
