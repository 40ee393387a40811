"""The circle of an application: who stands behind the applicant, each with the relation class of the law and dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.access.view import View
from graph.checks.subject import closure

OFFICES = {
    "director": "manages",
    "manager": "manages",
    "branch_representative": "manages",
    "owner": "manages",
    "shareholder": "controls",
    "partner": "controls",
    "ubo": "controls",
    "proxy": "operates in fact",
}
PARTIES = {
    "applicant": "applicant",
    "manager": "manages",
    "director": "manages",
    "organiser": "manages",
    "actual_manager": "operates in fact",
    "proxy": "operates in fact",
    "shareholder": "controls",
    "ubo": "controls",
    "financier": "funds",
    "lender": "funds",
    "guarantor": "funds",
    "landlord": "business partnership",
    "franchisor": "business partnership",
    "supplier": "business partnership",
    "security_firm": "business partnership",
    "adviser": "none",
}
ORDER = ("applicant", "manages", "controls", "operates in fact", "funds", "business partnership", "none")


@dataclass(frozen=True)
class Member:
    """Somebody in the circle: the class in law, the role as told, since, until, and the fact.

    The classes are those of Bibob art. 3(4) and NGW art. 119ter par. 5.
    """

    id: str
    relation: str
    role: str
    since: date | None
    until: date | None
    former: bool
    basis: str
    fact: dict[str, Any]


def read_circle(view: View, subjects: list[str], applications: list[str]) -> list[Member]:
    """Everybody visible in the circle, former ones included, in the order of the classes."""
    offices = [
        (row, OFFICES.get(row["role"], "none"), row["role"]) for row in view.step("circle-offices", subjects=subjects)
    ]
    parties = [
        (row, PARTIES.get(row["role"], "none"), row["role"])
        for row in view.step("circle-parties", applications=applications)
    ]
    lenders = [(row, "funds", "lender") for row in view.step("circle-lenders", subjects=subjects)]
    landlords = [(row, "business partnership", "landlord") for row in view.step("circle-landlords", subjects=subjects)]
    members = [_member(view, *told) for told in (*offices, *parties, *lenders, *landlords)]
    return sorted(
        members,
        key=lambda m: (ORDER.index(m.relation), m.former, m.id, m.role or "", str(m.since), str(m.fact["record"])),
    )


def _member(view: View, row: dict[str, Any], relation: str, role: str) -> Member:
    former = bool(row["until"] and row["until"] <= view.as_of)
    return Member(row["id"], relation, role, row["since"], row["until"], former, row.get("basis") or "told", row)


def circle_ids(view: View, subjects: list[str], members: list[Member]) -> list[str]:
    """The things that indicators look at: the subject and its circle, under all their visible identifiers."""
    inside = {member.id for member in members if member.relation not in {"none", "business partnership"}}
    return closure(view, sorted(inside | set(subjects)))
