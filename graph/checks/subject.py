"""Who is meant: from what was typed to the things it means in this View."""

import re
from dataclasses import dataclass
from itertools import chain

from graph.access.view import View
from graph.errors import UsageError
from graph.resolve.country_keys import read_keys
from graph.resolve.identifiers.written import written_forms
from graph.resolve.names import name_key
from graph.resolve.vat import kept_vat
from graph.store.connection import Rows

PERSON = re.compile(r"(?P<surname>[^,]+),(?P<given>[^,]+),\s*(?P<born>\d{4}(-\d{2}(-\d{2})?)?)")


@dataclass(frozen=True)
class Subject:
    """`typed` as it came, `read_as` in words, and the ids of one thing under all its visible identifiers.

    `named`: those of the ids that were typed, or that a record tells of what was typed. Of several applicants the one
    that the application names itself is the first.
    """

    typed: str
    read_as: str
    ids: tuple[str, ...]
    application: Rows
    named: tuple[str, ...]


def closure(view: View, ids: list[str]) -> list[str]:
    """These things and what is the same as they in this View, sorted."""
    found = {row["other"] for row in view.step("same", ids=ids)}
    return sorted(found | set(ids))


def find_subject(view: View, typed: str) -> Subject:
    """The subject of a case number, a register or VAT number, an id, or "Surname, Given names, birth date".

    UsageError when nothing visible answers to it; what is unknown and what is not visible are one answer.
    """
    read_as, ids, application = _look(view, typed.strip())
    if not ids:
        raise UsageError(
            f"Nothing that may be shown in this case answers to what was typed ({read_as}). Look for a slip of the"
            " pen, or type it in as an application."
        )
    every = tuple(dict.fromkeys([*ids, *closure(view, ids)]))
    return Subject(typed, read_as, every, application, tuple(ids))


def _look(view: View, typed: str) -> tuple[str, list[str], Rows]:
    application = view.step("application", case_number=typed, authority=view.case.authority)
    if application:
        parties = view.step("find-application", case_number=typed, authority=view.case.authority)
        parties = sorted(parties, key=lambda row: (row["later"], row["id"]))
        return "case number of an application", [row["id"] for row in parties], application
    if typed.startswith(("per:", "org:")):
        return "id of a thing", [typed] if known(view, typed) else [], []
    if person := PERSON.fullmatch(typed):
        rows = view.step(
            "find-person", name_key=name_key(person["surname"], person["given"]), birth_date=person["born"]
        )
        return "name and birth date", [row["id"] for row in rows], []
    keys = read_keys(view.store.settings.keys)
    forms = dict.fromkeys(kept_vat(keys, form) for form in written_forms(typed))
    found = chain.from_iterable(view.step("find-organisation", number=form) for form in forms)
    return "register or VAT number", list(dict.fromkeys(row["id"] for row in found)), []


def known(view: View, id_: str) -> bool:
    """Whether anything visible speaks about a thing."""
    kinds = {"per": "describe-person", "org": "describe-organisation", "pre": "describe-premises"}
    step = kinds.get(id_.partition(":")[0])
    return bool(step and (view.step(step, ids=[id_]) or view.step("same", ids=[id_])))
