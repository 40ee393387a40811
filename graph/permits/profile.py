"""Permit profiles: what the law of a country says of one type of permit; one YAML file each, the folder is the list."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError, model_validator

from graph.access.profiles import Words
from graph.codes.official import LANGUAGES
from graph.errors import UsageError
from graph.permits.statements import Parts, Statement

FOLDER = Path(__file__).parent
SCREENS = ("en", "nl")
GENERAL = "general"
PARTS = tuple(Parts.model_fields)


class Reviewed(Parts):
    """Statements that were last reviewed together on that day; each speaks every language of the screens.

    `silent`: what no source that was read says, in words; empty where nothing is to be said of that.
    """

    reviewed: date
    silent: dict[str, str] = {}

    @model_validator(mode="after")
    def _speaks_every_language(self) -> "Reviewed":
        if self.silent and (missing := set(SCREENS) - set(self.silent)):
            raise ValueError(f"silent: it has no text in {', '.join(sorted(missing))}")
        for name in PARTS:
            for one in getattr(self, name):
                if missing := set(SCREENS) - set(one.said):
                    raise ValueError(f"{name}: {one.source} has no text in {', '.join(sorted(missing))}")
                if one.certainty == "own":
                    raise ValueError(f"{name}: {one.source} is a rule of one authority: it belongs in the deployment")
        return self


class Procedure(Reviewed):
    """What several types of permit of a country share, such as one kind of integrity check."""

    procedure: str


class Term(Statement):
    """The official name of a permit: `said` in the languages of its country."""


class Profile(Reviewed):
    """A type of permit of a country: its official term (if known), the procedures it follows, and what is its own.

    The general one of a country `holds_for` the types that have none of their own.
    """

    country: str
    permit_type: str
    term: Term | None = None
    follows: Words = ()
    holds_for: Words = ()

    @model_validator(mode="after")
    def _term_in_a_language_of_the_country(self) -> "Profile":
        if self.country not in LANGUAGES:
            raise ValueError(f"unknown country {self.country}; known: {', '.join(LANGUAGES)}")
        if other := set(self.terms) - set(LANGUAGES[self.country]):
            raise ValueError(f"term: {', '.join(sorted(other))} is no language of {self.country}")
        return self

    @property
    def terms(self) -> dict[str, str]:
        """Language -> official term; empty where none is recorded."""
        return self.term.said if self.term else {}

    @property
    def general(self) -> bool:
        return self.permit_type == GENERAL

    @property
    def silences(self) -> tuple[Mapping[str, str], ...]:
        """Language -> text, one for the profile and each procedure that tells what its sources leave open."""
        return tuple(one.silent for one in self.sources if one.silent)

    @property
    def sources(self) -> tuple[Reviewed, ...]:
        return (self, *(procedure(name) for name in self.follows))

    @property
    def oldest(self) -> date:
        """The day of the review that is longest ago: of the profile itself or of a procedure it follows."""
        return min(one.reviewed for one in self.sources)

    @property
    def parts(self) -> Parts:
        """Its own statements, then those of the procedures; of two clocks with one id the first holds."""
        told: dict[str, Any] = {name: tuple(one for s in self.sources for one in getattr(s, name)) for name in PARTS}
        clocks = {one.id: one for one in reversed(told["clocks"])}
        return Parts(**told | {"clocks": tuple(reversed(clocks.values()))})


S = TypeVar("S", bound=Reviewed)


def _read(path: Path, spec: type[S], **named: str) -> S:
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        return spec.model_validate({**told, **named})
    except (ValidationError, TypeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} does not fit: {error}") from error


@cache
def procedure(name: str) -> Procedure:
    return _read(FOLDER / "procedures" / f"{name}.yaml", Procedure, procedure=name)


def read_profile(path: Path) -> Profile:
    """A file named `<country>-<permit type>.yaml`; UsageError that says what does not fit."""
    country, _, kind = path.stem.partition("-")
    profile = _read(path, Profile, country=country.upper(), permit_type=kind)
    known = sorted(one.stem for one in (FOLDER / "procedures").glob("*.yaml"))
    if unknown := set(profile.follows) - set(known):
        raise UsageError(f"{path}: unknown procedure {', '.join(sorted(unknown))}; known: {', '.join(known)}.")
    return profile


@cache
def permit_profile(country: str, permit_type: str) -> Profile | None:
    """The profile of a type of permit in a country, else the general one if it holds for it; no other file is read."""
    own, general = (FOLDER / "profiles" / f"{country.lower()}-{kind}.yaml" for kind in (permit_type, GENERAL))
    if own in profile_files():
        return read_profile(own)
    found = read_profile(general) if general in profile_files() else None
    return found if found and permit_type in found.holds_for else None


@cache
def profile_files() -> tuple[Path, ...]:
    return tuple(sorted((FOLDER / "profiles").glob("*.yaml")))


@cache
def known_profiles() -> tuple[str, ...]:
    """`<country>-<permit type>` of every type that a profile holds for, and of the general profiles themselves."""
    found = [read_profile(path) for path in profile_files()]
    return tuple(sorted(f"{one.country.lower()}-{kind}" for one in found for kind in (one.permit_type, *one.holds_for)))


def profiles_of(permit_type: str) -> list[Profile]:
    """The profiles that the countries have of one type of permit."""
    return [one for country in LANGUAGES if (one := permit_profile(country, permit_type))]
