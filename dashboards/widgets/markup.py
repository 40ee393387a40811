"""Plain HTML that a screen reader can read. Every value is escaped here: names come from files of others."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from re import compile as pattern

VOID = {"input", "meta"}  # elements without an end
DAY = pattern(r"\d{4}-\d{2}-\d{2}")


class Safe(str):
    """HTML made by this module; any other string is text and is escaped."""

    __slots__ = ()


def safe(value: object) -> Safe:
    """HTML of a value; nothing known is a dash that is read as such."""
    if isinstance(value, Safe):
        return value
    if value is None or value == "":
        return Safe("<span class='none'>–</span>")
    return Safe(escape(value.isoformat() if isinstance(value, date) else str(value)))


def tag(name: str, /, *inside: object, **attributes: str | None) -> Safe:
    """An element; `class_` and `for_` lose their underscore, an attribute that is None is left out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Safe(f"<{name}{told}>" if name in VOID else f"<{name}{told}>{''.join(map(safe, inside))}</{name}>")


def join(parts: Iterable[object], between: str = "") -> Safe:
    return Safe(escape(between).join(safe(part) for part in parts))


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    faded: Sequence[bool] = (),
    picked: Sequence[bool] = (),
) -> Safe:
    """A table with a caption; the first cell of a row is its heading, `faded` rows are former ones."""
    head = tag("tr", *(tag("th", one, scope="col") for one in heads))
    body = [_row(row, any(faded[at : at + 1]), any(picked[at : at + 1])) for at, row in enumerate(rows)]
    inside = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", inside, class_="scroll", tabindex="0", role="group", aria_label=caption)


def _row(row: Sequence[object], faded: bool, picked: bool) -> Safe:
    first, *rest = row
    cells = [
        tag("th", first, scope="row", class_=_kind(first)),
        *(tag("td", cell, class_=_kind(cell)) for cell in rest),
    ]
    kind = " ".join(name for name, holds in (("former", faded), ("picked", picked)) if holds)
    return tag("tr", *cells, class_=kind or None, aria_current="true" if picked else None)


def _kind(cell: object) -> str | None:
    day = isinstance(cell, date) or (isinstance(cell, str) and DAY.fullmatch(cell))
    return "number" if isinstance(cell, int | float) else "date" if day else None


def fold(summary: object, *inside: object, opened: bool = False) -> Safe:
    """A part that opens by click or key."""
    return tag("details", tag("summary", summary), *inside, open="" if opened else None)


def section(title: str, *inside: object) -> Safe:
    return tag("section", tag("h2", title), *inside)


def bullets(items: Iterable[object]) -> Safe:
    return tag("ul", *(tag("li", item) for item in items))
