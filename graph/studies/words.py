"""A theme study as text: a table for what was looked at and one per indicator, sectors down and areas across."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.studies.kept import Study

HIDDEN, NOT_ANSWERED, AT_LEAST = "·", "–", "≥"
WIDTH = 26
MOST_REASONS = 3
LEGEND = (
    "Counts are of applications, never of persons or firms. That an indicator is met is a reason to ask, and no guilt."
    " Nothing can be asked further: there is no list behind a count.",
    f"{HIDDEN}  hidden: 1 to 4; so many of those looked at that fewer than 5 are left; of fewer than 5 looked at; or a"
    " total that would give one of these away",
    f"{AT_LEAST}  at least so many: not everything that the indicator needs was open and fresh",
    f"{NOT_ANSWERED}  the indicator is not answered there",
)
Table = Mapping[str, Any]


def study_lines(study: Study) -> Iterator[str]:
    told = study.told
    yield f"Theme study of {study.id}, made on {study.made_on}: how things stood on {told['as_of']}."
    yield from LEGEND
    yield "\nApplications looked at"
    yield from _table(told["areas"], told["looked_at"])
    for one in told["indicators"]:
        yield f"\n{one['code']} {one['title']['en']} (version {one['version']}): applications that it is met for"
        yield from _table(told["areas"], one["counts"], _at_least(told["areas"], one["answers"]))
        yield from _answers(told["areas"], one["answers"])
        yield from (f"  Could be innocent: {said}" for said in one["innocent"]["en"])
    yield "\nNot counted"
    yield from (f"  {said}" for said in told["left_out"].values())


def _at_least(areas: list[dict[str, str]], answers: Table) -> frozenset[str]:
    """Areas, and countries with such an area, of which a count may be more."""
    found = [area for area in areas if answers[area["id"]]["state"] == "at least"]
    return frozenset(area[part] for area in found for part in ("id", "country"))


def _table(areas: list[dict[str, str]], rows: Table, at_least: frozenset[str] = frozenset()) -> Iterator[str]:
    """Sectors in which nothing is told but zeros are one line."""
    shown = {sector: row for sector, row in rows.items() if any(count != 0 for count in row["cells"].values())}
    countries = list(dict.fromkeys(area["country"] for area in areas)) if shown else []
    heads = [area["name"] for area in areas] + [f"all {country}" for country in countries]
    if shown:
        yield f"  {'':{WIDTH}}" + "".join(f"  {head:>{len(head)}}" for head in heads)
    for sector, row in shown.items():
        cells = [_cell(row["cells"], area["id"], at_least) for area in areas]
        totals = [_cell(row["totals"], country, at_least) for country in countries]
        yield f"  {sector:{WIDTH}}" + "".join(f"  {c:>{len(h)}}" for c, h in zip(cells + totals, heads, strict=True))
    if empty := [sector for sector in rows if sector not in shown]:
        yield f"  0 in every area that answers: {', '.join(empty)}"


def _cell(counts: Mapping[str, int | None], name: str, at_least: frozenset[str]) -> str:
    if name not in counts:
        return NOT_ANSWERED
    count = counts[name]
    return HIDDEN if count is None else f"{AT_LEAST if name in at_least else ''}{count}"


def _answers(areas: list[dict[str, str]], answers: Table) -> Iterator[str]:
    """Why an indicator is not answered, or only as *at least*, once for the areas that say the same."""
    names = {area["id"]: area["name"] for area in areas}
    same: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for area, told in answers.items():
        same.setdefault((told["state"], tuple(told["because"])), []).append(names[area])
    for (state, because), where in same.items():
        if because:
            more = len(because) - MOST_REASONS
            rest = f" And {more} more reasons (--json)." if more > 0 else ""
            yield f"  {', '.join(where)}: {state}. {' '.join(because[:MOST_REASONS])}{rest}"
