"""The View of a theme study: what the authority of an area could read in its own check, and less.

Nobody is shown what is read here, only counts of it: so the whole study is one line of the log, which
graph/studies/making.py writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.access.accounts import Account
from graph.access.audit import AuditLog
from graph.access.cases import Case
from graph.access.opening import opened
from graph.access.policies import BEGINNING, Asker, Decision
from graph.access.view import View
from graph.border.limits import limits
from graph.model.compartments import Compartment
from graph.store.connection import Rows, Store
from graph.store.loads import compartments_for
from graph.studies.quarters import Quarter

PURPOSE = "permit_screening"
NO_PART = Decision("none", "it takes no part in theme studies", BEGINNING)


@dataclass(frozen=True)
class Making:
    """Who makes a study, of which quarter, on which day, from what was told by which load and by whom."""

    store: Store
    audit: AuditLog
    who: Account
    quarter: Quarter
    today: date
    known_at: int
    taking_part: frozenset[str]


@dataclass
class StudyView(View):
    """`taking_part`: the authorities whose records may be read at all."""

    taking_part: frozenset[str] = frozenset()

    def decision(self, deliverer: str, category: str) -> Decision:
        return super().decision(deliverer, category) if deliverer in self.taking_part else NO_PART

    def _log(self, query: str, parameters: Mapping[str, Any], rows: Rows) -> None:
        """One line tells of the study; the ids that its queries ask with are no business of a reader of the log."""


def studied(store: Store, taking_part: frozenset[str]) -> dict[str, Compartment]:
    """The compartments that a study may read, whatever its area: told by who takes part, for all, undisputed.

    What its owner marked more closely or shares with some only stays closed, because every centre sees the study.
    """
    return {
        id_: one
        for id_, one in compartments_for(store, ()).items()
        if one.authority in taking_part and one.status == "normal" and not one.share_with and limits().ordinary(one)
    }


def open_study_view(making: Making, area: str, held: Mapping[str, Compartment]) -> StudyView:
    """As an official of the authority `area` screens a permit, on the last day of the quarter, without any one case."""
    who, today = making.who, making.today
    official = Account(id=who.id, name=who.name, role="official", authority=area)
    case = Case(f"theme study {making.quarter.name}", area, who.id, PURPOSE, "", "", "", today)
    return StudyView(
        making.store,
        making.audit,
        official,
        case,
        making.quarter.last,
        making.known_at,
        today,
        opened(Asker(official, PURPOSE), case, held, today),
        {},
        taking_part=making.taking_part,
    )
