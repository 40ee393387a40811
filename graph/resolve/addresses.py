"""One text for one address, however its street, number and town are written (contracts.md, section 8)."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii

TAG = re.compile(r"\([^)]*\)")
NUMBER = re.compile(r"0*(\d+)(?:\s*-\s*0*(\d+)(?![a-z\d]))?\s*(.*)")


@cache
def _data(name: str) -> Any:
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


@cache
def _towns() -> dict[str, str]:
    return {name: names[0] for names in _data("bilingual_towns.yaml") for name in names}


def fold(text: str) -> str:
    """Lower-case ASCII words with single blanks: no accents, dots, dashes or apostrophes."""
    bare = anyascii(text).lower().replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def _word(word: str) -> str:
    table = _data("street_words.yaml")
    if word in table["words"]:
        return str(table["words"][word])
    for ending, form in table["endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending) + str(form)
    return word


@lru_cache(maxsize=100_000)
def _street(text: str) -> str:
    """Folded, with one form for each type of street; a municipality in brackets, `Heikant(STE)`, goes."""
    return " ".join(_word(word) for word in fold(TAG.sub(" ", text)).split())


def split_number(text: str) -> tuple[str, str]:
    """`17A` as (`17`, `a`); a range `400-404` stays whole, it is not 400; two empty texts mean none."""
    found = NUMBER.fullmatch(anyascii(text).lower().strip())
    if not found or found[1] == "0":
        return "", ""
    number = f"{found[1]}-{found[2]}" if found[2] and int(found[2]) > int(found[1]) else found[1]
    rest = found[3] if number != found[1] or not found[2] else f"{found[2]}{found[3]}"
    return number, fold(rest).replace(" ", "")


def _box(text: str) -> str:
    words = re.sub(r"([a-z])(\d)", r"\1 \2", fold(text)).split()
    marks = _data("street_words.yaml")["box_words"]
    kept = words[1:] if len(words) > 1 and words[0] in marks else words
    return "".join(word.lstrip("0") or "0" for word in kept)


def _postcode(text: str, country: str) -> str:
    bare = re.sub(r"[^A-Z0-9]", "", anyascii(text).upper())
    return re.sub(rf"^(?:{country}|{country[0]})(?=\d)", "", bare).lower()


def _town(text: str) -> str:
    name = fold(TAG.sub(" ", text))
    return _towns().get(name, name)


def address_key(country: str, postcode: str, street: str, number: str, suffix: str, box: str, town: str) -> str | None:
    """Equal for two addresses exactly when they are one place; None when too little of it is known.

    Needs country (alpha-2), street, number, and a postcode or a town; a postcode makes the town idle.
    """
    land = country.strip().upper()
    if not re.fullmatch("[A-Z]{2}", land):
        return None
    house, added = split_number(number)
    area = _postcode(postcode, land) or _town(town)
    way = _street(street)
    if not (house and way and area):
        return None
    return "|".join((land.lower(), area, way, house, added + fold(suffix).replace(" ", ""), _box(box)))
