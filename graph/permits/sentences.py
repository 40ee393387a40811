"""What is said of a clock: whole sentences with named gaps, so that a screen can say them in another language."""

from collections.abc import Mapping
from typing import Any

from graph.access.review import Review
from graph.permits.clocks import Reading
from graph.permits.days import Calendar
from graph.permits.regime import NO_MORE, Regime
from graph.permits.statements import Certainty, Clock, Statement

SEEN: dict[Certainty, str] = {
    "V": "read in the official text",
    "E": "seen in an excerpt, to be checked",
    "G": "general knowledge, to be checked",
    "own": "own rule",
}
RUNS = "until {due}, days left: {left}"
EXTENDED = "until {due}, days left: {left}; with the extension until {extended}"
OVER = "ended on {due}, days past: {past}"
OVER_EXTENDED = "ended on {due}, days past: {past}; with the extension until {extended}"
STANDS_STILL = "stands still, days left when it goes on: {left}"
SINCE_UNKNOWN = "stands still; the day on which it stopped is not recorded here"
NOT_BEGUN = "not begun, or its first day is not recorded here"
NO_DAY = "it has begun; the day from which it counts is not recorded here"
NO_CALENDAR = "not counted: no calendar of working days of this country holds here"

NO_PROFILE = "No profile of this type of permit is recorded for this country."
GENERAL = "This type of permit has no profile of its own in this country: what is told here holds there for any permit."
NOT_USED = "The profile is not used: its last review, on {reviewed}, is more than two years ago."
DUE = "The profile was last reviewed on {reviewed}, more than a year ago: review it."
OWN = "Own rule of the authority: {article}, reviewed on {reviewed}."
OWN_DUE = "Own rule of the authority: {article}, reviewed on {reviewed}, more than a year ago: review it."
OWN_NOT_USED = "The authority's own rule ({article}) is not used: its last review, on {reviewed}, is two years ago."
PROFILE_NOTES: dict[Review, str] = {"review it": DUE, NO_MORE: NOT_USED}
OWN_NOTES: dict[Review, str] = {"holds": OWN, "review it": OWN_DUE, NO_MORE: OWN_NOT_USED}

SENTENCES = (
    *(RUNS, EXTENDED, OVER, OVER_EXTENDED, STANDS_STILL, SINCE_UNKNOWN, NOT_BEGUN, NO_DAY, NO_CALENDAR),
    *(NO_PROFILE, GENERAL, *PROFILE_NOTES.values(), *OWN_NOTES.values()),
)

Said = tuple[str, Mapping[str, Any]]


def clock_sentence(told: Reading) -> Said:
    """A template and what fills its gaps."""
    values = {"due": told.due, "extended": told.extended, "left": told.left, "past": -(told.left or 0)}
    templates = {
        "runs": EXTENDED if told.extended else RUNS,
        "over": OVER_EXTENDED if told.extended else OVER,
        "stands still": SINCE_UNKNOWN if told.left is None else STANDS_STILL,
        "not begun": NOT_BEGUN,
        "day not recorded": NO_DAY,
        "no calendar": NO_CALENDAR,
    }
    return templates[told.state], values


def notes(regime: Regime) -> list[Said]:
    """What is to be said of the profile and its review, and of a rule of the authority's own."""
    found: list[Said] = []
    if regime.profile is None or regime.state is None:
        found.append((NO_PROFILE, {}))
        return found + _own_notes(regime)
    if regime.profile.general and regime.state != NO_MORE:
        found.append((GENERAL, {}))
    if regime.state in PROFILE_NOTES:
        found.append((PROFILE_NOTES[regime.state], {"reviewed": regime.profile.oldest}))
    return found + _own_notes(regime)


def _own_notes(regime: Regime) -> list[Said]:
    if regime.own and regime.own_state:
        values = {"article": regime.own.article, "reviewed": regime.own.reviewed}
        return [(OWN_NOTES[regime.own_state], values)]
    return []


def origin(one: Statement | Calendar) -> str:
    """The source of a statement, and how it was seen."""
    return f"{one.source}; {SEEN[one.certainty]}"


def clock_rule(clock: Clock) -> str:
    """The rule of a clock, such as `8 weeks from application, once longer by 4 weeks`."""
    more = f", once longer by {clock.extension}" if clock.extension else ""
    return f"{clock.length} from {clock.starts.replace('_', ' ')}{more}"


def in_language(said: Mapping[str, str], language: str) -> str:
    """A text in this language, else in English, else in the first that it has."""
    return said.get(language) or said.get("en") or next(iter(said.values()), "")
