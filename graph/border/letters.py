"""The letter that asks for named facts, in the language of whoever receives it, naming the act that lets it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from graph.access.authorities import Authority
from graph.access.profiles import Strict
from graph.errors import UsageError

FOLDER = Path(__file__).parent / "letters"


class Letter(Strict):
    """Whole sentences with gaps; `acts`: the article of a row of the policy -> its citation in this language."""

    reviewed: str
    certainty: Literal["V", "E", "G"]
    heading: str
    to: str
    sender: str
    day: str
    about: str
    sentences: tuple[str, ...]
    categories: Mapping[str, str]
    facts: Mapping[str, str]
    acts: Mapping[str, str]


@cache
def letters() -> Mapping[str, Letter]:
    """Every language that has a file here."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.yaml"))}


def _read(path: Path) -> Letter:
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        return Letter.model_validate(told)
    except (ValidationError, yaml.YAMLError) as error:
        raise UsageError(f"{path} does not fit: {error}") from error


def language_of(receiver: Authority, named: str = "") -> str:
    """The language of the area of an authority; where the data do not know it, the one that is named.

    UsageError where neither says it, or another one is named than the area has.
    """
    found = max((start for start in _areas() if receiver.id.startswith(start)), key=len, default="")
    known = _areas()[found] if found else named
    if known not in letters() or named not in {"", known}:
        said = f"is written to in {known}" if found else "may be written to in several: name one with --language"
        raise UsageError(f"{receiver.name} {said}. Letters are written in {', '.join(letters())}.")
    return known


@cache
def _areas() -> Mapping[str, str]:
    text = (Path(__file__).parent / "languages.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader)["languages"])  # noqa: S506


def write_letter(language: str, category: str, article: str, gaps: Mapping[str, str]) -> str:
    """The letter as plain text. UsageError where this language has no words for the category or the act."""
    letter = letters()[language]
    if category not in letter.facts or article not in letter.acts:
        where = f"graph/border/letters/{language}.yaml"
        raise UsageError(f"There are no words in {language} for {category} by {article}: add them to {where}.")
    told = {
        **gaps,
        "category": letter.categories[category],
        "facts": letter.facts[category],
        "act": letter.acts[article],
    }
    head = (letter.to, letter.sender, letter.day, letter.about)
    parts = [letter.heading, "\n".join(head), *letter.sentences]
    return "\n\n".join(part.format_map(told) for part in parts) + "\n"
