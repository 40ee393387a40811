"""Labels and statements of nodes: people, firms and premises as in the check, the rest by its own records."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from graph.access.view import View
from graph.checks.describe import UNKNOWN, describe
from graph.model.kinds import the_model
from graph.patterns.queries import view_queries
from graph.store.connection import Rows

DESCRIBED = {"Person", "Organisation", "Premises"}
# the columns that make the label of the other kinds, in this order
LABELS = {
    "Application": ("case_number", "permit_type"),
    "Establishment": ("trade_name", "establishment_number"),
    "Group": ("name",),
    "Chapter": ("name",),
    "Lease": ("since",),
    "Loan": ("amount", "currency"),
    "Transfer": ("since", "price"),
    "Measure": ("measure_type", "since"),
    "Insolvency": ("insolvency_kind", "opened_on"),
    "Affiliation": ("role", "grade"),
    "GroupBusiness": ("relation", "grade"),
    "GroupTie": ("relation", "grade"),
}
# a claim is a node of its own with its grade, never a mark on the person
SHAPES = {"Affiliation": "claim", "GroupBusiness": "claim", "GroupTie": "claim"}
AT_ONCE = 300


def shape_of(kind: str) -> str:
    return the_model().kinds[kind].shape or SHAPES.get(kind, "document")


@cache
def _about() -> dict[str, str]:
    return {query.front["about"]: name for name, query in view_queries().items() if "about" in query.front}


def _rows(view: View, kind: str, ids: list[str]) -> Rows:
    if kind in DESCRIBED:
        return [{"id": told.id, **row} for told in describe(view, ids).values() for row in told.rows]
    return view.step(_about()[kind], ids=ids) if kind in _about() else []


def labels(view: View, nodes: Mapping[str, str]) -> dict[str, str]:
    """One line to call each node by; `nodes` maps ids to kinds."""
    found: dict[str, str] = {}
    for kind, ids in _by_kind(nodes).items():
        for some in (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)):
            found |= _labels(view, kind, some)
    return found


def _labels(view: View, kind: str, ids: list[str]) -> dict[str, str]:
    if kind in DESCRIBED:
        return {id_: told.label for id_, told in describe(view, ids).items()}
    known: dict[str, str] = {}
    for row in _rows(view, kind, ids):
        told = ", ".join(str(row[name]) for name in LABELS[kind] if row[name] is not None)
        known[row["id"]] = known.get(row["id"]) or told
    lead = f"{_words(kind)}: " if kind in the_model().records else ""
    return {id_: f"{lead}{known.get(id_) or UNKNOWN}" for id_ in ids}


def statements(view: View, nodes: Mapping[str, str]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The rows behind the labels, as plain values, each with category and handling code."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for kind, ids in _by_kind(nodes).items():
        for row in _rows(view, kind, ids):
            found[row["id"]].append(_plain(row))
    return {id_: tuple(rows) for id_, rows in found.items()}


def _by_kind(nodes: Mapping[str, str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for id_, kind in sorted(nodes.items()):
        grouped[kind].append(id_)
    return dict(sorted(grouped.items()))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name != "id" and value is not None}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}


def _words(kind: str) -> str:
    return "".join(f" {letter}" if letter.isupper() else letter for letter in kind).strip().capitalize()
