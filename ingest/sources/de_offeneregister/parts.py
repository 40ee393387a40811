"""What stands inside the texts of OffeneRegister: days, addresses, and the entry of a firm that is an officer."""

import re
from datetime import date
from typing import NamedTuple

from graph.resolve.address_lines import HOUSE
from graph.resolve.identifiers import SCHEMES

# the shapes in which registers write a day: 2018-02-06, 06-02-2018, 06.02.2018, 20180206 (text or number), 06022018
DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(T.*)?"),
    re.compile(r"(?P<d>\d{1,2})[.-](?P<m>\d{1,2})[.-](?P<y>\d{4})"),
    re.compile(r"(?P<y>(18|19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>(18|19|20)\d{2})"),
)
ADDRESS = re.compile(
    r"(?P<street>.*?[^\W\d].*?)\s*(?<!\w)"
    rf"(?:(?P<single>\d+)\s*(?P<letter>[A-Za-z]?)|(?P<range>{HOUSE}))"
    r"(?:,\s*(?P<part>[^,\d]+))?,\s*(?P<postcode>\d{5})\s+(?P<town>.+)"
)
NUMBER = re.compile(r"(?P<court>[A-Z]\d{4}[A-Z]?)_((?P<former>[A-Z]\d{4}[A-Z]?)_)?(?P<entry>(HRA|HRB|GnR|PR|VR|GsR).+)")
ENTRY = re.compile(
    r"\s*\(((Amtsgericht|AG)\s+(?P<court>[^()]*?)\s+)?(?P<entry>(HRA|HRB|GnR|PR|VR)\s*\d+( [A-Z]{1,3})?)\s*\).*"
)


class Entry(NamedTuple):
    """A register entry: where its court is not known, `ref` is no official number."""

    ref: str
    court: str
    entry: str


def day(text: str) -> str | None:
    """The day as YYYY-MM-DD; None for what is no day in a shape that a register writes."""
    for shape in DAYS:
        if found := shape.fullmatch(text.strip()):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                continue
    return None


def address(text: str) -> dict[str, str]:
    """Its columns; nothing for a text that was cut off, for a street alone names no premises."""
    if not (found := ADDRESS.fullmatch(text.strip().rstrip("."))):
        return {}
    told = {name: (value or "").strip() for name, value in found.groupdict().items()}
    number, suffix = told["single"] or told["range"], f"{told['letter']} {told['part']}".strip()
    columns = {"street": told["street"], "number": number, "suffix": suffix}
    return {name: value for name, value in columns.items() if value} | {n: told[n] for n in ("postcode", "town")}


def company_number(text: str) -> Entry | None:
    """`K1101R_HRB150148`, or with the court that gave the number first, `M1103_M1106_HRB1128`.

    After a move the new court may have given that number to another firm: then it is official only where both are one.
    """
    found = NUMBER.fullmatch(text)
    entry = SCHEMES["DE_HR"].normalise(found["entry"]) if found else None
    if not found or not entry:
        return None
    if found["former"] not in {None, found["court"]}:
        return Entry(f"de-or:{text}", "", entry)
    return Entry(f"euid:DE{found['court']}.{entry}", found["court"], entry)


def firm(name: str) -> tuple[str, str, str] | None:
    """Name, court and entry of a firm that is an officer: `X GmbH, Leonberg (Amtsgericht Stuttgart HRB 252875), …`."""
    found = ENTRY.search(name)
    return (name[: found.start()].strip(" ,"), found["court"] or "", found["entry"]) if found else None
