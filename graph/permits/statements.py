"""What a permit profile states: each statement with its source, how that was seen, and a text per language."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, field_validator, model_validator

from graph.access.profiles import Strict, Words
from graph.permits.days import Length, read_length

Certainty = Literal["V", "E", "G", "own"]
Relation = Literal["applicant", "manages", "controls", "operates in fact", "funds", "business partnership", "none"]
Event = Literal[
    "application",
    "complete_application",
    "mayor_decision",
    "advice_request",
    "admissible_request",
    "incomplete_request",
    "decision",
    "notification",
    "provisional_grant",
    "suspension",
    "enforcement",
    "prohibition",
]
Events = Annotated[tuple[Event, ...], BeforeValidator(lambda v: tuple(v.split()) if isinstance(v, str) else v)]
OPEN = ("applied", "incomplete", "under_review", "advice_requested", "hearing")
TermLength = Annotated[Length, BeforeValidator(read_length)]


class Statement(Strict):
    """`source` is the article or the paper; `certainty` tells how it was seen.

    V: read in the official text; E: seen in an excerpt; G: general knowledge (E and G are to be checked); own: a rule
    of the authority itself. `said`: language -> text.
    """

    said: dict[str, str]
    source: str
    certainty: Certainty

    @field_validator("said", "source")
    @classmethod
    def _not_empty(cls, told: str | dict[str, str]) -> str | dict[str, str]:
        if not told:
            raise ValueError("it must say something")
        return told


class Person(Statement):
    """Who is to be checked; `relation` names the classes of the circle that hold them, as far as there are any."""

    relation: Annotated[tuple[Relation, ...], BeforeValidator(lambda v: tuple(v.split(", ")) if v else ())] = ()


class Pause(Statement):
    """A clock stands still while the application is in one of these states, or questions to the applicant are open."""

    states: Words = ()
    open_questions: bool = False

    @model_validator(mode="after")
    def _stops_for_something(self) -> "Pause":
        if not self.states and not self.open_questions:
            raise ValueError("a pause names states, or open_questions: yes")
        return self


class Clock(Statement):
    """A term: it starts with an event and matters while the application is in one of the states `during`.

    `effect` says what the law connects with its end; `extension` may be added once. It waits for any of the events of
    `answered_by`; one of `ends_with` ends it if it is not of before its first day. One that is told `once_begun` is
    not told before.
    """

    id: str
    length: TermLength
    extension: TermLength | None = None
    starts: Event
    during: Words = OPEN
    answered_by: Events = ()
    ends_with: Events = ()
    once_begun: bool = False
    pauses: tuple[Pause, ...] = ()
    effect: dict[str, str] = {}


class Parts(Strict):
    """What applies to a permit; an empty part is one that is not recorded."""

    trigger: tuple[Statement, ...] = ()
    persons: tuple[Person, ...] = ()
    documents: tuple[Statement, ...] = ()
    clocks: tuple[Clock, ...] = ()
    instruments: tuple[Statement, ...] = ()
    channels: tuple[Statement, ...] = ()
