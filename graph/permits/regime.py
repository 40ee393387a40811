"""Which rules hold for a permit of an authority on a day: the profile of its country, and the rules of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.access.deployment import deployment
from graph.access.review import Review, review
from graph.codes.official import spoken
from graph.permits.days import Calendar, calendars
from graph.permits.overrides import Override
from graph.permits.profile import Profile, permit_profile
from graph.permits.statements import Parts

NO_MORE: Literal["holds no more, review it"] = "holds no more, review it"


@dataclass(frozen=True)
class Regime:
    """`parts` hold what is not too long ago reviewed; a profile or a rule of its own that is is named and not used.

    `terms`: language -> official term, in the languages of the authority; empty where none is recorded.
    """

    country: str
    permit_type: str
    profile: Profile | None
    terms: Mapping[str, str]
    state: Review | None
    own: Override | None
    own_state: Review | None
    parts: Parts
    calendar: Calendar | None

    @property
    def silences(self) -> tuple[Mapping[str, str], ...]:
        """What the sources of a profile in use leave open."""
        return self.profile.silences if self.profile and self.state != NO_MORE else ()


def read_regime(country: str, permit_type: str, authority: str, today: date) -> Regime:
    """The rules for this type of permit; a country that has no profile of it has no parts but its authority's own."""
    profile = permit_profile(country, permit_type)
    listed = (one for one in deployment().permits if (one.authority, one.permit_type) == (authority, permit_type))
    own = next(listed, None)
    state = review(profile.oldest, today) if profile else None
    own_state = review(own.reviewed, today) if own else None
    parts = profile.parts if profile and state != NO_MORE else Parts()
    if own and own_state != NO_MORE:
        parts = own.over(parts)
    calendar = calendars().get(country)
    holds = calendar and review(calendar.reviewed, today) != NO_MORE
    terms = spoken(profile.terms, country, authority) if profile else {}
    return Regime(country, permit_type, profile, terms, state, own, own_state, parts, calendar if holds else None)
