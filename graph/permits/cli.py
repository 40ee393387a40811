"""`euregraph permit`: the permit profiles, one of them as it holds for an authority, and the last day of a term."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from graph.access.authorities import authority
from graph.access.review import review
from graph.cli_options import Json, Today, read_day, tell
from graph.errors import UsageError
from graph.permits.days import add
from graph.permits.profile import PARTS, Profile, known_profiles, profile_files, read_profile
from graph.permits.regime import Regime, read_regime
from graph.permits.sentences import clock_rule, in_language, notes, origin
from graph.permits.statements import Clock, Statement

app = typer.Typer(help="What applies to a type of permit in a country.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="PROFILE", help="As in `permit profiles`: nl-alcohol.")]
Of = Annotated[str, typer.Option("--authority", help="With the rules of its own that the deployment names.")]


@app.command()
def profiles(today: Today = None, as_json: Json = False) -> None:
    """Every profile: country, type, official term, last review, whether it holds."""
    day = today or date.today()  # noqa: DTZ011
    rows = [_row(read_profile(path), day) for path in profile_files()]
    tell(rows, as_json, lambda: "\n".join(map(_line, rows)))


def _row(one: Profile, day: date) -> dict[str, Any]:
    told = {"country": one.country, "permit_type": one.permit_type, "official_term": one.terms}
    told |= {"holds_for": one.holds_for} if one.general else {}
    return told | {"reviewed": one.oldest, "state": review(one.oldest, day)}


def _line(row: dict[str, Any]) -> str:
    held = ", ".join(row.get("holds_for", ()))
    term = f"for {held}" if held else " / ".join(row["official_term"].values()) or "official term not recorded"
    return f"{row['country']}  {row['permit_type']:16} {row['reviewed']}  {row['state']:6}  {term}"


@app.command()
def show(name: Name, of: Of = "", today: Today = None, as_json: Json = False) -> None:
    """One profile: what it states, with the source of each statement."""
    one = _regime(name, of, today)
    told: dict[str, Any] = {"permit_type": one.permit_type, "country": one.country, "notes": list(_notes(one))}
    told["silent"] = one.silences
    tell(told | one.parts.model_dump(mode="json"), as_json, lambda: "\n".join(_lines(one)))


def _regime(name: str, of: str, today: date | None) -> Regime:
    country, _, kind = name.partition("-")
    if name not in known_profiles():
        raise UsageError(f"Unknown profile {name!r}; known: {', '.join(known_profiles())}.")
    if of and authority(of).country != country.upper():
        raise UsageError(f"{authority(of).name} lies in {authority(of).country}, not in {country.upper()}.")
    return read_regime(country.upper(), kind, of, today or date.today())  # noqa: DTZ011


def _notes(one: Regime) -> Iterator[str]:
    return (template.format_map(values) for template, values in notes(one))


def _lines(one: Regime) -> Iterator[str]:
    yield from _notes(one)
    yield from (in_language(silent, "en") for silent in one.silences)
    for part in PARTS:
        stated: tuple[Statement, ...] = getattr(one.parts, part)
        yield part if stated else f"{part}: not recorded"
        yield from (f"  {_said(told)}" for told in stated)


def _said(one: Statement) -> str:
    said = in_language(one.said, "en")
    return (
        f"{one.id}: {said}: {clock_rule(one)} [{origin(one)}]" if isinstance(one, Clock) else f"{said} [{origin(one)}]"
    )


@app.command()
def term(
    name: Name,
    clock: Annotated[str, typer.Argument(help="Its id, as in `permit show`.")],
    day: Annotated[date, typer.Argument(parser=read_day, help="The day it counts from.")],
    of: Of = "",
    today: Today = None,
    as_json: Json = False,
) -> None:
    """The last day of a term that counts from a day, and the last one with its extension."""
    one = _regime(name, of, today)
    found = {told.id: told for told in one.parts.clocks}
    if clock not in found:
        raise UsageError(f"{name} has no clock {clock!r}; known: {', '.join(found) or 'none'}.")
    told = found[clock]
    due = add(day, told.length, one.calendar)
    extended = add(due, told.extension, one.calendar) if due and told.extension else None
    more = f", with its extension until {extended}" if extended else ""
    text = f"{in_language(told.said, 'en')}: until {due or 'no calendar holds'}{more} [{told.source}]"
    tell({"clock": clock, "from": day, "due": due, "extended": extended}, as_json, lambda: text)
