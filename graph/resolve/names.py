"""Keys by which names are searched and proposed as the same, never decided as the same."""

from functools import cache
from pathlib import Path

import yaml

from graph.resolve.addresses import fold


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = Path(__file__).with_name("name_words.yaml").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in yaml.load(text, Loader=yaml.BaseLoader).items()}  # noqa: S506


def name_key(surname: str, given: str) -> str:
    """Family name without prefixes (van der, de), and the first initial; "" without a family name.

    Registers write a prefix in its own column (KVK) or in the family name (KBO): both give one key.
    """
    words = fold(surname).split()
    while len(words) > 1 and words[0] in _words()["prefixes"]:
        words = words[1:]
    return " ".join([*words, *fold(given)[:1]]) if words else ""


def _without_form(name: str) -> str:
    for form in _words()["legal_forms"]:
        if name.endswith(" " + form):
            return name.removesuffix(" " + form)
        if name.startswith(form + " "):
            return name.removeprefix(form + " ")
    return name


def organisation_key(name: str) -> str:
    """The folded name without legal forms at its two ends; a name of nothing else is kept."""
    key = fold(name.replace(".", ""))
    while (shorter := _without_form(key)) != key:
        key = shorter
    return key
