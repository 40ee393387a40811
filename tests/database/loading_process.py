"""A load in a process of its own, so that a test can kill it: URI, user, password file, database, data, keys, path.

It says `begun` before the first write of the load, and `done` at its end.
"""

import sys
from datetime import date
from pathlib import Path

import ingest.spool
from graph.settings import Settings
from graph.store.connection import open_store
from ingest import run


def main(uri: str, user: str, password: str, database: str, data: str, keys: str, source: str, path: str) -> None:
    ingest.spool.CHUNK = 20  # so that a small delivery takes many transactions
    settings = Settings(Path(data), Path(keys), uri, user, Path(password), database)
    with (
        open_store(settings) as store,
        run.open_job(store, settings, source, Path(path), date(2026, 6, 15), "test") as job,
    ):
        print("begun", flush=True)
        print("done", run.load(job).load, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
