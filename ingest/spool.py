"""Records that wait on disk between the reading of a delivery and its first write, as rows of their statements."""

import pickle
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self

from graph.store.batches import chunks
from graph.store.records import Record
from graph.store.statements import Shape, Shaped, add_row

CHUNK = 4_000
PIECE = 100  # rows read back at once: as long, the thread that sends must wait


class Spool:
    """Put records of load `number` in, then read their rows back. The file has no name on disk: a kill removes it."""

    def __init__(self, folder: Path, number: int) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        self._number = number
        self._waiting: Shaped = defaultdict(list)
        self._count = 0
        self.shapes: set[Shape] = set()

    def put(self, record: Record) -> None:
        self.shapes.add(add_row(self._waiting, record, self._number))
        self._count += 1
        if self._count >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """From here on another process that holds the file open can read it."""
        if self._count:
            pieces = [(shape, piece) for shape, rows in self._waiting.items() for piece in chunks(rows, PIECE)]
            for told in (len(pieces), *pieces):
                pickle.dump(told, self._file, pickle.HIGHEST_PROTOCOL)
            self._waiting, self._count = defaultdict(list), 0
        self._file.flush()

    def chunks(self) -> Iterator[Shaped]:
        self.flush()
        self._file.seek(0)
        while True:
            try:
                count = self._next()
            except EOFError:
                return
            shaped: Shaped = {}
            for _ in range(count):
                shape, rows = self._next()
                shaped.setdefault(shape, []).extend(rows)
            yield shaped

    def _next(self) -> Any:
        return pickle.load(self._file)  # noqa: S301 - our own unnamed file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
