"""May this delivery lie in this store at all? Decided before a row is read (contracts.md, section 8)."""

from graph.access.authorities import authority
from graph.errors import RefusedError, UsageError
from graph.settings import Settings
from ingest.rows import Delivery
from ingest.spec import SourceSpec


def admit(delivery: Delivery, spec: SourceSpec, settings: Settings) -> None:
    """Nothing when it may; UsageError for a label that does not fit, RefusedError when the profile says no."""
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
    if not delivery.legal_instrument and not spec.open:
        raise RefusedError(
            f"{delivery.name} names no legal_instrument: without one its data may not lie in this store."
        )
    if settings.profile == "demo" and not (spec.open or delivery.synthetic):
        raise RefusedError(
            f"{delivery.name} is neither open data nor marked `synthetic: true`: the demo profile, in which four"
            " countries share a store, accepts nothing else."
        )
