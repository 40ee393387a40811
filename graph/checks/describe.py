"""Names and dates for display: what each visible source writes of a thing, and one line to call it by."""

from dataclasses import dataclass

from graph.access.view import View
from graph.store.connection import Rows

STEPS = {
    "per": ("describe-person",),
    "org": ("describe-organisation",),
    "pre": ("describe-premises", "address-of-seat", "address-of-establishment", "address-of-home"),
}
UNKNOWN = "details not available here"


@dataclass(frozen=True)
class Description:
    """`label` is the first name in the order of sources; `rows` are the statements behind it."""

    id: str
    label: str
    rows: Rows


def describe(view: View, ids: list[str]) -> dict[str, Description]:
    """A description of each thing; one that nothing visible names is called as what it is the same as, if anything."""
    found = _statements(view, ids)
    told = {id_: Description(id_, _label(id_, rows), rows) for id_, rows in found.items()}
    return told | _borrowed(view, [id_ for id_, rows in found.items() if not rows])


def _borrowed(view: View, silent: list[str]) -> dict[str, Description]:
    """Another number of a thing (a RSIN, an address as text) has no statement of its own: it is called as the thing."""
    links = view.step("same", ids=sorted(silent)) if silent else []
    others = _statements(view, sorted({row["other"] for row in links}))
    found: dict[str, Description] = {}
    for row in links:
        if others[row["other"]] and row["id"] not in found:
            found[row["id"]] = Description(row["id"], _label(row["other"], others[row["other"]]), [])
    return found


def _statements(view: View, ids: list[str]) -> dict[str, Rows]:
    found: dict[str, Rows] = {id_: [] for id_ in ids}
    for prefix, steps in STEPS.items():
        wanted = sorted(id_ for id_ in found if id_.startswith(f"{prefix}:"))
        for step in steps if wanted else ():
            for row in view.step(step, ids=wanted):
                found[row["id"]].append(row)
    return found


def _label(id_: str, rows: Rows) -> str:
    for row in rows:
        if row.get("name"):
            born = f" ({row['birth_date']})" if row.get("birth_date") else ""
            return f"{row['name']}{born}"
        if row.get("street"):
            house = " ".join(str(row[part]) for part in ("street", "number", "suffix", "box") if row.get(part))
            return ", ".join(filter(None, (house, " ".join(filter(None, (row.get("postcode"), row.get("town")))))))
        if row.get("address"):
            return str(row["address"])
    number = id_.partition(":")[2] if id_.startswith("org:") and "." in id_ else ""
    return f"{number} ({UNKNOWN})" if number else UNKNOWN
