"""`euregraph backup` and `euregraph restore`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from graph.cli_options import Data, Json, Today, tell
from graph.settings import read_settings
from graph.store.backup import back_up
from graph.store.connection import open_store
from graph.store.leases import leased
from graph.store.restore import Restored, restore_from
from graph.store.schema import apply_schema

Out = Annotated[Path, typer.Option("--out", help="The new file; it gets mode 600.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="What `euregraph backup` wrote.")]


def backup(out: Out, data: Data = None, as_json: Json = False) -> None:
    """Copy everything into one file: graph, cases, grants, audit log, quarantine, reports, and the keys.

    With the keys in it the file tells who a national number stands for by trying them all: keep it as you keep the
    keys, apart from the data and readable by nobody else. No load can run while the backup is made.
    """
    settings = read_settings(data)
    with open_store(settings) as store:
        apply_schema(store)
        with leased(store) as lease:
            digests = back_up(lease, settings, out)
    told = {"file": str(out), "bytes": out.stat().st_size, "digests": digests}
    tell(told, as_json, lambda: f"{out} holds {_rows(digests):,} rows of the graph; keep it like the keys.")


def restore(path: File, data: Data = None, today: Today = None, as_json: Json = False) -> None:
    """Put a backup into an empty store and new folders; its hashes are compared before and after.

    What has come to the end of its retention since is erased before anything is served.
    After an interruption the store is not served until the restore has been repeated.
    """
    settings = read_settings(data)
    with open_store(settings) as store:
        done = restore_from(store, settings, path, today or date.today())  # noqa: DTZ011
    told = {"file": str(path), "digests": done.digests, "erased": done.erased}
    tell(told, as_json, lambda: _sentence(path, done))


def _sentence(path: Path, done: Restored) -> str:
    told = f"{_rows(done.digests):,} rows of the graph are back, equal to those of {path}."
    if not done.erased:
        return told
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(done.erased.items()))
    return f"{told}\nErased, because their retention has ended since: {listed}."


def _rows(digests: dict[str, str]) -> int:
    return sum(int(digest.partition(":")[0]) for digest in digests.values())
