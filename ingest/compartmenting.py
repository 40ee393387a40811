"""Which compartment a row's record lies in: made from what the row says of its own protection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph.model.compartments import NO_FILE, STATES, Compartment, Status
from ingest.contract.kind import envelope
from ingest.rows import Delivery

CLOSED = {"dismissed", "acquitted", "annulled"}
INTEGRITY_FILE = "integrity_file"


@dataclass
class Compartments:
    """The compartments of one delivery, one object for each combination. `case`: what is typed into one case."""

    delivery: Delivery
    case: str = ""
    _made: dict[tuple[Any, ...], Compartment] = field(default_factory=dict)

    def of(self, values: Mapping[str, Any], category: str) -> Compartment:
        get = values.get
        told = (category, get("handling_code", ""), get("confidentiality", ""), get("purpose", ()))
        parts = (*told, get("share_with", ()), status(values), self._file(values, category))
        if parts not in self._made:
            self._made[parts] = self._make(*parts)
        return self._made[parts]

    def of_identity(self, values: Mapping[str, Any], referring: Compartment) -> Compartment:
        """That of the rows that refer to an identity row, which the row's own values can only narrow."""
        own = self.of(values, referring.category)
        parts = ("identity", own.id, referring.id)
        if parts not in self._made:
            self._made[parts] = narrower(own, referring)
        return self._made[parts]

    def _file(self, values: Mapping[str, Any], category: str) -> str:
        """An integrity file is for its own case; what comes from a typed case is kept to that case anyway."""
        if category != INTEGRITY_FILE or self.case:
            return ""
        return values.get("case_number") or NO_FILE

    def _make(
        self,
        category: str,
        handling: str,
        confidentiality: str,
        purposes: tuple[str, ...],
        share_with: tuple[str, ...],
        state: Status,
        file: str,
    ) -> Compartment:
        listed = tuple(sorted(purposes)), tuple(sorted(share_with))
        told = self.delivery
        named = told.authority, told.source, category, handling, confidentiality
        return Compartment(*named, *listed, state, self.case, file)


def narrower(own: Compartment, referring: Compartment) -> Compartment:
    """Open only where both are."""
    return Compartment(
        referring.authority,
        referring.source,
        referring.category,
        _stricter("handling_code", own.handling, referring.handling),
        _stricter("confidentiality", own.confidentiality, referring.confidentiality),
        common(own.purposes, referring.purposes),
        common(own.share_with, referring.share_with),
        max(own.status, referring.status, key=STATES.index),
        referring.case,
        referring.file,
    )


def common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What two narrowings both allow; nothing named means that the policy alone decides."""
    if not one or not other:
        return one or other
    return tuple(sorted(set(one) & set(other))) or ("owner",)


def _stricter(column: str, one: str, other: str) -> str:
    return max(one, other, key=_scale(column).index)


@cache
def _scale(column: str) -> tuple[str, ...]:
    """Codes from open to secret, in the order of the contract; nothing said comes first."""
    return ("", *envelope()[column].codes)


def status(values: Mapping[str, Any]) -> Status:
    if values.get("outcome") in CLOSED:
        return "closed"
    return "disputed" if values.get("disputed") == "yes" else "normal"
