"""`euregraph backup` and `euregraph restore`."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli_options import Data, Json, tell
from graph.settings import read_settings
from graph.store.backup import back_up
from graph.store.connection import open_store
from graph.store.leases import leased
from graph.store.restore import restore_from
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


def restore(path: File, data: Data = None, as_json: Json = False) -> None:
    """Put a backup into an empty store and new folders; its hashes are compared before and after.

    After an interruption the store is not served until the restore has been repeated.
    """
    settings = read_settings(data)
    with open_store(settings) as store:
        digests = restore_from(store, settings, path)
    told = {"file": str(path), "digests": digests}
    tell(told, as_json, lambda: f"{_rows(digests):,} rows of the graph are back, equal to those of {path}.")


def _rows(digests: dict[str, str]) -> int:
    return sum(int(digest.partition(":")[0]) for digest in digests.values())
