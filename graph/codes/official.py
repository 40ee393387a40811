"""Official terms: what a code of the contracts is called in the languages of a country, beside the screens' words."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from graph.access.profiles import Strict, Words
from graph.errors import UsageError

FOLDER = Path(__file__).parent / "official"
LANGUAGES = {"NL": ("nl",), "BE": ("nl", "fr", "de"), "DE": ("de",), "LU": ("fr", "de")}


class OfficialTerms(Strict):
    """`terms`: code -> language -> term. A term that was not checked against an official text is left out.

    A code that other columns have too is written `column/code`.

    `areas`: language -> the authorities whose official texts are in it; a language without an area is of all of them.
    """

    country: Literal["NL", "BE", "DE", "LU"]
    reviewed: date
    source: str
    certainty: Literal["V", "E", "G"]
    terms: dict[str, dict[str, str]]
    areas: dict[str, Words] = {}


def read_terms(path: Path) -> OfficialTerms:
    """A file named after its country; UsageError that says what does not fit."""
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        return OfficialTerms.model_validate({**told, "country": path.stem.upper()})
    except (ValidationError, TypeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} does not fit: {error}") from error


@cache
def _told(country: str) -> OfficialTerms | None:
    path = FOLDER / f"{country.lower()}.yaml"
    return read_terms(path) if path.is_file() else None


def spoken(said: Mapping[str, str], country: str, authority: str) -> Mapping[str, str]:
    """Of what is said in the languages of a country, what is in those of an authority; its own area's comes first."""
    told = _told(country)
    areas = told.areas if told else {}
    own = [language for language, where in areas.items() if authority in where]
    everywhere = [language for language in LANGUAGES.get(country, ()) if language not in areas]
    return {language: said[language] for language in (*own, *everywhere) if language in said}


def official(country: str, code: object, authority: str = "", column: str = "") -> Mapping[str, str]:
    """Language -> official term of a code for an authority of a country; empty where none is recorded."""
    told = _told(country)
    terms = told.terms if told else {}
    return spoken(terms.get(f"{column}/{code}") or terms.get(str(code), {}), country, authority)


def official_anywhere(code: object) -> Mapping[str, str]:
    """The official term of what one country only has, such as a register of its own."""
    return next((told for country in LANGUAGES if (told := official(country, code))), {})
