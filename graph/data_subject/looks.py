"""Who looked at a person, when, in which case and why: the lines of the log that name the person as their subject."""

from dataclasses import dataclass
from typing import Any

from graph.access.cases import Case, list_cases
from graph.access.log.reading import lines_of
from graph.access.view import View
from graph.checks.subject import find_subject
from graph.errors import UsageError


@dataclass(frozen=True)
class Look:
    """One line of the log; `purpose` and `legal_basis` are those of its case."""

    at: str
    account: str
    action: str
    case: str
    purpose: str
    legal_basis: str


def looks(view: View, ids: tuple[str, ...]) -> list[Look]:
    """Lines in the cases of the own authority whose subject, as it was typed there, means this person in this View.

    What other authorities looked at in cases of their own is theirs to tell.
    """
    cases = {case.id: case for case in list_cases(view.store, view.account)}
    typed = sorted({case.subject for case in cases.values()} | set(ids))
    meant = [one for one in typed if one in ids or set(_ids(view, one)) & set(ids)]
    found = (line for one in meant for line in lines_of(view.store.settings, one))
    told = [_look(line, cases[line["case"]]) for line in found if line["case"] in cases]
    return sorted(told, key=lambda look: (look.at, look.account, look.action))


def _ids(view: View, typed: str) -> tuple[str, ...]:
    try:
        return find_subject(view, typed).ids
    except UsageError:
        return ()


def _look(line: dict[str, Any], case: Case) -> Look:
    return Look(line["at"], line["account"], line["action"], case.id, case.purpose, case.legal_basis)
