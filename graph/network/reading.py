"""Reading the lines of a network in a View, each with the category and handling code of its compartment.

A query can never name a compartment. So what it returns is asked again in Views narrowed to the open compartments of
one category and handling code: the one that tells the row is the one it lies in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from graph.access.view import MOST_ROWS, View
from graph.model.kinds import the_model
from graph.network.lines import SAME, Step
from graph.network.network import Certainty, Edge
from graph.store.connection import Rows
from graph.store.loads import named_compartments

COLUMNS = (
    *("here", "other", "record", "source", "authority"),
    *("since", "until", "collected_on", "grade", "basis"),
)


class Part(NamedTuple):
    """Category and handling code of compartments."""

    category: str
    handling: str


GRANTED = Part("granted", "")


class Seen(NamedTuple):
    """A line as met from one of its ends: from where, to what of which kind."""

    here: str
    other: str
    kind: str
    edge: Edge
    step: Step


def parts_of(view: View) -> list[tuple[Part, View]]:
    """The View in parts of one category and handling code each; what was released to the case is the last."""
    held = named_compartments(view.store, view.open)
    grouped: dict[Part, dict[str, date]] = defaultdict(dict)
    for id_, earliest in view.open.items():
        grouped[Part(held[id_].category, held[id_].handling)][id_] = earliest
    found = [(part, replace(view, open=opened, granted={})) for part, opened in sorted(grouped.items())]
    return [*found, (GRANTED, replace(view, open={}))] if view.granted else found


@dataclass(frozen=True)
class Reader:
    view: View
    parts: list[tuple[Part, View]]

    @classmethod
    def of(cls, view: View) -> "Reader":
        return cls(view, parts_of(view))

    def classified(self, read: Callable[[View], Rows]) -> Iterator[tuple[Part, dict[str, Any]]]:
        """Rows with the part they lie in; a part is asked only while a row of the whole View has none yet."""
        left = {repr(row) for row in read(self.view)}
        told = set[str]()
        for part, narrow in self.parts:
            if left <= told:
                return
            rows = read(narrow)
            yield from ((part, row) for row in rows if part is not GRANTED or repr(row) not in told)
            told |= {repr(row) for row in rows}

    def lines(self, step: Step, ids: list[str]) -> Iterator[Seen]:
        for part, row in self.classified(lambda view: read_all(view, step, ids)):
            yield Seen(row["here"], row["other"], step.other, _edge(self.view, step, part, row), step)


def read_all(view: View, step: Step, ids: list[str]) -> Rows:
    """All rows: where the limit cut them, the ids are asked in halves, so that a hub crowds out nobody."""
    rows = view.ask(step.query, ids=ids)
    if len(rows) < MOST_ROWS or len(ids) == 1:
        return rows
    half = len(ids) // 2
    return read_all(view, step, ids[:half]) + read_all(view, step, ids[half:])


def _edge(view: View, step: Step, part: Part, row: dict[str, Any]) -> Edge:
    ends = (row["here"], row["other"])
    start, end = {"out": ends, "in": ends[::-1], "both": (min(ends), max(ends))}[step.way]
    told = {name: str(value) for name, value in row.items() if name not in COLUMNS and value is not None}
    return Edge(
        id="|".join((step.type, start, end, row["record"])),
        type=step.type,
        start=start,
        end=end,
        relation=the_model().kinds[step.type].relation,
        record=row["record"],
        source=row["source"],
        authority=row["authority"],
        since=row["since"],
        until=row["until"],
        collected_on=row["collected_on"],
        grade=row["grade"] or "",
        basis=row["basis"] or "",
        category=part.category,
        handling=part.handling,
        ended=bool(row["until"] and row["until"] <= view.as_of),
        certainty=certainty(step.type, row["grade"] or "", told.get("origin", "")),
        told=told,
    )


def certainty(type_: str, grade: str, origin: str) -> Certainty:
    """How a line is drawn: by the evaluation 4x4 (formats.md, section 7); what the applicant only declared is dashed.

    Information 1: confirmed, 2 and 3: unconfirmed, 4 or a source X: tentative; a record without grade is its
    authority's own.
    """
    if type_ == SAME:
        return "derived"
    if grade.startswith("X") or grade.endswith("4"):
        return "tentative"
    return "unconfirmed" if grade[1:] in {"2", "3"} or origin == "declared" else "confirmed"
