"""Reading the lines of a network in a View."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.access.view import MOST_ROWS, View
from graph.checks.circle import PARTIES
from graph.model.kinds import the_model
from graph.network.lines import SAME, Step
from graph.network.network import Certainty, Edge
from graph.store.connection import Rows

PARTY = "PARTY_IN"  # its class follows from the role, as in the circle of the check
COLUMNS = (
    *("here", "other", "record", "source", "authority"),
    *("since", "until", "collected_on", "grade", "basis", "category", "handling", "disputed"),
)


class Seen(NamedTuple):
    """A line as met from one of its ends: from where, to what of which kind."""

    here: str
    other: str
    kind: str
    edge: Edge
    step: Step


def read_lines(view: View, step: Step, ids: list[str]) -> Iterator[Seen]:
    for row in read_all(view, step, ids):
        yield Seen(row["here"], row["other"], step.other, _edge(view, step, row), step)


def read_all(view: View, step: Step, ids: list[str]) -> Rows:
    """All rows: where the limit cut them, the ids are asked in halves, so that a hub crowds out nobody."""
    rows = view.ask(step.query, ids=ids)
    if len(rows) < MOST_ROWS or len(ids) == 1:
        return rows
    half = len(ids) // 2
    return read_all(view, step, ids[:half]) + read_all(view, step, ids[half:])


def _edge(view: View, step: Step, row: dict[str, Any]) -> Edge:
    ends = (row["here"], row["other"])
    start, end = {"out": ends, "in": ends[::-1], "both": (min(ends), max(ends))}[step.way]
    told = {name: str(value) for name, value in row.items() if name not in COLUMNS and value is not None}
    return Edge(
        id="|".join((step.type, start, end, row["record"])),
        type=step.type,
        start=start,
        end=end,
        relation=PARTIES.get(told.get("role", ""), "none")
        if step.type == PARTY
        else the_model().kinds[step.type].relation,
        record=row["record"],
        source=row["source"],
        authority=row["authority"],
        since=row["since"],
        until=row["until"],
        collected_on=row["collected_on"],
        grade=row["grade"] or "",
        basis=row["basis"] or "",
        category=row["category"],
        handling=row["handling"],
        ended=bool(row["until"] and row["until"] <= view.as_of),
        certainty=certainty(step.type, row["grade"] or "", told.get("origin", "")),
        disputed=row["disputed"],
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
