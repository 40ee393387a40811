"""Writes the Dutch register: many inscriptions in one file, so that a large region is a short folder."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from ingest.region.contract_folder import FIRST, write_beside
from ingest.region.firms import Firm
from ingest.region.kvk_xml import inscription

PER_FILE = 1_000
NAMESPACE = "http://schemas.kvk.nl/schemas/hrip/dataservice/2015/02"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<inschrijvingen xmlns="{NAMESPACE}">\n'


def _write_file(path: Path, first: Firm, others: Iterable[Firm], moment: str) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        for firm in chain([first], others):
            stream.write(inscription(firm, moment) + "\n")
            count += 1
        stream.write("</inschrijvingen>\n")
    return count


def write_kvk(folder: Path, firms: Iterable[Firm]) -> Counter[str]:
    """All inscriptions, a complete delivery; answers how many."""
    write_beside(folder, "complete", "synthetic")
    moment = "".join(sign for sign in FIRST if sign.isdigit()) + "000"
    counts: Counter[str] = Counter()
    stream = iter(firms)
    for number, first in enumerate(stream, start=1):
        path = folder / f"inschrijvingen-{number:04d}.xml"
        counts["inscription"] += _write_file(path, first, islice(stream, PER_FILE - 1), moment)
    return counts
