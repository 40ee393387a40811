"""Writes one delivery by contract: delivery.yaml and one CSV file per kind (contracts.md, section 1)."""

import csv
import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

from ingest.contract.kind import KindSpec, kinds
from ingest.region.habits import written
from ingest.region.identity import IdentityKey
from ingest.region.shapes import WHO

INSTRUMENT = "Made-up data for demonstration and tests: no person or firm in it exists"
ENVELOPE = ("record_id", "grade", "handling_code", "outcome", "share_with", "collected_on", "copied_from")
PLANTED = re.compile(r"S\d")
FIRST = "2026-06-01T06:00:00"


def write_label(folder: Path, source: str, authority: str, extracted_at: str) -> None:
    """delivery.yaml: complete, synthetic, with the defaults of the source."""
    defaults = yaml.load(Path(__file__).with_name("defaults.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    label = {
        "contract": "1",
        "source": source,
        "authority": authority,
        "extracted_at": extracted_at,
        "complete": "true",
        "synthetic": "true",
        "legal_instrument": INSTRUMENT,
        "defaults": defaults[source],
    }
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(label, sort_keys=False, allow_unicode=True, width=120)
    (folder / "delivery.yaml").write_text(text, encoding="utf-8")


def write_beside(folder: Path, *switches: str) -> None:
    """What lies beside the own files of a register: `complete`, `synthetic`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{switch}: true\n" for switch in switches)
    (folder / "delivery.yaml").write_text(text, encoding="utf-8")


class ContractFolder:
    """An open delivery; a kind's file begins with its first row, a column the contract lacks is an error."""

    def __init__(self, folder: Path, source: str, authority: str, extracted_at: str = FIRST) -> None:
        write_label(folder, source, authority, extracted_at)
        self.folder, self.counts = folder, Counter[str]()
        self.name, self.authority = f"{source}/{authority}", authority
        self._files = ExitStack()
        self._identity = self._files.enter_context(IdentityKey(folder, source, authority))
        self._writers: dict[str, csv.DictWriter[str]] = {}

    def __enter__(self) -> "ContractFolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def _writer(self, kind: str) -> "csv.DictWriter[str]":
        spec = kinds()[kind]
        own = (name for name, column in spec.columns.items() if not column.register_only)
        columns = list(dict.fromkeys([*(ENVELOPE[1:] if spec.identity else ENVELOPE), *spec.requires, *own]))
        stream = self._files.enter_context((self.folder / f"{kind}.csv").open("w", encoding="utf-8", newline=""))
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        return writer

    def write(self, kind: str, values: dict[str, Any]) -> None:
        """One row; dates as ISO, None as unknown; record_id follows from the key of the kind."""
        if kind not in self._writers:
            self._writers[kind] = self._writer(kind)
        if who := values.get(WHO):
            ref = values[kinds()[kind].key[0]]
            self._identity.note(ref, who)
            told = {name: value for name, value in values.items() if name != WHO}
            values = told if PLANTED.match(ref) else written(told, self.authority, ref)
        row = {column: "" if value is None else str(value) for column, value in values.items()}
        spec = kinds()[kind]
        if not spec.identity:
            row["record_id"] = record_id(spec, row)
        self._writers[kind].writerow(row)
        self.counts[kind] += 1


def record_id(spec: KindSpec, row: dict[str, str]) -> str:
    return "|".join(row.get(column, "") for column in spec.key)
