"""Parts of real register files, read where they lie beside the project; they are no part of it."""

import csv
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(os.environ.get("EUREGRAPH_SAMPLES", Path(__file__).parents[2] / "shared" / "samples")).resolve()


def no_samples() -> str | None:
    """Why they cannot be read; none where they can."""
    missing = [sample.path for sample in REAL if not (ROOT / sample.path).exists()]
    return f"{missing[0]} is not in {ROOT.name} beside the project" if missing else None


def objects(tag: bytes) -> Callable[[Path], int]:
    """How many elements of a name begin in a file, whatever their prefix."""
    wanted = re.compile(rb"<(?:[\w-]+:)?" + tag + rb"[\s>]")
    return lambda path: len(wanted.findall(path.read_bytes()))


def rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


@dataclass(frozen=True)
class Sample:
    """A delivery of a source: a folder, or one file of it; `count` says how many lines or objects a file holds."""

    source: str
    path: str
    ending: str
    count: Callable[[Path], int]

    def files(self) -> list[Path]:
        place = ROOT / self.path
        return [place] if place.is_file() else sorted(place.glob(f"*{self.ending}"))


XGEWERBEANZEIGE = ("2.0-invalid-sch", "2.0-valid", "2.1-invalid-sch", "2.2-valid")
REAL = (
    Sample("be_kbo", "be_kbo_update_0147", ".csv", rows),
    Sample("nl_kvk_hr", "nl_kvk_hr_dataservice", ".xml", objects(b"ophalenInschrijvingResponse")),
    Sample("nl_bag", "nl_bag_lv/lv", ".xml", objects(b"bagObject")),
    Sample("de_offeneregister", "de_offeneregister", ".jsonl", lines),
    *(
        Sample("de_gewerbeanzeige", f"de_xgewerbeanzeige/xgwa{name}.xml", "", objects(b"(?:an|um|ab)meldung"))
        for name in XGEWERBEANZEIGE
    ),
)
