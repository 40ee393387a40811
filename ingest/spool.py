"""Records that wait on disk between the reading of a delivery and its first write; mode 600, removed at the end."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from graph.store.records import Record

CHUNK = 4_000


class Spool:
    """Put records in, then read them back in the same order. The file has no name on disk: a kill removes it."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        self._waiting: list[Record] = []
        self.length = 0

    def put(self, record: Record) -> None:
        self._waiting.append(record)
        self.length += 1
        if len(self._waiting) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        pickle.dump(self._waiting, self._file, pickle.HIGHEST_PROTOCOL)
        self._waiting = []

    def chunks(self) -> Iterator[list[Record]]:
        if self._waiting:
            self._flush()
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301 - our own unnamed file
            except EOFError:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
