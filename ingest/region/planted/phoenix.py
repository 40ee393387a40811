"""A bankrupt firm and a new one with two things in common (F04: founded from 6 months before to 12 after)."""

from dataclasses import replace

from ingest.region.firms import Firm, Office
from ingest.region.people import Person
from ingest.region.plot import HEERLEN, MAASTRICHT, Plot, authority_of, days_ago
from ingest.region.streets import Address

PATTERN = "phoenix"
FAILED = 420
AT_HEERLEN = authority_of(HEERLEN)


def _failed(plot: Plot, director: Person, seat: Address, name: str = "", bankrupt: bool = True) -> Firm:
    founded = days_ago(2_400)
    offices = (Office("director", director, founded),)
    return plot.firm(
        founded=founded,
        seat=seat,
        offices=offices,
        name=name,
        bankrupt=days_ago(FAILED) if bankrupt else None,
    )


def _new(plot: Plot, director: Person, seat: Address, later: int, name: str = "") -> Firm:
    founded = days_ago(FAILED - later)
    return plot.firm(founded=founded, seat=seat, offices=(Office("director", director, founded),), name=name)


def plant(plot: Plot) -> None:
    def place() -> Address:
        return plot.address(MAASTRICHT)

    director, seat = plot.person(), place()
    _failed(plot, director, seat)
    firm = _new(plot, director, seat, 90)
    plot.answer(
        PATTERN,
        "positive",
        plot.apply(firm),
        firm,
        "met",
        "Same director and address, founded 3 months after the failure.",
    )

    director = plot.person()
    old = _failed(plot, director, place(), name="")
    firm = _new(plot, director, place(), -120, name=old.name)
    why = "Same director and name, founded 4 months before the failure."
    plot.answer(PATTERN, "positive-name", plot.apply(firm), firm, "met", why)

    director, seat = plot.person(), place()
    _failed(plot, director, seat)
    firm = _new(plot, director, seat, 396)
    plot.answer(
        PATTERN,
        "near-miss",
        plot.apply(firm),
        firm,
        "not_met",
        "Same director and address, but founded 13 months after.",
    )

    seat = place()
    _failed(plot, plot.person(), seat)
    firm = _new(plot, plot.person(), seat, 60)
    plot.answer(PATTERN, "innocent", plot.apply(firm), firm, "not_met", "A new tenant: only the address is the same.")

    director, seat = plot.person(), place()
    _failed(plot, director, seat, bankrupt=False)
    firm = _new(plot, director, seat, 60)
    why = "Same director and address, but the older firm never failed: a group with two firms."
    plot.answer(PATTERN, "innocent-group", plot.apply(firm), firm, "not_met", why)

    director, seat = plot.person(), place()
    _failed(plot, director, seat)
    firm = _new(plot, director, place(), 100)
    there = plot.permit(AT_HEERLEN, replace(firm, seat=seat), plot.address(HEERLEN))
    why = f"Only Heerlen (case {there}) knows that the new firm works from the address of the failed one."
    plot.answer(PATTERN, "hidden", plot.apply(firm), firm, "not_met", why, "met")
