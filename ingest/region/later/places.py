"""Address register and trade notices two weeks later."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from ingest.region.bag import Place, address_line, unit_line
from ingest.region.firms import Firm
from ingest.region.later.key import EVERY, Key
from ingest.region.later.registers import Fresh, Rewriter
from ingest.region.numbers import street_number
from ingest.region.people import Person
from ingest.region.trade_notices import PER_FILE, notice, write_notices

FILE = "gewerbe-0001.xml"
WRITTEN = "2026-06-12T09:00:00"


def change_bag(work: Rewriter, was: int, line: str) -> str | None:
    """Addresses are withdrawn, units are measured again; the units of a town stand in the order of its addresses."""
    if "bagObject" not in line or work.path.name[4:7] not in {"NUM", "VBO"}:
        return line.replace("2026-06-01", "2026-06-15")
    place, addresses = was % EVERY, work.path.name[4:7] == "NUM"
    if addresses and place == 3:
        work.gone(was, ("premises",))
        return None
    if place == 5 and addresses:
        work.changed(was, "premises")
    elif place == 5:
        return re.sub(r"(oppervlakte>)\d+", r"\g<1>777", line)
    return line


def fresh_bag(places: Callable[[str], Iterable[Place]]) -> Fresh:
    """New addresses in the first street of a town; `places` answers those of a municipal code."""

    def fresh(work: Rewriter) -> Iterator[str]:
        code, kind = work.path.name[:4], work.path.name[4:7]
        for address, use in places(code) if kind in {"NUM", "VBO"} else ():
            if kind == "NUM":
                work.new(("premises",))
                yield address_line(address, street_number(code, 0))
            else:
                yield unit_line(address, use, 60)

    return fresh


def write_later_notices(second: Path, key: Key, known: Iterable[tuple[int, Firm]], new: Iterable[Firm]) -> None:
    """Only what happened since: a business ends, has another name, or begins.

    `known`: the firms of the first delivery that told one notice, with the number of that notice.
    """
    write_notices(second, _happened(second / FILE, key, known, new), per_file=1_000_000)


def _happened(path: Path, key: Key, known: Iterable[tuple[int, Firm]], new: Iterable[Firm]) -> Iterator[str]:
    line, day = 2, date(2026, 6, 10)
    for number, firm in known:
        fate = {3: "abmeldung", 5: "ummeldung"}.get(number % EVERY)
        if fate:
            line += 1
            _note(path, key, firm, number, line, renamed=fate == "ummeldung")
            yield notice(firm, fate, day, WRITTEN, " Neu" if fate == "ummeldung" else "")
    for firm in new:
        line += 1
        for kind in ("organisation", "location", "mandate", "person"):
            key.note(path, kind, "new", line=line)
        yield notice(firm, "anmeldung", day, WRITTEN)


def _note(path: Path, key: Key, firm: Firm, number: int, line: int, renamed: bool) -> None:
    """A notice of a change or an end does not say since when, so location and mandates differ from before."""
    where = f"gewerbe-{1 + number // PER_FILE:04d}.xml"
    kinds = ["location", *["mandate"] * len(people(firm)), *["organisation"] * renamed]
    for kind in kinds:
        key.note(path, kind, "changed", was=3 + number % PER_FILE, line=line, count=1, was_in=where)


def people(firm: Firm) -> set[Person]:
    told = [office.holder for office in firm.offices] + [firm.owner]
    return {one for one in told if isinstance(one, Person)}
