"""The registers two weeks later: entries are gone, have another name or a director less; new ones follow."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.region.firms import Firm
from ingest.region.kvk_xml import inscription
from ingest.region.later.key import EVERY, Key
from ingest.region.numbers import firm_index, is_planted
from ingest.region.offeneregister import companies
from ingest.region.world import World

MOMENT = "20260615060000000"
READ = date(2026, 6, 12)
KVK = ("organisation", "location", "mandate", "person", "insolvency")
OFFICE = re.compile(r"<heeft><bestuursfunctie>.*?</heeft>")
HOLDER = re.compile(r"<natuurlijkPersoon>.*?<volledigeNaam>(.*?)</volledigeNaam>")


@dataclass
class Rewriter:
    """Goes through one file of the first delivery; `at` is the line last written."""

    name: str
    path: Path
    key: Key
    at: int = 0

    def gone(self, was: int, kinds: Iterable[str]) -> None:
        for kind in kinds:
            self.key.vanished(self.name, self.path, kind, was)

    def changed(self, was: int, kind: str) -> None:
        self.key.note(self.path, kind, "changed", was=was, line=self.at + 1, count=1)

    def new(self, kinds: Iterable[str]) -> None:
        for kind in kinds:
            self.key.note(self.path, kind, "new", line=self.at + 1)


Change = Callable[[Rewriter, int, str], str | None]  # a line of the first delivery -> of the second, or none
Fresh = Callable[[Rewriter], Iterator[str]]


def rewrite(name: str, first: Path, second: Path, key: Key, change: Change, fresh: Fresh) -> None:
    """One file; what is new comes before its last line where that closes the XML."""
    work = Rewriter(name, second, key)
    with first.open(encoding="utf-8", newline="") as old, second.open("w", encoding="utf-8", newline="") as out:
        last = ""
        for was, line in enumerate(old, start=1):
            if line.startswith("</"):
                last = line
            elif (told := change(work, was, line)) is not None:
                out.write(told)
                work.at += 1
        for line in fresh(work):
            out.write(line + "\n")
            work.at += 1
        out.write(last)


def change_offeneregister(work: Rewriter, was: int, line: str) -> str | None:
    """Only some companies are read again: what is not told has not ended."""
    found = re.search(r'"_registerNummer":"(\d+)"', line)
    if not found or int(found[1]) % EVERY != 5:
        return None
    work.changed(was, "organisation")
    renamed = re.sub(r'("name":"[^"]+)', r"\1 Neu", line, count=1)
    return re.sub(r'("retrieved_at":")[\d-]+', rf"\g<1>{READ}", renamed)


def fresh_offeneregister(world: World, firms: Callable[[], Iterable[Firm]]) -> Fresh:
    def fresh(work: Rewriter) -> Iterator[str]:
        for line in companies(world, firms(), READ):
            work.new(("organisation", "mandate", "person"))
            yield line

    return fresh


def change_kvk(work: Rewriter, was: int, line: str) -> str | None:
    line = re.sub(r'peilmoment="\d+"', f'peilmoment="{MOMENT}"', line)
    found = re.search(r"<kvkNummer>(\d+)", line)
    if not found or is_planted(found[1]):
        return line
    place = firm_index(found[1]) % EVERY
    if place == 3:
        work.gone(was, KVK)
        return None
    if place == 5:
        work.changed(was, "organisation")
        return re.sub(r"(<naam>[^<]+)", r"\1 Nieuw", line, count=1)
    return _without_director(work, was, line) if place in {7, 11, 13, 17, 19, 23} else line


def _without_director(work: Rewriter, was: int, line: str) -> str:
    """The first director has left, where somebody else is left and he holds no other office."""
    offices = OFFICE.findall(line)
    holder = HOLDER.search(offices[0]) if len(offices) > 1 else None
    if not holder or line.count(holder[1]) > 1 or "registratieTijdstip" not in offices[0]:
        return line
    for kind in ("mandate", "person"):
        work.key.vanished(work.name, work.path, kind, was, count=1)
    return line.replace(offices[0], "", 1)


def fresh_kvk(firms: Callable[[], Iterable[Firm]], last: str) -> Fresh:
    """New inscriptions stand in the last file."""

    def fresh(work: Rewriter) -> Iterator[str]:
        for firm in firms() if work.path.name == last else ():
            work.new(KVK)
            yield inscription(firm, MOMENT)

    return fresh
