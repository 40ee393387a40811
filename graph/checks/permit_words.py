"""The rules and clocks of the application at hand in words, for the command line."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from graph.checks.permit import INTEGRITY, Permit
from graph.codes.official import official
from graph.permits.clocks import Reading
from graph.permits.sentences import clock_rule, clock_sentence, in_language, notes, origin
from graph.permits.statements import Statement

PARTS = {
    "trigger": "When it is needed or checked",
    "persons": "Persons to check",
    "documents": "To be asked from the applicant",
    "instruments": "Instruments",
    "channels": "Channels",
}
NOT_RECORDED = "not recorded"


def permit_lines(permit: Permit | None) -> Iterator[str]:
    """Nothing where no application is meant."""
    if permit is None:
        return
    row, regime = permit.row, permit.regime
    named = f" ({' / '.join(regime.terms.values()) or 'official term not recorded'})"
    state = with_official(permit.course.status, row["country"], row["authority"], "status")
    by = f", decided by {permit.decided_by}" if permit.decided_by else ""
    yield f"\nApplication: {row['permit_type']}{named}, {state}{by}, applied on {row['date_application']}"
    yield from _integrity(permit)
    yield from (f"  {template.format_map(values)}" for template, values in notes(regime))
    yield from (f"  {in_language(silent, 'en')}" for silent in regime.silences)
    yield "  Terms" if permit.clocks else f"  Terms: {NOT_RECORDED} for this state"
    for one in permit.clocks:
        yield from _clock(one)
    for part, title in PARTS.items():
        stated: tuple[Statement, ...] = getattr(regime.parts, part)
        yield f"  {title}" if stated else f"  {title}: {NOT_RECORDED}"
        yield from (f"    {in_language(one.said, 'en')} [{origin(one)}]" for one in stated)


def with_official(code: str, country: str, authority: str, column: str) -> str:
    """A code and its official terms, as the screens show them."""
    terms = official(country, code, authority, column)
    return f"{code} ({' / '.join(terms.values())})" if terms else code


def _integrity(permit: Permit) -> Iterator[str]:
    """What the integrity file tells, where this case may read it."""
    country = permit.row["country"]
    for row in permit.integrity:
        told = {name: with_official(row[name], country, row["authority"], name) for name in INTEGRITY if row[name]}
        if told:
            said = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in told.items())
            yield f"  Integrity file: {said} [{row['record']}]"


def _clock(told: Reading) -> Iterator[str]:
    clock, (template, values) = told.clock, clock_sentence(told)
    yield f"    {in_language(clock.said, 'en')}: {template.format_map(values)}"
    yield f"      {clock_rule(clock)}, counted from {told.start or 'a day not recorded'} [{origin(clock)}]"
    if told.pause:
        yield f"      {in_language(told.pause.said, 'en')} [{origin(told.pause)}]"
    if clock.effect:
        yield f"      {in_language(clock.effect, 'en')}"


def permit_data(permit: Permit | None) -> dict[str, Any] | None:
    """The same as plain data."""
    if permit is None:
        return None
    regime = permit.regime
    return {
        "permit_type": regime.permit_type,
        "country": regime.country,
        "official_term": regime.terms,
        "status": permit.course.status,
        "official_status": official(regime.country, permit.course.status, permit.row["authority"], "status"),
        "decided_by": permit.decided_by,
        "integrity": list(permit.integrity),
        "date_application": permit.row["date_application"],
        "notes": [template.format_map(values) for template, values in notes(regime)],
        "silent": regime.silences,
        "clocks": [_clock_data(one) for one in permit.clocks],
        **{part: [one.model_dump(mode="json") for one in getattr(regime.parts, part)] for part in PARTS},
    }


def _clock_data(told: Reading) -> dict[str, Any]:
    template, values = clock_sentence(told)
    plain = {name: value for name, value in asdict(told).items() if name not in {"clock", "pause"}}
    models = {"clock": told.clock.model_dump(mode="json"), "pause": told.pause and told.pause.model_dump(mode="json")}
    return {"said": template.format_map(values), **plain, **models}
