"""Premises that overlap with those checked, by house number or as a part: offered, never taken for the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.access.view import View
from graph.resolve.houses import overlaps
from graph.store.connection import Rows

IN_STREET = ("premises-in-street", "seats-in-street", "establishments-in-street")
JOINED = ("whole-of-premises", "parts-of-premises")


def overlapping(view: View, premises: Sequence[str]) -> Rows:
    """What visible sources write of premises in the same street, one row a statement, sorted by id.

    Statements of premises, and of firms with their seat or an establishment there (homes are left out: the circle tells
    where its persons live). Then the building or park that a row names, and its parts. Premises that are visibly the
    same as those checked are none.
    """
    found: Rows = []
    told = view.step("street-of-premises", ids=list(premises)) if premises else []
    for street in dict.fromkeys(row["street_key"] for row in told if row["street_key"]):
        houses = [_house(row) for row in told if row["street_key"] == street]
        for row in (row for step in IN_STREET for row in view.step(step, street_key=street)):
            if row["id"] not in premises and any(overlaps(street[:2].upper(), one, _house(row)) for one in houses):
                found.append(row)
    known = {*premises, *(row["id"] for row in found)}
    joined = (row for step in JOINED for row in view.step(step, ids=list(premises))) if premises else ()
    found += [row for row in joined if row["id"] not in known]
    return sorted(found, key=lambda row: (row["id"], row["record"]))


def _house(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["number"] or "", row["suffix"] or "", row["box"] or ""
