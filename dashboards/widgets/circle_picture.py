"""The circle as a small picture: the applicant, and below it everybody by relation class, in the order of the table."""

from base64 import b64encode
from collections.abc import Iterator
from itertools import groupby

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, tag
from dashboards.widgets.told import named
from graph.checks.check import Check
from graph.checks.circle import Member
from graph.network.lines import kind_of

# the page takes no SVG among its HTML, so it is an image, with the colours of widgets/style.css in light and dark
STYLE = """
svg { --ink: #1f2328; --quiet: #59616b; --former: #6b727c; }
@media (prefers-color-scheme: dark) { svg { --ink: #e6e8eb; --quiet: #a9b1bb; --former: #98a1ab; } }
path { fill: none; stroke: var(--quiet); }
circle { fill: #0072B2; stroke: var(--ink); }
rect { fill: #E69F00; stroke: var(--ink); }
text { fill: var(--ink); font: 13px "Segoe UI", system-ui, "Liberation Sans", sans-serif; }
.root { font-weight: 600; }
.class { fill: var(--quiet); }
text.former { fill: var(--former); }
path.former, circle.former, rect.former { fill: none; stroke: var(--former); stroke-dasharray: 3 3; }
"""
ROW, WIDTH = 24, 250
TRUNK, BRANCH, TEXT = 12, 40, 54
LONGEST = 26  # letters that fit beside a shape


def circle_picture(_: Texts, result: Check) -> Safe:
    """Drawn once for each thing, class and former or not; whoever was meant is the root."""
    rows = list(_rows(_, result))
    height = ROW * (len(rows) + 1)
    parts = [_shape(result.subject.ids[0], TRUNK, ROW // 2), _text(TRUNK + 14, ROW // 2, _root(_, result), "root")]
    for at, row in enumerate(rows, start=1):
        parts += _drawn(_, result, row, ROW * at + ROW // 2)
    said = _("Drawing of the table: everybody by legal relation, former ones with broken lines.")
    size = {"xmlns": "http://www.w3.org/2000/svg", "width": str(WIDTH), "height": str(height)}
    drawn = tag("svg", tag("style", Safe(STYLE)), *parts, **size)
    source = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    picture = tag("img", src=source, alt=said, width=size["width"], height=size["height"])
    return tag("figure", tag("figcaption", said), picture, class_="circle")


def _rows(_: Texts, result: Check) -> Iterator[str | Member]:
    """The word of each class, then its members; the table repeats a member for each role, the picture does not."""
    others = [one for one in result.circle if one.id not in result.subject.ids]
    for relation, members in groupby(others, lambda one: one.relation):
        yield _.word("relation", relation)
        yield from {(one.id, one.former): one for one in members}.values()


def _drawn(_: Texts, result: Check, row: str | Member, y: int) -> list[Safe]:
    if isinstance(row, str):
        return [_text(BRANCH - 8, y, row, "class")]
    name = _name(_, result, row.id, LONGEST - 10 * row.former)
    former = "former" if row.former else None
    line = tag("path", d=f"M{TRUNK} {ROW - 4}V{y}H{BRANCH - 8}", class_=former)
    said = _("{role} (former)", role=name) if row.former else name
    return [line, _shape(row.id, BRANCH, y, former), _text(TEXT, y, said, former)]


def _root(_: Texts, result: Check) -> str:
    known = [id_ for id_ in result.subject.ids if result.names[id_].rows]
    return _name(_, result, (known or result.subject.ids)[0])


def _name(_: Texts, result: Check, id_: str, longest: int = LONGEST) -> str:
    name = named(_, result.names[id_].label).partition(" (")[0]
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _shape(id_: str, x: int, y: int, class_: str | None = None) -> Safe:
    """A circle for a person and a square for the others, as in the network."""
    if kind_of(id_) == "Person":
        return tag("circle", cx=str(x), cy=str(y), r="7", class_=class_)
    return tag("rect", x=str(x - 6), y=str(y - 6), width="12", height="12", class_=class_)


def _text(x: int, y: int, text: str, class_: str | None) -> Safe:
    return tag("text", text, x=str(x), y=str(y + 4), class_=class_)
