"""May this delivery lie in this store at all? Decided from label and headers, before a row is read (contracts.md 8)."""

import logging
from collections.abc import Iterable
from datetime import date

from graph.access.authorities import authority
from graph.access.deployment import deployment
from graph.errors import RefusedError, UsageError
from ingest.contract.columns import Columns
from ingest.contract.kind import KindSpec
from ingest.rows import Delivery
from ingest.spec import SourceSpec

log = logging.getLogger(__name__)


def admit(delivery: Delivery, spec: SourceSpec) -> None:
    """Nothing when its label fits; UsageError when it does not, RefusedError when the profile says no."""
    if delivery.source != spec.source:
        raise UsageError(f"{delivery.name} is a delivery of {delivery.source}, not of {spec.source}.")
    deliverer = authority(delivery.authority)
    if spec.typed or spec.country not in {"", deliverer.country}:
        raise UsageError(
            f"{delivery.name}: {deliverer.name} is of {deliverer.country}, but {spec.source} of {spec.country}."
        )
    if spec.authority and delivery.authority != spec.authority:
        raise UsageError(
            f"{delivery.name} names the authority {delivery.authority}, but {spec.source} comes from {spec.authority}."
        )
    if spec.told_by and deliverer.kind not in spec.told_by:
        raise UsageError(
            f"{delivery.name}: {deliverer.name} is a {deliverer.kind}, but {spec.source} is told by:"
            f" {', '.join(spec.told_by)}."
        )
    if not delivery.legal_instrument and not spec.open:
        raise RefusedError(
            f"{delivery.name} names no legal_instrument: without one its data may not lie in this store."
        )
    profile = deployment().profile
    if profile.made_up and not (spec.open or delivery.synthetic):
        raise RefusedError(
            f"{delivery.name} is neither open data nor marked `synthetic: true`: the {profile.profile} profile, in"
            " which four countries share a store, accepts nothing else."
        )
    if delivery.synthetic and not profile.made_up:
        raise RefusedError(
            f"{delivery.name} is marked `synthetic: true`: made-up data have no place in a store of the profile"
            f" {profile.profile}."
        )


def admit_categories(delivery: Delivery, categories: Iterable[str], today: date) -> None:
    """RefusedError when a category of it may not lie here; made-up data need no instrument. An old one is warned of."""
    here, teller = deployment(), authority(delivery.authority)
    if here.profile.made_up:
        return
    if reasons := [why for one in sorted(categories) if (why := here.may_lie(teller, one, today))]:
        raise RefusedError(f"{delivery.name} is refused unread: {'; '.join(reasons)}.")
    for old in here.overdue(today):
        if old.authority == teller.id:
            log.warning("%s: its instrument (%s) was reviewed a year ago: review it.", teller.name, old.article)


def told_categories(kind: KindSpec, columns: Columns) -> set[str]:
    """The categories that a file with these columns can tell."""
    if kind.identity:
        return set()
    used = columns.used
    whens = {name for column, cases in kind.category_when.items() if column in used for name in cases.values()}
    parts = {kind.columns[name].category for name in used if name in kind.columns}
    return ({kind.category} | whens | parts | ({"open"} if kind.open_when in used else set())) - {""}
