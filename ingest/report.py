"""The load report: what was read, what became of it, and what was refused; JSON, without a value of a person."""

import heapq
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Self

from ingest.contract.values import shape
from ingest.rows import Delivery, Refusal
from ingest.shares import Share
from ingest.spec import SourceSpec

# what may become of records of a kind (kinds of the model), or of rows before they are records (kinds of the contract)
OUTCOMES = ("new", "changed", "unchanged", "ended", "withdrawn", "refused", "repeated", "contradicted", "expired")


@dataclass
class Report:
    """Counts per file (lines) and per kind (records). read = used + refused + ignored + expired + repeated per file."""

    delivery: Delivery
    load: int = 0
    status: str = ""
    lines: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    records: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    warnings: int = 0
    missing_refs: int = 0
    dropped_columns: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored_files: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    absence_unknown: list[str] = field(default_factory=list)
    accepted_because: str = ""
    graph_rows: int = 0

    def count(self, file: str, outcome: str, number: int = 1) -> None:
        self.lines[file][outcome] += number

    def record(self, kind: str, outcome: str, number: int = 1) -> None:
        self.records[kind][outcome] += number

    def add(self, lines: dict[str, Counter[str]], records: dict[str, Counter[str]], warnings: int) -> None:
        """What one share of the rows counted."""
        for counted, into in ((lines, self.lines), (records, self.records)):
            for name, counter in counted.items():
                into[name].update(counter)
        self.warnings += warnings

    def total(self, outcome: str) -> int:
        return sum(counter[outcome] for counter in self.lines.values())

    @property
    def read(self) -> int:
        return sum(sum(counter.values()) for counter in self.lines.values())

    def as_json(self) -> dict[str, Any]:
        told = self.delivery
        return {
            "load": self.load,
            "status": self.status,
            "source": told.source,
            "authority": told.authority,
            "delivery": told.name,
            "extracted_on": told.extracted_on.isoformat(),
            "complete": told.complete,
            "read": self.read,
            "lines": {file: {"read": sum(c.values()), **c} for file, c in sorted(self.lines.items())},
            "records": {kind: dict(c) for kind, c in sorted(self.records.items())},
            "warnings": self.warnings,
            "refs_not_delivered": self.missing_refs,
            "columns_dropped_by_law": self.dropped_columns,
            "columns_ignored_by_name": {kind: list(names) for kind, names in self.ignored_columns.items()},
            "files_ignored_by_name": self.ignored_files,
            "expectations_broken": self.broken,
            "accepted_because": self.accepted_because,
            "absence_unknown_because_of_unreadable_lines": self.absence_unknown,
            "graph_rows": self.graph_rows,
        }


class Quarantine:
    """Refused rows and fields of one share as JSON lines: source, file, line, field, reason, value masked unless
    harmless. They wait in an unnamed file, each with the place of its row in the delivery, until they are `gathered`.
    """

    def __init__(self, folder: Path, spec: SourceSpec, share: Share) -> None:
        self._spec, self._share = spec, share
        self._file: IO[str] = TemporaryFile("w+", encoding="utf-8", dir=folder)  # noqa: SIM115 - closed by __exit__

    def put(self, refusal: Refusal, kind: str = "") -> None:
        column = self._spec.kind(kind).columns.get(refusal.field) if kind else None
        value = refusal.value if column and column.harmless(refusal.value) else shape(refusal.value)
        line = {
            "source": self._spec.source,
            "file": refusal.file,
            "line": refusal.line,
            "field": refusal.field,
            "reason": refusal.reason,
            "value": value,
            "row_refused": refusal.whole,
        }
        self._file.write(f"{self._share.position}\t{json.dumps(line, ensure_ascii=False)}\n")

    def put_all(self, refusals: Iterable[Refusal], kind: str = "") -> None:
        for refusal in refusals:
            self.put(refusal, kind)

    def flush(self) -> None:
        """From here on another process that holds the file open can read it."""
        self._file.flush()

    def lines(self) -> Iterator[tuple[int, str]]:
        self._file.seek(0)
        for line in self._file:
            position, _, told = line.partition("\t")
            yield int(position), told

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def new_list(path: Path) -> None:
    """An empty list of refused rows, for its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    open(path, "w", opener=_private).close()


def gather(path: Path, parts: Iterable[Quarantine]) -> None:
    """Add the refused rows of all shares to the list, in the order of the delivery."""
    with open(path, "a", encoding="utf-8", opener=_private) as file:
        for _, line in heapq.merge(*(part.lines() for part in parts), key=itemgetter(0)):
            file.write(line)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def refused_rows(data: Path, load: int) -> list[dict[str, Any]]:
    """What a load refused, from its list; a value may hold any separator but the end of a line."""
    path = data / "quarantine" / f"{load}.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    return [json.loads(line) for line in lines if line]
