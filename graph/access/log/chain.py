"""One chain of lines while its process lives: a file per day, each line on disk before the call returns."""

import fcntl
import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from graph.access.log.files import LINES, OPEN, line_hash
from graph.store.secrets import OWNER_ONLY, sync_folder


@dataclass
class Chain:
    """The chain of this process for the accounts of one country; `count` lines are on disk.

    A line names the hash `before` it, so none can be changed, left out or moved; the first line of a day names the
    day that it `follows`, so that a file which is gone can be named.
    """

    audit: Path
    country: str
    id: str = field(default_factory=lambda: uuid4().hex)
    count: int = 0
    registered: bool = False
    files: list[Path] = field(default_factory=list)
    _last: str = ""
    _file: int = -1
    _size: int = 0
    _mark: int = -1

    def append(self, told: dict[str, Any], at: datetime) -> None:
        """Write a line to the file of its day. OSError: nothing of it stays in the file."""
        follows = self._turn(at.date().isoformat())
        line: dict[str, Any] = {"chain": self.id, "number": self.count, "at": at.isoformat(timespec="milliseconds")}
        line |= {**told, **({"follows": follows} if self._size == 0 and follows else {}), "before": self._last}
        line["hash"] = line_hash(line)
        self._write((json.dumps(line, ensure_ascii=False) + "\n").encode())
        self._last, self.count = line["hash"], self.count + 1

    def _turn(self, day: str) -> str:
        """Open the file of this day, if it is not open yet; returns the day of the file before it."""
        path = self.audit / self.id / f"{day}{LINES}"
        if path not in self.files[-1:]:
            self._open(path)
        return self.files[-2].stem if len(self.files) > 1 else ""

    def _open(self, path: Path) -> None:
        for folder in (self.audit, self.audit / OPEN, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._mark < 0:
            self._mark = _locked(self.audit / OPEN / self.id)
        fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
        if self._file >= 0:
            os.close(self._file)
        self._file, self._size = fresh, 0
        self.files.append(path)
        sync_folder(path.parent)
        sync_folder(self.audit)

    def _write(self, text: bytes) -> None:
        try:
            left = text
            while left:
                left = left[os.write(self._file, left) :]
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._size)
            raise
        self._size += len(text)

    def close(self) -> None:
        """The next process that opens a chain adopts this one."""
        for handle in (self._file, self._mark):
            if handle >= 0:
                os.close(handle)
        self._file = self._mark = -1


def _locked(mark: Path) -> int:
    """A file that is locked before it has its name: nobody takes a chain that begins for one that has ended."""
    draft = mark.with_name(f".{mark.name}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT, OWNER_ONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    draft.rename(mark)
    return handle
