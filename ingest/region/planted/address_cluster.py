"""Ten active firms at one unit (A01)."""

from ingest.region.firms import Firm
from ingest.region.plot import AT_MAASTRICHT, GENK, HEERLEN, MAASTRICHT, Plot, authority_of, days_ago
from ingest.region.streets import Address

PATTERN = "address-cluster"
AREA = 300  # so large that ten firms are fewer than one to ten square metres
AT_HEERLEN = authority_of(HEERLEN)


def firms_at(plot: Plot, seat: Address, active: int, bankrupt: int = 0, dissolved: int = 0) -> Firm:
    """So many firms seated there; the answer is an active one."""
    for _ in range(bankrupt):
        plot.firm(seat.town.code, seat=seat, bankrupt=days_ago(100))
    for _ in range(dissolved):
        plot.firm(seat.town.code, seat=seat, ended=days_ago(200))
    return [plot.firm(seat.town.code, seat=seat) for _ in range(active)][-1]


def plant(plot: Plot) -> None:
    seat = plot.address(MAASTRICHT, area=AREA)
    firm = firms_at(plot, seat, 10)
    plot.answer(PATTERN, "positive", plot.apply(firm, seat), firm, "met", "Ten active firms at the address.")

    seat = plot.address(GENK)
    firm = firms_at(plot, seat, 11)
    plot.answer(
        PATTERN,
        "positive-abroad",
        plot.apply(firm),
        firm,
        "met",
        "Eleven active Belgian firms at the applicant's seat in Genk.",
        alone="not_met",
    )

    seat = plot.address(MAASTRICHT, area=AREA)
    firm = firms_at(plot, seat, 9, bankrupt=2, dissolved=3)
    why = "Nine active firms; the bankrupt and dissolved ones do not count."
    plot.answer(PATTERN, "near-miss", plot.apply(firm, seat), firm, "not_met", why)

    seat = plot.address(MAASTRICHT, area=AREA)
    firm = firms_at(plot, seat, 14)
    plot.ref(AT_MAASTRICHT, seat, use="business_centre")
    why = "Fourteen firms, in a business centre."
    plot.answer(PATTERN, "innocent", plot.apply(firm, seat), firm, "not_met", why)

    seat = plot.address(MAASTRICHT, area=AREA)
    firm = firms_at(plot, seat, 9)
    _seen_by_heerlen(plot, seat)
    why = "Nine firms in the register; the tenth, unregistered, is known to Heerlen only."
    plot.answer(PATTERN, "hidden", plot.apply(firm, seat), firm, "not_met", why, "met")


def _seen_by_heerlen(plot: Plot, seat: Address) -> None:
    """An applicant of Heerlen that no register holds, working from the address in Maastricht."""
    address = {
        "street": seat.street,
        "number": seat.number,
        "postcode": seat.postcode,
        "town": seat.town.name,
    }
    plot.row(AT_HEERLEN, "organisation", organisation_ref="S0", name="Ravimolta Services", register="FOREIGN",
             status="active", country="NL", address_id=seat.bag, **address)  # fmt: skip
    plot.row(AT_HEERLEN, "permit", case_number="Z/25/800000", permit_type="event", status="granted",
             date_application=days_ago(300), applicant_ref="S0")  # fmt: skip
