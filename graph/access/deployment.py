"""What this deployment is: its profile, its host, and the instruments that let the data of others lie here."""

from datetime import date
from functools import cache
from typing import TypeVar

from pydantic import ValidationError

from graph.access.authorities import Authority, authority
from graph.access.deployed import deployment_path, deployment_text
from graph.access.profiles import Profile, Strict, Words, profiles
from graph.access.review import DENY, WARN
from graph.errors import UsageError
from graph.permits.overrides import Override


class Instrument(Strict):
    """The article or agreement by which categories of one authority may lie here; `reviewed` is its last review."""

    authority: str
    categories: Words
    article: str
    reviewed: date


class Consent(Strict):
    """The article or agreement by which an authority takes part in theme studies; `reviewed` is its last review."""

    authority: str
    article: str
    reviewed: date


Entry = TypeVar("Entry", Instrument, Override, Consent)


class Deployment(Strict):
    profile: Profile
    host: Authority
    instruments: tuple[Instrument, ...]
    permits: tuple[Override, ...] = ()
    theme_studies: tuple[Consent, ...] = ()

    def instrument(self, teller: str, category: str, today: date) -> Instrument | None:
        """The one that holds for this authority and category; two years after its review it holds no more."""
        named = (one for one in self.instruments if one.authority == teller and category in one.categories)
        return next((one for one in named if today - one.reviewed <= DENY), None)

    def may_lie(self, teller: Authority, category: str, today: date) -> str:
        """Why rows of this category of this authority may not lie here; nothing when they may."""
        where = f"{category} of {teller.name} ({teller.id})"
        if not self.profile.holds_of(self.host, teller, category):
            return f"{where} has no place in the profile {self.profile.profile}"
        if category != "open" and not self.instrument(teller.id, category, today):
            return f"{where} may not lie here: no instrument of the deployment names it, or its review is two years old"
        return ""

    def overdue(self, today: date) -> list[Instrument]:
        """Instruments whose review is a year old: they still hold, and a warning says so."""
        return [one for one in self.instruments if today - one.reviewed > WARN]

    def taking_part(self, today: date) -> list[Consent]:
        """Who takes part in theme studies, in the order of the file; two years after its review a consent ends."""
        return [one for one in self.theme_studies if today - one.reviewed <= DENY]


@cache
def deployment() -> Deployment:
    """The deployment that EUREGRAPH_DEPLOYMENT names, or the demonstration."""
    told, where = deployment_text(), deployment_path()
    name = str(told.get("profile", ""))
    if unknown := set(told) - {"profile", "host", "authorities", "instruments", "permits", "theme_studies"}:
        raise UsageError(f"{where}: unknown keys {', '.join(sorted(unknown))}.")
    if name not in profiles():
        raise UsageError(f"{where}: unknown profile {name!r}; known: {', '.join(profiles())}.")
    if not told.get("host"):
        raise UsageError(f"{where}: it names no host; write host: and the id of the authority where the data lie.")
    host = authority(str(told["host"]))
    if not profiles()[name].may_host(host):
        raise UsageError(f"{where}: {host.name} ({host.kind}, {host.country}) cannot be the host of profile {name}.")
    listed = _listed("instruments", Instrument)
    permits = _listed("permits", Override)
    studies = _listed("theme_studies", Consent)
    return Deployment(profile=profiles()[name], host=host, instruments=listed, permits=permits, theme_studies=studies)


def _listed(key: str, spec: type[Entry]) -> tuple[Entry, ...]:
    """The entries of a list of the file, each of an authority of the register."""
    try:
        listed = tuple(spec.model_validate(one) for one in deployment_text().get(key, ()))
    except (ValidationError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{deployment_path()}: an entry under {key} does not fit: {error}") from None
    for one in listed:
        authority(one.authority)
    return listed
