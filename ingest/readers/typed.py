"""Rows that were typed in, as the files of a delivery, so that they are read and checked like any other."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from ingest.readers.folder import Folder

Rows = Mapping[str, Sequence[Mapping[str, str]]]


class Typed(Folder):
    """Kind -> rows, held in memory; what is typed into a case touches the disk only as records."""

    def __init__(self, name: str, rows: Rows) -> None:
        self._files = {f"{kind}.jsonl": _lines(listed) for kind, listed in rows.items()}
        super().__init__(name, {name: name for name in self._files})

    def size(self) -> int:
        return sum(map(len, self._files.values()))

    def _open(self, path: str) -> BinaryIO:
        return io.BytesIO(self._files[path])

    def close(self) -> None:
        """Nothing is held open."""


def _lines(rows: Sequence[Mapping[str, str]]) -> bytes:
    return "".join(json.dumps(dict(row), ensure_ascii=False) + "\n" for row in rows).encode()
