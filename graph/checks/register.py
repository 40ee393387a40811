"""The register of a case: persons processed and databases consulted, made from the log.

The municipality keeps it at the disposal of the data protection authority (New Municipal Act art. 119quater par. 3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.access.cases import Case
from graph.access.consultations import Consultation, consultations
from graph.access.log.reading import Wanted, lines_of
from graph.access.view import View
from graph.checks.describe import describe
from graph.settings import Settings
from graph.store.connection import Store

SOMEBODY = ("per:", "org:")


@dataclass(frozen=True)
class Register:
    """`things`: ids of persons and firms that questions were asked about; `names`: what they are called in a View.

    `searched`: authority and category, with the first day; `by_hand`: registers outside this tool.
    """

    case: str
    subject: str
    things: tuple[str, ...]
    names: dict[str, str]
    searched: dict[str, str]
    looked_up: tuple[str, ...]
    by_hand: tuple[Consultation, ...]


def read_register(store: Store, settings: Settings, case: Case, view: View | None) -> Register:
    """From the lines of the log on this case; in a closed one nothing is read, so things have ids and no names."""
    told = lines_of(settings, case.subject, Wanted(case=case.id))
    things = tuple(sorted({id_ for line in told for id_ in _named(line["told"])}))
    searched: dict[str, str] = {}
    for line in told:
        for place in _notes(line["told"], "searched"):
            searched.setdefault(place, str(line["at"])[:10])
    looked_up = tuple(answer for line in told for answer in line["told"].get("answers", ()))
    names = {id_: one.label for id_, one in describe(view, list(things)).items()} if view and things else {}
    return Register(
        case.id,
        case.subject,
        things,
        names,
        dict(sorted(searched.items())),
        looked_up,
        tuple(consultations(store, case.id)),
    )


def _notes(told: dict[str, Any], name: str) -> Iterator[str]:
    for asked in told.get("queries", ()):
        yield from asked.get(name, ())


def _named(told: dict[str, Any]) -> Iterator[str]:
    """The persons and firms among the parameters of the questions of a line."""
    for asked in told.get("queries", [told]):
        for value in (asked.get("parameters") or {}).values():
            for one in value if isinstance(value, list | tuple) else [value]:
                if isinstance(one, str) and one.startswith(SOMEBODY):
                    yield one


def register_lines(register: Register) -> Iterator[str]:
    yield f"Case {register.case}, about {register.subject}"
    yield "Persons and firms processed"
    yield from (f"  {register.names.get(id_, '(name not read)')}  {id_}" for id_ in register.things)
    yield "Databases consulted"
    yield from (f"  {place}, first on {day}" for place, day in register.searched.items())
    yield from (f"  looked up: {answer}" for answer in register.looked_up)
    yield from (f"  by hand: {one.register} on {one.date} as {one.asked_as}: {one.answer}" for one in register.by_hand)
