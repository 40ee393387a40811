"""Looking up at another authority: what may not be asked and why, what may be asked and how, and one bit for a hit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from graph.access.authorities import Authority, authorities, authority, delivers
from graph.access.order import open_sources_first
from graph.access.policies import Decision
from graph.access.view import View
from graph.border.caps import take_lookup
from graph.border.grid import Pace
from graph.border.identifiers import Identifier, read_identifiers
from graph.border.lookups import peephole
from graph.border.received import keep_lookup
from graph.checks.coverage import COUNTRIES, Reason
from graph.errors import UsageError

Said = Literal["read", "may be asked", "not asked", "hit", "nothing"]
STATIC: dict[str, Said] = {"content": "read", "on request": "may be asked", "none": "not asked"}
SENTENCES: dict[Said, str] = {
    "read": "{authority}: its {category} data are read in the check itself ({article}); they are not looked up.",
    "may be asked": "{authority}: its {category} data may be asked for ({article}): {route}.",
    "not asked": "{authority}: not asked for {category} data, because: {article}. {route}",
    "hit": "{authority}: a hit in its {category} data ({article}): {route}.",
    "nothing": "{authority}: nothing that may be shown in its {category} data ({article}).",
}
COMPARED = {
    "organisation": "{identifier}: compared with the numbers that {country} told.",
    "person": "{identifier}: compared by family name, first initial and birth date; a hit may be of a namesake.",
    "national": "{identifier}: compared with the national numbers of {country}.",
}
NOT_COMPARED = "{identifier}: not compared; a national number is compared within its own country only."
NOTHING_ASKED = "{identifier}: not compared, for nothing here is answered by a hit; this says nothing of the subject."


@dataclass(frozen=True)
class Answer:
    """What is said of one authority's data of one category; only `hit` and `nothing` follow from rows."""

    authority: Authority
    category: str
    said: Said
    decision: Decision

    @property
    def reason(self) -> Reason:
        told = {"authority": self.authority.name, "category": self.category}
        return Reason(SENTENCES[self.said], told | {"article": self.decision.article, "route": self.decision.route})


@dataclass(frozen=True)
class Reply:
    """`compared`: a sentence per identifier, from what was typed and the policy alone."""

    answers: tuple[Answer, ...]
    compared: tuple[Reason, ...]


def asked_of(at: str, country: str) -> list[Authority]:
    """One authority, or all of a country that deliver something."""
    if bool(at) == bool(country):
        raise UsageError("Name whom to ask: one authority, or one country.")
    if at:
        return [authority(at)]
    if country not in COUNTRIES:
        raise UsageError(f"{country!r} is no country of this region: {', '.join(COUNTRIES)}.")
    return [one for one in authorities().values() if one.country == country and delivers(one.kind).categories]


def look_up(
    view: View, asked: list[Authority], typed: list[str], reason: str, skip: str = "", pace: Pace | None = None
) -> Reply:
    """The whole look-up as one line of each side's log, before the answer leaves on its grid of time.

    UsageError: no reason, or an identifier that is none. RefusedError: a cap is reached, or open sources were not
    looked at and `skip` gives no reason.
    """
    with (pace or Pace()).on_the_grid():
        if not reason.strip():
            raise UsageError("A look-up needs a reason in your own words: the authority that is asked reads it.")
        open_sources_first(view, skip)
        subject = read_identifiers(typed, view.store.settings)
        due = [(one, category, view.decision(one.id, category)) for one, category in _told_by(asked)]
        if any(decision.gives == "hit" for _one, _category, decision in due):
            take_lookup(view.store, view.account.id, subject, view.today)
        answers = tuple(_answer(view, *each, subject) for each in due)
        _log(view, answers, subject, reason.strip())
        return Reply(answers, tuple(_compared(answers, subject)))


def _told_by(asked: list[Authority]) -> Iterator[tuple[Authority, str]]:
    return ((one, category) for one in asked for category in delivers(one.kind).categories)


def _answer(view: View, one: Authority, category: str, decision: Decision, subject: tuple[Identifier, ...]) -> Answer:
    if decision.gives != "hit":
        return Answer(one, category, STATIC[decision.gives], decision)
    comparable = tuple(each for each in subject if each.comparable_in(one.country))
    held = peephole(view, one.id, category, decision).anything(category, comparable)
    return Answer(one, category, "hit" if held else "nothing", decision)


def _log(view: View, answers: tuple[Answer, ...], subject: tuple[Identifier, ...], reason: str) -> None:
    """The asked side keeps who asked, when, why and for which case; of the subject nothing."""
    for one in answers:
        if one.said in {"hit", "nothing"}:
            keep_lookup(view, one.authority.id, one.category, one.said, reason)
    told: dict[str, Any] = {
        "reason": reason,
        "identifiers": [each.said for each in subject],
        "answers": [f"{one.authority.id} {one.category}: {one.said}" for one in answers],
    }
    view.audit.write(view.account.id, view.case.id, "lookup", view.case.subject, told)


def _compared(answers: tuple[Answer, ...], subject: tuple[Identifier, ...]) -> Iterator[Reason]:
    asked = {one.authority.country for one in answers if one.said in {"hit", "nothing"}}
    for each in subject:
        if not asked:
            yield Reason(NOTHING_ASKED, {"identifier": each.said})
        for country in sorted(asked):
            sentence = COMPARED[each.kind] if each.comparable_in(country) else NOT_COMPARED
            yield Reason(sentence, {"identifier": each.said, "country": country})
