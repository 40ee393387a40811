"""A delivery by contract two weeks later: some rows are gone, some say something else, some are new.

The first delivery is gone through line by line; of its rows only the references are kept in memory, since an identity
row that nobody refers to any more vanishes with the row that did.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ingest.contract.kind import KindSpec, kinds
from ingest.region.contract_folder import record_id
from ingest.region.later.key import DAY, EVERY, Key

PLANTED = re.compile(r"S\d+|Z/25/8\d+|[A-Z]+S\d+")
KEPT = {"incident", "group", "chapter", "permit"}  # other rows rest on them
MOVED = {"person": ("given_names", "Robin"), "organisation": ("status", "dormant"), "premises": ("use", "vacant")}
Row = dict[str, str]


@dataclass
class Later:
    """One delivery: read at `first`, written to `second`."""

    name: str
    first: Path
    second: Path
    key: Key
    used: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def write(self) -> None:
        label = (self.first / "delivery.yaml").read_text("utf-8")
        self.second.mkdir(parents=True)
        label = re.sub(r"(?m)^extracted_at:.*$", f"extracted_at: '{DAY}T06:00:00'", label)
        (self.second / "delivery.yaml").write_text(label, encoding="utf-8")
        told = sorted(self.first.glob("*.csv"))
        for identity in (False, True):
            for path in (one for one in told if bool(kinds()[one.stem].identity) is identity):
                self._file(path, kinds()[path.stem])

    @cached_property
    def _circle(self) -> set[str]:
        """Whoever a residence names must stay named by the rows of the case that let it in."""
        path = self.first / "residence.csv"
        return {row["person_ref"] for _, row in _rows(path)} if path.is_file() else set()

    def _file(self, path: Path, kind: KindSpec) -> None:
        out, at = self.second / path.name, 1
        with out.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            for was, row in _rows(path):
                if was == 2:
                    writer.writerow(row)
                for fate, told in self._fates(kind, was, row):
                    if fate in {"gone", "new"}:
                        self.touched |= _refs(kind, told)
                    if fate == "gone":
                        self.key.vanished(self.name, out, kind.kind, was)
                        continue
                    at += 1
                    writer.writerow(told.values())
                    self.used |= _refs(kind, told)
                    if _own(kind, told) & self.touched:
                        self.key.note(out, kind.kind, "parts", was=was, line=at)
                    if fate == "changed":  # the part that holds the changed column; of an identity row each part
                        self.key.note(out, kind.kind, fate, was=was, line=at, count=0 if kind.identity else 1)
                        self._history(out, kind, at)
                    elif fate:
                        self.key.note(out, kind.kind, fate, line=at)

    def _fates(self, kind: KindSpec, was: int, row: Row) -> Iterator[tuple[str, Row]]:
        """The row as it is told now, and after it perhaps a new one like it."""
        touched = not any(map(PLANTED.fullmatch, row.values())) and not _refs(kind, row) & self._circle
        turn = was % EVERY if touched else 0
        needless = kind.identity and not _own(kind, row) & self.used
        if needless or (turn == 3 and not kind.identity and kind.kind not in KEPT):
            yield "gone", row
        elif turn == 5 and (other := _changed(kind, row)):
            yield "changed", other
        else:
            yield "", row
        if turn == 7 and not kind.identity and (fresh := _fresh(kind, row, was)):
            yield "new", fresh

    def _history(self, out: Path, kind: KindSpec, line: int) -> None:
        """What the import itself makes of a change: the permit's new status, as a change of its own."""
        for told in kind.history.values():
            self.key.note(out, told, "new", line=line, count=1)


def _refs(kind: KindSpec, row: Row) -> set[str]:
    """Whom a row refers to: by reference, or an organisation by its VAT number."""
    by_number = {row[name] for name in row if name in kind.columns and kind.columns[name].type == "vat"}
    return by_number | {ref for name, column in kind.columns.items() for ref in column.refs(row.get(name))}


def _own(kind: KindSpec, row: Row) -> set[str]:
    """What others refer to an identity row by."""
    return {row[kind.key[0]], row.get("vat_number") or row[kind.key[0]]} if kind.identity else set()


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Line and values of each row; rows of the made-up region stand on one line each."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from enumerate(csv.DictReader(stream), start=2)


def _changed(kind: KindSpec, row: Row) -> Row | None:
    """The row with one column of another value that is no part of its key and says nothing of another row."""
    if kind.identity:
        name, value = MOVED[kind.kind]
        return {**row, name: value}
    if kind.kind == "permit":
        return {**row, "status": "lapsed" if row["status"] != "lapsed" else "suspended"}
    free = [name for name in row if name in kind.columns and name not in kind.key and row[name]]
    for name in free:
        if kind.columns[name].type == "decimal":
            return {**row, name: "77"}
    day = next((name for name in free if kind.columns[name].type == "date" and name != kind.since), "")
    name = day or (kind.until if kind.until in row and not row[kind.until] else "")
    return {**row, name: "2026-06-10"} if name else None


def _fresh(kind: KindSpec, row: Row, was: int) -> Row | None:
    """A row like it under a new number, or of a new day."""
    for name in kind.key:
        if not kind.columns[name].refers() and not kind.columns[name].codes:
            value = f"2026-06-{1 + was % 14:02d}" if kind.columns[name].type == "date" else f"N/{was}"
            fresh = {**row, name: value}
            return fresh | ({} if kind.identity else {"record_id": record_id(kind, fresh)})
    return None
