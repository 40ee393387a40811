"""Which files and columns an extract of the KBO has, and what it says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import BinaryIO, cast

from graph.errors import UsageError
from ingest.contract.columns import near
from ingest.readers.beside import NAME
from ingest.readers.csv_rows import Line, open_csv
from ingest.readers.folder import Folder
from ingest.rows import Refusal
from ingest.spec import FileRule, read_spec

# in the order in which they are read: what an enterprise is must be known before its names
TABLES = ("enterprise", "establishment", "branch", "denomination", "address", "activity", "contact")
OPTIONAL = {"code.csv", NAME}


@cache
def rules() -> dict[str, FileRule]:
    return read_spec(Path(__file__).parent).files


def columns(file: str) -> list[str]:
    """The columns a file has by source.yaml; a delete file has the key column only."""
    table, _, part = file.removesuffix(".csv").partition("_")
    rule = rules()[table]
    return [*rule.columns, *rule.ignore][: 1 if part == "delete" else None]


@contextmanager
def open_table(folder: Folder, file: str) -> Iterator[Iterator[Line | Refusal]]:
    """The lines of a file whose header was checked."""
    with folder.open(file) as stream:
        watched = _Watched(stream)
        header, lines = open_csv(cast(BinaryIO, watched), file)
        known = columns(file)
        for name in header:
            if name not in known:
                raise UsageError(f"{file}: the column {name!r} is not known in this format; {near(name, known)}.")
        if missing := [name for name in known if name not in header]:
            raise UsageError(f"{file}: the column {missing[0]!r} is missing; ask for the extract again, or tell us.")
        yield _whole(lines, file, watched)


class _Watched:
    """A stream that knows with which byte it ended."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int) -> bytes:
        found = self._stream.read(size)
        self.last = found[-1:] or self.last
        return found


def _whole(lines: Iterator[Line | Refusal], file: str, watched: _Watched) -> Iterator[Line | Refusal]:
    """The register ends each line; one without its end is cut off, whatever is left of it."""
    for line, after in pairwise(chain(lines, (None,))):
        if line is None:
            return
        if after is None and watched.last != b"\n":
            yield Refusal(file, line.line if isinstance(line, Refusal) else line[0], "", "the file breaks off here")
        else:
            yield line


def read_meta(folder: Folder) -> dict[str, str]:
    if "meta.csv" not in folder.names():
        raise UsageError(f"{folder.name} has no meta.csv, which says what the extract is: load the whole set.")
    with open_table(folder, "meta.csv") as lines:
        meta = {line[1]["Variable"]: line[1]["Value"] for line in lines if not isinstance(line, Refusal)}
    for variable in ("SnapshotDate", "ExtractType", "ExtractNumber"):
        if variable not in meta:
            raise UsageError(f"meta.csv of {folder.name} does not tell {variable}; {near(variable, meta)}.")
    if meta["ExtractType"] not in {"full", "update"}:
        raise UsageError(f"meta.csv of {folder.name}: ExtractType is neither full nor update.")
    return meta


def check_files(folder: Folder, full: bool) -> None:
    """All files of the set and no other one: a part of a full set would end what the rest still tells."""
    parts = ("",) if full else ("_delete", "_insert")
    known = {"meta.csv", *(f"{table}{part}.csv" for table in TABLES for part in parts)}
    names = set(folder.names())
    if odd := sorted(names - known - OPTIONAL):
        raise UsageError(f"{folder.name}: {odd[0]} is no file of such an extract; {near(odd[0], known)}.")
    if missing := sorted(known - names):
        raise UsageError(f"{folder.name} lacks {', '.join(missing)}: load the whole set.")


@lru_cache(maxsize=50_000)
def day(text: str) -> date:
    """A date as the KBO writes it, dd-mm-yyyy; else ValueError."""
    return datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007 - a date has no zone
