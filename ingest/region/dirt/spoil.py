"""Spoils a written delivery: dirty rows among the good ones, and a key that says what the import must report.

Every so manyth row gets one kind of dirt, each kind in turn; no good row is lost by it. Files are gone through line by
line: each row of the made-up region stands on one.
"""

import csv
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from ingest.contract.kind import kinds
from ingest.region.dirt.faults import FAULTS, Good, Spoiled
from ingest.region.dirt.registers import REGISTERS, is_of_planted

ROWS, NO_ROWS = {".csv", ".xml", ".jsonl"}, {"meta", "code"}
Way = tuple[str, Callable[[], list[Spoiled]]]  # a kind of dirt by name, and what it makes of the row
Offer = Callable[[bytes], list[Way]]  # a line -> the ways in which it can be spoiled; none where it is no row


@dataclass
class Dirt:
    """How much is spoiled (a share of the rows), where the key goes, and how often each kind of dirt was used."""

    share: float
    key: TextIO
    rows: int = 0
    used: Counter[str] = field(default_factory=Counter)

    def spoil(self, source: str, folder: Path) -> None:
        """Rewrite every file of rows in the folder."""
        files = [path for path in folder.iterdir() if path.suffix in ROWS and path.stem not in NO_ROWS]
        for path in sorted(files):
            draft = path.with_suffix(".dirty")
            with path.open("rb") as good, draft.open("wb") as out:
                header = b"" if path.suffix == ".jsonl" else good.readline()
                out.write(header)
                offer = self._register(source, path.name) if source in REGISTERS else self._contract(path.stem, header)
                self._rows(path, offer, good, out, at=header.count(b"\n"))
            draft.replace(path)

    def _rows(self, path: Path, offer: Offer, good: BinaryIO, out: BinaryIO, at: int) -> None:
        for line in good:
            dirt, spoiled = self._due(offer(line))
            if not (spoiled and spoiled[0].instead):
                out.write(line)
                at += 1
            for one in spoiled:
                out.write(one.line + b"\n")
                at += 1
                self._note(path, at, dirt, one)

    def _due(self, ways: list[Way]) -> tuple[str, list[Spoiled]]:
        """The spoiled lines for a row, if it is its turn: by the kind of dirt that was used least so far."""
        self.rows += bool(ways)
        if not ways or self.rows % round(1 / self.share):
            return "", []
        for name, way in sorted(ways, key=lambda one: self.used[one[0]]):
            if spoiled := way():
                self.used[name] += 1
                return name, spoiled
        return "", []

    def _contract(self, kind: str, header: bytes) -> Offer:
        names = next(csv.reader([header.decode()]))

        def offer(line: bytes) -> list[Way]:
            values = dict(zip(names, next(csv.reader([line.decode()])), strict=True))
            good = Good(kinds()[kind], values, self.used.total())
            return [(fault.__name__, partial(fault, good)) for fault in FAULTS]

        return offer

    @staticmethod
    def _register(source: str, file: str) -> Offer:
        begin, ways = REGISTERS[source]

        def offer(line: bytes) -> list[Way]:
            row = line.startswith(begin) and not is_of_planted(line)
            return [(way.__name__, partial(way, file, line.rstrip(b"\n"))) for way in ways] if row else []

        return offer

    def _note(self, path: Path, line: int, dirt: str, spoiled: Spoiled) -> None:
        """One line of the key; the first of two rows that contradict each other is reported with the second."""
        if spoiled.reason:
            told = {"delivery": path.parent.name, "file": path.name, "line": line, "field": spoiled.field}
            told |= {"reason": spoiled.reason, "row_refused": spoiled.whole, "dirt": dirt.strip("_")}
            self.key.write(json.dumps(told, ensure_ascii=False) + "\n")
