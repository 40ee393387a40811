"""A case that an indicator is met for and that is innocent: what would say so, the official may not read."""

from ingest.region.planted.address_cluster import firms_at
from ingest.region.plot import GENK, Plot, authority_of

PATTERN = "address-cluster"


def plant(plot: Plot) -> None:
    seat = plot.address(GENK)
    firm = firms_at(plot, seat, 12)
    plot.ref(authority_of(GENK), seat, use="business_centre")
    plot.permit(authority_of(GENK), firm, seat, permit_type="event")
    why = "Twelve active firms at the seat in Genk: a business centre, which only Genk has on file."
    plot.answer(PATTERN, "innocent-unseen", plot.apply(firm), firm, "met", why, "not_met", alone="not_met")
