"""The Belgian register two weeks later, as its update set: per file the entities deleted, then the rows inserted.

An entity that ended is deleted only; one with another name is deleted and inserted again; a new one is inserted only.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from ingest.region.firms import Firm
from ingest.region.kbo import HEADERS, lines, text_line
from ingest.region.later.key import EVERY, Key
from ingest.region.numbers import firm_index, is_planted

NAME = "be_kbo"
KINDS = {
    "enterprise": ("organisation", "mandate", "insolvency"),
    "establishment": ("location",),
    "denomination": ("organisation", "location", "person"),
    "address": ("organisation", "location"),
    "activity": ("organisation", "location"),
    "contact": ("organisation",),
    "branch": ("location",),
}
LATER = {"31-05-2026": "14-06-2026", "01-06-2026": "15-06-2026", '"full"': '"update"', '"200"': '"201"'}
Firms = Callable[[], Iterable[Firm]]


@dataclass
class Table:
    """One file of the full set, and the two of the update set that follow from it; `deleted`: the last one deleted."""

    first: Path
    second: Path
    key: Key
    deleted: str = ""
    at: dict[str, int] = field(default_factory=dict)

    def write(self, firms: Firms) -> None:
        header = HEADERS[self.first.stem].split()
        with self._begin("delete", header[:1]) as gone, self._begin("insert", header) as come:
            with self.first.open(encoding="utf-8", newline="") as old:
                for was, line in enumerate(old, start=1):
                    self._line(was, line, gone, come)
            for line, kinds in self._fresh(firms):
                self._put("insert", come, line + "\n")
                for kind in kinds:
                    self.key.note(self._path("insert"), kind, "new", line=self.at["insert"])

    def _path(self, part: str) -> Path:
        return self.second / f"{self.first.stem}_{part}.csv"

    def _begin(self, part: str, header: list[str]) -> TextIO:
        stream = self._path(part).open("w", encoding="utf-8", newline="")
        stream.write(text_line(tuple(header)) + "\n")
        self.at[part] = 1
        return stream

    def _put(self, part: str, stream: TextIO, line: str) -> None:
        stream.write(line)
        self.at[part] += 1

    def _line(self, was: int, line: str, gone: TextIO, come: TextIO) -> None:
        fate, number = _fate(self.first.stem, line), line.partition(",")[0]
        if not fate:
            return
        if number != self.deleted:
            self._put("delete", gone, f"{number}\n")
            self.deleted = number
        if fate == "gone":
            for kind in KINDS[self.first.stem]:
                self.key.vanished(NAME, self._path("delete"), kind, was, was_in=self.first.name)
            return
        self._put("insert", come, re.sub(r'"\n$', ' Nieuw"\n', line))
        kind = "organisation" if number.startswith('"1') else "location"
        told = {"was": was, "line": self.at["insert"], "count": 1}
        self.key.note(self._path("insert"), kind, "changed", was_in=self.first.name, **told)

    def _fresh(self, firms: Firms) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each row of the new entities; the first about an entity tells its records."""
        last = ""
        for firm in firms():
            for table, line in lines(firm):
                if table == self.first.stem:
                    yield text_line(line), KINDS[table] if str(line[0]) != last else ()
                    last = str(line[0])


def _fate(table: str, line: str) -> str:
    """What becomes of an entity follows from its number, the same in all files; the planted ones stay."""
    number = line[1:].split('"')[0].replace(".", "")
    if not number.isdigit() or is_planted(number):
        return ""
    place = firm_index(number) % EVERY
    renamed = place == 5 and table == "denomination" and '"0","001"' not in line
    return "gone" if place == 3 else "changed" if renamed else ""


def write_kbo_update(first: Path, second: Path, key: Key, firms: Firms) -> None:
    """The update set that follows the full set at `first`; `firms` are the new ones."""
    second.mkdir()
    for name in ("delivery.yaml", "code.csv"):
        shutil.copy(first / name, second / name)
    meta = (first / "meta.csv").read_text("utf-8")
    for old, new in LATER.items():
        meta = meta.replace(old, new)
    (second / "meta.csv").write_text(meta, encoding="utf-8")
    for table in KINDS:
        Table(first / f"{table}.csv", second, key).write(firms)
