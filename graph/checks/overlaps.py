"""Premises whose house numbers overlap with those checked: offered, never taken for the same."""

from collections.abc import Sequence

from graph.access.view import View
from graph.resolve.addresses import overlaps
from graph.store.connection import Rows


def overlapping(view: View, premises: Sequence[str]) -> Rows:
    """What visible sources write of premises in the same street, one row a statement, sorted by id.

    At least one of the two numbers is a range; premises that are visibly the same as those checked are none.
    """
    found: Rows = []
    told = view.step("street-of-premises", ids=list(premises)) if premises else []
    for street in dict.fromkeys(row["street_key"] for row in told if row["street_key"]):
        numbers = [row["number"] for row in told if row["street_key"] == street and row["number"]]
        for row in view.step("premises-in-street", street_key=street):
            if row["id"] not in premises and any(overlaps(one, row["number"] or "") for one in numbers):
                found.append(row)
    return sorted(found, key=lambda row: (row["id"], row["record"]))
