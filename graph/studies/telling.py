"""What is told of a theme study, and kept: everything in it may be seen by every centre.

The shape, as JSON (`null`: hidden; an area in which an indicator is not answered has no cell, and a
country of such areas no total):

    quarter, as_of, known_at
    areas       [{id, name, country}]
    left_out    {id of an authority: why it is not counted}
    looked_at   {sector: {cells: {area: count}, totals: {country: count}}}
    indicators  [{id, code, version, title and innocent (by language),
                  answers: {area: {state: answered | at least | not answered, because: [sentence]}},
                  counts (as looked_at)}]

A count is one of applications. No total is told but that of a sector in a country, where all areas answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.access.authorities import Authority
from graph.patterns.patterns import Indicator
from graph.studies.areas import Standing
from graph.studies.cells import Cells, met_cells
from graph.studies.quarters import Quarter
from graph.studies.tally import Tally, counted_indicators, sectors
from graph.suppression import suppressed


@dataclass(frozen=True)
class Counted:
    """One area with its counts as they are, and how far each indicator is answered there."""

    area: Authority
    tally: Tally
    standings: Mapping[str, Standing]


def study_data(
    quarter: Quarter, known_at: int, counted: tuple[Counted, ...], left_out: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "quarter": quarter.name,
        "as_of": str(quarter.last),
        "known_at": known_at,
        "areas": [one.area.model_dump(include={"id", "name", "country"}) for one in counted],
        "left_out": dict(left_out),
        "looked_at": {sector: _row(counted, sector) for sector in sectors()},
        "indicators": [_indicator(one, counted) for one in counted_indicators()],
    }


def _indicator(one: Indicator, counted: tuple[Counted, ...]) -> dict[str, Any]:
    pattern = one.pattern
    return {
        "id": pattern.id,
        "code": pattern.code,
        "version": pattern.version,
        "title": pattern.title,
        "innocent": {language: list(told) for language, told in pattern.innocent.items()},
        "answers": {here.area.id: asdict(here.standings[pattern.id]) for here in counted},
        "counts": {sector: _row(counted, sector, pattern.id) for sector in sectors()},
    }


def _row(counted: Iterable[Counted], sector: str, indicator: str = "") -> dict[str, Any]:
    """The cells of a sector and its totals, country by country."""
    countries: dict[str, list[Counted]] = {}
    for one in counted:
        countries.setdefault(one.area.country, []).append(one)
    found: dict[str, tuple[Cells, int | None]] = {
        country: _met(here, sector, indicator) if indicator else suppressed(_looked_at(here, sector))
        for country, here in countries.items()
    }
    return {
        "cells": {area: count for cells, _ in found.values() for area, count in cells.items()},
        "totals": {country: total for country, (cells, total) in found.items() if cells},
    }


def _looked_at(here: Iterable[Counted], sector: str) -> dict[str, int]:
    return {one.area.id: one.tally.looked_at[sector] for one in here}


def _met(here: list[Counted], sector: str, indicator: str) -> tuple[Cells, int | None]:
    """Those of areas that answer; their total only where all of the country do: it is one of those looked at there."""
    answering = [one for one in here if one.standings[indicator].state != "not answered"]
    met = {one.area.id: one.tally.met[indicator][sector] for one in answering}
    cells, total = met_cells(_looked_at(answering, sector), met)
    return cells, total if len(answering) == len(here) else None
