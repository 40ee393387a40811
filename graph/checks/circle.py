"""The circle of an application: who stands behind the applicant, each with the relation class of the law and dates."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.access.four_eyes import signed
from graph.access.view import View
from graph.checks.subject import closure, find_subject
from graph.errors import UsageError

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
ALIKE = ("authority", "source", "origin", "grade", "category", "handling", "disputed", "basis")
ORDER = ("applicant", "manages", "controls", "operates in fact", "funds", "business partnership", "none")


@dataclass(frozen=True)
class Member:
    """Somebody in the circle: the class in law, the role as told, since, until, the fact, and all records that say it.

    The classes are those of Bibob art. 3(4) and NGW art. 119ter par. 5. A role that one authority tells twice is one
    line with two records (contracts.md, section 1).
    """

    id: str
    relation: str
    role: str
    since: date | None
    until: date | None
    former: bool
    basis: str
    fact: dict[str, Any]
    records: tuple[str, ...]


def read_circle(view: View, subjects: list[str], applications: list[str]) -> list[Member]:
    """Everybody visible in the circle that the case's purpose opens, former ones too, in the order of the classes."""
    offices = [
        (row, OFFICES.get(row["role"], "none"), row["role"]) for row in view.step("circle-offices", subjects=subjects)
    ]
    parties = [
        (row, PARTIES.get(row["role"], "none"), row["role"])
        for row in view.step("circle-parties", applications=applications)
    ]
    lenders = [(row, "funds", "lender") for row in view.step("circle-lenders", subjects=subjects)]
    landlords = [(row, "business partnership", "landlord") for row in view.step("circle-landlords", subjects=subjects)]
    found = [_member(view, *told) for told in (*offices, *parties, *lenders, *landlords)]
    members = _opened(view, found)
    return sorted(
        _once(members),
        key=lambda m: (ORDER.index(m.relation), m.former, m.id, m.role or "", str(m.since), m.records),
    )


def _once(members: list[Member]) -> list[Member]:
    """What one authority tells alike in several records, as one line with all of them."""
    found: dict[tuple[object, ...], Member] = {}
    for one in sorted(members, key=lambda m: m.records):
        key = one.id, one.relation, one.role, one.since, one.until, *(one.fact.get(name) for name in ALIKE)
        known = found.get(key)
        records = dict.fromkeys((*known.records, *one.records)) if known else one.records
        found[key] = replace(known or one, records=tuple(records))
    return list(found.values())


def circle_of_case(view: View) -> frozenset[str]:
    """The subject of the case and its circle under all visible identifiers; empty where nothing answers."""
    try:
        subject = find_subject(view, view.case.application or view.case.subject)
    except UsageError:
        return frozenset()
    members = read_circle(view, list(subject.ids), sorted({row["id"] for row in subject.application}))
    return frozenset(closure(view, sorted({member.id for member in members} | set(subject.ids))))


def _member(view: View, row: dict[str, Any], relation: str, role: str) -> Member:
    former = bool(row["until"] and row["until"] <= view.as_of)
    return Member(
        row["id"], relation, role, row["since"], row["until"], former, row.get("basis") or "told", row, (row["record"],)
    )


def _opened(view: View, found: list[Member]) -> list[Member]:
    """Those of the classes open at the start, and those whom a signed extension names (safeguards.md, row 5)."""
    circle = view.purpose.circle
    named = set(closure(view, sorted(extended(view)))) if circle.extension else set()
    return [m for m in found if m.relation in circle.open or (m.relation in circle.extension and m.id in named)]


def extended(view: View) -> frozenset[str]:
    """Whom the circle of the case was extended to."""
    return signed(view.store, view.case.id, "circle_extension", view.today)


def circle_ids(view: View, subjects: list[str], members: list[Member]) -> list[str]:
    """The things that indicators look at: the subject and its circle, under all their visible identifiers."""
    inside = {member.id for member in members if member.relation not in {"none", "business partnership"}}
    return closure(view, sorted(inside | set(subjects)))
