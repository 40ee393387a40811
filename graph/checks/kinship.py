"""The partners and relatives that the police tells of a person: read once a second person has signed for that person.

Never part of a check, a network, a path or an export (indicators.md, O09; contracts.md, section 6).
"""

from dataclasses import dataclass
from typing import Any

from graph.access.standing import Signed
from graph.access.view import View
from graph.checks.describe import describe
from graph.checks.subject import closure, find_subject
from graph.errors import UsageError
from graph.store.connection import Rows

ACT = "kinship"
NOTHING = "  Nothing that may be shown in this case."
NO_GROUND = (
    "A family tie says nothing of what somebody did: it is no ground for a decision, and it never stands alone in an"
    " indicator."
)


@dataclass(frozen=True)
class Kinship:
    """`ties`: one row for each statement and each other person; `names`: what every id here is called."""

    person: str
    signed: tuple[Signed, ...]
    ties: Rows
    names: dict[str, str]


def one_person(view: View, typed: str) -> str:
    """The id of a person of whom something visible speaks; UsageError for anything else."""
    if not typed.startswith("per:"):
        raise UsageError(f"{ACT} is asked about one person: give the id (per:...) that `check` and `network` show.")
    find_subject(view, typed)
    return typed


def read_kinship(view: View, person: str) -> Kinship:
    """The private ties of a person that the View may see; RefusedError while nobody has signed for that person.

    A person is asked about under every id by which this View knows the one that was signed for.
    """
    with view.action("case kinship"):
        known = set(closure(view, [person])) & view.signed_about(ACT)
        ties = view.step("kinship", ids=sorted({person} | known))
        names = describe(view, sorted({person} | {row["other"] for row in ties}))
    signed = tuple(sorted(one for one in view.signed if one.act == ACT and one.about in {person} | known))
    return Kinship(person, signed, ties, {id_: told.label for id_, told in names.items()})


def kinship_data(told: Kinship) -> dict[str, Any]:
    """As plain data: the same content as the text."""
    ties = [row | {"label": told.names[row["other"]]} for row in told.ties]
    signed = [{"about": one.about, "by": one.by, "until": one.until} for one in told.signed]
    return {"person": told.person, "label": told.names[told.person], "signed": signed, "ties": ties, "note": NO_GROUND}


def kinship_lines(told: Kinship) -> list[str]:
    signed = "; ".join(f"{one.by} signed, until {one.until}" for one in told.signed)
    lines = [f"Family ties of {told.names[told.person]} ({signed})"]
    ties = [_line(row, told.names[row["other"]]) for row in told.ties]
    return [*lines, *(ties or [NOTHING]), NO_GROUND]


def _line(row: dict[str, Any], label: str) -> str:
    told = f"told by {row['authority']} ({row['source']}) on {row['collected_on']}"
    grade = f", grade {row['grade']}" if row["grade"] else ""
    handling = f", handling code {row['handling']}" if row["handling"] else ""
    disputed = ", disputed" if row["disputed"] else ""
    where = f"{row['record']}, {row['delivery']} {row['file']}:{row['line']}"
    return f"  {row['kind']}: {label}, {_dates(row)}, {told}{grade}{handling}{disputed}; {where}"


def _dates(row: dict[str, Any]) -> str:
    return f"{row['since'] or '?'} to {row['until'] or 'today'}"
