"""Registers outside this tool that were consulted by hand, noted in the case: they count in what was searched."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, get_args
from uuid import uuid4

from graph.access.accounts import Account
from graph.access.cases import own_case
from graph.errors import UsageError
from graph.store.connection import Store

NOTE = "CREATE (c:StateConsultation) SET c = $told"
OF_CASE = "MATCH (c:StateConsultation) WHERE c.case = $case RETURN c {.*} AS told ORDER BY c.date, c.id"

Register = Literal["bibob_register", "be_central_register", "gzr", "bzr", "imi", "population_register", "other"]
Answer = Literal["hit", "no_hit", "refused", "pending"]


@dataclass(frozen=True)
class Consultation:
    """Which register was asked, when, under which name or number, and the class of its answer; never its content."""

    id: str
    case: str
    register: Register
    date: date
    asked_as: str
    answer: Answer
    reference: str
    noted_by: str


def note_consultation(
    store: Store, who: Account, case: str, register: str, day: date, asked_as: str, answer: str, reference: str = ""
) -> Consultation:
    """Note a consultation in an open case of the own authority; UsageError where it is on no list or tells nobody."""
    for told, known in ((register, get_args(Register)), (answer, get_args(Answer))):
        if told not in known:
            raise UsageError(f"{told!r} is not known here: {', '.join(known)}.")
    if not asked_as.strip():
        raise UsageError("A consultation names under which name or number the register was asked.")
    held = own_case(store, who, case)
    made = Consultation(uuid4().hex, held.id, register, day, asked_as.strip(), answer, reference.strip(), who.id)  # type: ignore[arg-type]
    store.write(NOTE, told=asdict(made))
    return made


def consultations(store: Store, case: str) -> list[Consultation]:
    """What was consulted by hand in a case, in the order of the days."""
    return [Consultation(**row["told"]) for row in store.read(OF_CASE, case=case)]
