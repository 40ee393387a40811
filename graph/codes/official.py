"""Official terms: what a code of the contracts is called in the languages of a country, beside the screens' words."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from graph.access.profiles import Strict
from graph.errors import UsageError

FOLDER = Path(__file__).parent / "official"
LANGUAGES = {"NL": ("nl",), "BE": ("nl", "fr", "de"), "DE": ("de",), "LU": ("fr", "de")}


class OfficialTerms(Strict):
    """`terms`: code -> language -> term. A term that was not checked against an official text is left out."""

    country: Literal["NL", "BE", "DE", "LU"]
    reviewed: date
    source: str
    certainty: Literal["V", "E", "G"]
    terms: dict[str, dict[str, str]]


def read_terms(path: Path) -> OfficialTerms:
    """A file named after its country; UsageError that says what does not fit."""
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        return OfficialTerms.model_validate({**told, "country": path.stem.upper()})
    except (ValidationError, TypeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} does not fit: {error}") from error


@cache
def _terms(country: str) -> Mapping[str, Mapping[str, str]]:
    path = FOLDER / f"{country.lower()}.yaml"
    return read_terms(path).terms if path.is_file() else {}


def official(country: str, code: object) -> Mapping[str, str]:
    """Language -> official term of a code in a country; empty where none is recorded."""
    return _terms(country).get(str(code), {})
