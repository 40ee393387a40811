"""Which compartment a row's record lies in: made from what the row says of its own protection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model.compartments import Compartment, Status
from ingest.rows import Delivery

CLOSED = {"dismissed", "acquitted", "annulled"}


@dataclass
class Compartments:
    """The compartments of one delivery, one object for each combination. `case`: what is typed into one case."""

    delivery: Delivery
    case: str = ""
    _made: dict[tuple[Any, ...], Compartment] = field(default_factory=dict)

    def of(self, values: Mapping[str, Any], category: str) -> Compartment:
        get = values.get
        told = (category, get("handling_code", ""), get("confidentiality", ""), get("purpose", ()))
        parts = (*told, get("share_with", ()), status(values))
        if parts not in self._made:
            self._made[parts] = self._make(*parts)
        return self._made[parts]

    def _make(
        self,
        category: str,
        handling: str,
        confidentiality: str,
        purposes: tuple[str, ...],
        share_with: tuple[str, ...],
        state: Status,
    ) -> Compartment:
        listed = tuple(sorted(purposes)), tuple(sorted(share_with))
        told = self.delivery
        return Compartment(told.authority, told.source, category, handling, confidentiality, *listed, state, self.case)


def status(values: Mapping[str, Any]) -> Status:
    if values.get("outcome") in CLOSED:
        return "closed"
    return "disputed" if values.get("disputed") == "yes" else "normal"
