"""House number, suffix and box, in whichever of the three columns they are written.

A range is a number of its own (contracts.md, section 8). What may be read in two ways is read in one and the same way
everywhere, so that two places are never one; the other reading is offered as overlapping (graph/checks/overlaps.py).
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml
from anyascii import anyascii

RAISED = re.compile("([¹²³⁰-⁹½¼¾])")
LABEL = re.compile(r"(?:(?:huis|haus)?(?:nr|no|num|numero|nummer|n)(?![a-z])|#)[\s.:]*(?=\d)")
SHEET = re.compile(r"(\d+)\.0+")  # a number that went through a spreadsheet
FIRST = re.compile(r"\s*0*(\d+)")
WORDS = r"t/m|t\.?e\.?m\.?|tot(?:\s+en\s+met)?|\+|&|\s(?:bis|en|et|und|u\.)\s"
SPAN = re.compile(rf"\s*([a-z](?!/m))?\s*({WORDS}|-|/)\s*(?:0*(\d+)\s*)?([a-z])?(?![a-z\d])")
SIGN = re.compile(rf"\s*(?:{WORDS}|-|/)")
GLUED = re.compile("(?:bus|bte|boite|box)([a-z])")
WIDEST = 20  # of what may be a range or a flat: 400/404 is the one, 4/404 the other
DIGITS = {"DE": 1, "NL": 2, "LU": 2}  # the shortest 12/14 that is a range there; in Belgium it may well be box 14
SURE = 3


class House(NamedTuple):
    """`number` is one number, `17`, or a range, `400-404` or `12a-12c`."""

    number: str
    suffix: str
    box: str


@cache
def _words(name: str) -> tuple[str, ...]:
    text = Path(__file__).with_name("street_words.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=yaml.BaseLoader)[name])  # noqa: S506


@cache
def _box_word(land: str) -> re.Pattern[str]:
    """A word for a box with something after it; a bare b is one in Belgium only, before a digit: `17b3`."""
    words = rf"(?<![a-z])(?:{'|'.join(word for word in _words('box_words') if word != 'b')})(?![a-z])(?=.*[a-z\d])"
    return re.compile(rf"{words}|(?<![a-z])b[\s.]*(?=\d)" if land == "BE" else words)


@lru_cache(maxsize=100_000)
def read_house(land: str, number: str, suffix: str = "", box: str = "") -> House | None:
    """None where there is no number: a house without one is not known by its address. `land` is alpha-2."""
    text = LABEL.sub("", _plain(number), count=1)
    text = sheet[1] if (sheet := SHEET.fullmatch(text)) else text
    found, added = FIRST.match(text), _plain(suffix)
    if not found or found[1] == "0":
        return None
    whole, rest = _span(found[1], text[found.end() :], DIGITS.get(land, SURE), "/")
    if whole == found[1] and not rest.strip():
        whole, added = _span(whole, f" {added}" if SIGN.match(f" {added}") else f"/{added}", SURE, "/-")
    before, inside = _parted(land, rest, slash=land == "BE")
    after, beside = _parted(land, added, slash=False)
    inner, own = [*_box(inside), *_box(beside)], _box(box)
    return House(whole, _joined([*_marks(before), *_marks(after)]), _joined(own if own == inner else [*inner, *own]))


def overlaps(land: str, one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Whether two houses of one street, as written, may have something in common: offered, never taken for the same.

    A range and what lies in it (which numbers it holds is not known, so `400-404` with 401 too), a building and its
    boxes and additions, a suffix that may be a box, and one house that is not known to be one (another village).
    """
    first, second = read_house(land, *one), read_house(land, *other)
    if not first or not second:
        return False
    (low, high), (least, most) = _reach(first, one[0]), _reach(second, other[0])
    if low > most or least > high:
        return False
    return low < high or least < most or "-" in first.number + second.number or _may_hold(first, second)


def _reach(house: House, written: str) -> tuple[int, int]:
    """The lowest and highest number meant; `12/14`, read as a box, may still be a range."""
    ends = [int(end) for end in re.findall(r"\d+", house.number)]
    if house.number.isdigit() and (found := re.match(r"\D*(\d+)(\s*[a-z]?\s*/.*)", _plain(written))):
        ends += [int(end) for end in re.findall(r"\d+", _span(found[1], found[2], 1, "/")[0])]
    return min(ends), max(ends)


def _may_hold(one: House, other: House) -> bool:
    """Whether two houses of one number may be one, or one a part of the other."""
    if "" in (one.suffix + one.box, other.suffix + other.box):
        return True
    if one.suffix == other.suffix:
        return one.box == other.box or "" in (one.box, other.box)
    return one.suffix + one.box == other.suffix + other.box


def _plain(text: str) -> str:
    """ASCII in lower case; what is raised stands apart, `12²` is not 122; `400 à 404` in a word of its own."""
    apart = RAISED.sub(r" \1", text).replace("à", " tot ").replace("À", " tot ").replace("°", "o")
    return anyascii(apart).lower().strip()


def _span(first: str, rest: str, digits: int, doubtful: str) -> tuple[str, str]:
    """The number or range at the beginning, and what follows; a `doubtful` sign makes a range of near numbers only."""
    if not (found := SPAN.match(rest)):
        return first, rest
    start, sign, last, end = found[1] or "", found[2], found[3], found[4] or ""
    ahead = int(last or first) - int(first)
    if sign in doubtful:
        fits = 2 <= ahead <= WIDEST and ahead % 2 == 0 and len(first) >= digits
    else:
        fits = ahead > 0 or (ahead == 0 and start < end and bool(start or last))
    if fits:
        return f"{first}{start}-{last or first}{end}", rest[found.end() :]
    return (first, start + rest[found.end() :]) if last == first and start == end else (first, rest)


def _parted(land: str, text: str, slash: bool) -> tuple[str, str]:
    """What stands before a word for a box, or before a `slash` that stands for one, and what stands behind."""
    cuts = [(found.start(), found.end())] if (found := _box_word(land).search(text)) else []
    if slash and "/" in text:
        cuts.append((text.index("/"), text.index("/") + 1))
    start, end = min(cuts, default=(len(text), len(text)))
    return text[:start], text[end:]


def _box(text: str) -> list[str]:
    marks, skipped = _marks(_plain(text)), (*_words("box_words"), *_words("box_fillers"))
    while len(marks) > 1 and marks[0] in skipped:
        marks = marks[1:]
    if marks and (glued := GLUED.fullmatch(marks[0])):
        marks[0] = glued[1]
    return [] if marks == ["0"] else marks


def _marks(text: str) -> list[str]:
    """Its runs of letters and of digits, without leading zeros."""
    return [mark.lstrip("0") or mark[-1:] for mark in re.findall(r"[a-z]+|\d+", text)]


def _joined(marks: list[str]) -> str:
    """One text for marks however they are set apart, but never one for `1/11` and `11/1`, or `1.1` and `11`."""
    text = " ".join(marks)
    return re.sub(r"(?<=[a-z]) (?=\d)|(?<=\d) (?=[a-z])", "", text).replace(" ", "-")
