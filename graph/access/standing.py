"""What decides over a View beside the policy, asked of the store in one question: each small one costs a round trip."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from graph.store.connection import Store

ASKED = """
MATCH (s:StateStore {id: 'store'})
RETURN 'published' AS what, coalesce(s.published, 0) AS told, null AS of, null AS by, null AS until
UNION ALL
MATCH (s:StateShare) WHERE s.case = $case AND s.until >= $today AND s.ended_on IS NULL
RETURN 'shared' AS what, s.with AS told, null AS of, null AS by, null AS until
UNION ALL
MATCH (s:StateSignature) WHERE s.case = $case AND s.state = 'signed' AND s.until >= $today
RETURN 'signed' AS what, s.act AS told, s.about AS of, s.answered_by AS by, toString(s.until) AS until
UNION ALL
MATCH (g:StateGrant) WHERE g.case = $case AND g.until >= $today UNWIND g.records AS record
RETURN 'granted' AS what, record AS told, null AS of, null AS by, null AS until
UNION ALL
MATCH (e:StateErasedFile) RETURN 'erased' AS what, e.authority AS told, e.file AS of, null AS by, null AS until
"""


class Signed(NamedTuple):
    """What a second person has signed in a case: the act, about whom or what, who signed, and its last day."""

    act: str
    about: str
    by: str
    until: date


@dataclass(frozen=True)
class Standing:
    """`shared_with`: authorities that may look in the case; `signed`: what a second person has signed in it.

    `granted`: records released to it, as the map that the guard looks up. `erased`: (authority, application) of the
    integrity files that were erased: what is told of them again is read by nobody. `published`: the last load, or 0.
    """

    published: int
    shared_with: frozenset[str]
    signed: frozenset[Signed]
    granted: dict[str, bool]
    erased: frozenset[tuple[str, str]]


def read_standing(store: Store, case: str, today: date) -> Standing:
    """How a case stands today."""
    rows = store.columns(ASKED, case=case, today=today)

    def told(of: str) -> list[Any]:
        return [value for what, value, *_ in rows if what == of]

    return Standing(
        published=max(told("published"), default=0),
        shared_with=frozenset(told("shared")),
        signed=frozenset(
            Signed(act, about, by or "", date.fromisoformat(until))
            for what, act, about, by, until in rows
            if what == "signed"
        ),
        granted=dict.fromkeys(told("granted"), True),
        erased=frozenset((value, file) for what, value, file, *_ in rows if what == "erased"),
    )
