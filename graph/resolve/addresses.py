"""One text for one address, however its street, number and town are written (contracts.md, section 8)."""

import re
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml
from anyascii import anyascii

from graph.resolve.countries import country_code
from graph.resolve.houses import read_house

TAG = re.compile(r"\([^)]*\)")
UMLAUT = re.compile("(?<![aeiou])[äöü]", re.IGNORECASE)


@cache
def _data(name: str) -> Any:
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


@cache
def _towns() -> dict[str, str]:
    return {_saint(name): _saint(names[0]) for names in _data("bilingual_towns.yaml") for name in names}


def _saint(name: str) -> str:
    """The name of a town with one word for saint in all languages."""
    words = _data("street_words.yaml")["words"]
    return " ".join(words[word] if words.get(word) in {"sint", "sinte"} else word for word in name.split())


def fold(text: str) -> str:
    """Lower-case ASCII words with single blanks: no accents, dots, dashes or apostrophes."""
    bare = anyascii(text).lower().replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def _letters(text: str) -> str:
    """Folded, an umlaut as its letter and an e: Höhenstraße is not Hohenstraße, Königstraße is Koenigstraße.

    After a vowel it is a Dutch or French trema and changes no letter: Coöperatiestraat.
    """
    return fold(UMLAUT.sub(lambda found: f"{anyascii(found[0])}e", normalize("NFC", text)))


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
    """Folded, with one form for each type of street; a village in brackets, `Heikant(STE)`, is left out.

    Without blanks: Adalbert-Stein-Weg is Adalbertsteinweg, Trierer Str. is Triererstraße, L' Eglise is l’Église.
    """
    return "".join(_word(word) for word in _letters(TAG.sub(" ", text)).split())


def _village(text: str, land: str) -> str:
    """`(ste)` of a Belgian street `Heikant(STE)`: registers write it where a municipality has several of that name."""
    return "".join(f" ({_letters(tag)})" for tag in TAG.findall(text)) if land == "be" else ""


def _postcode(text: str, country: str) -> str:
    bare = re.sub(r"[^A-Z0-9]", "", anyascii(text).upper())
    return re.sub(rf"^(?:{country}|{country[0]})(?=\d)", "", bare).lower()


def _town(text: str) -> str:
    name = _saint(_letters(TAG.sub(" ", text)))
    return _towns().get(name, name)


@lru_cache(maxsize=20_000)
def _area(land: str, postcode: str, town: str) -> str:
    """The postcode; with the town where several municipalities share it; else the town."""
    code, name = _postcode(postcode, land), _town(town)
    shared = _data("shared_postcodes.yaml").get(land, {}).get(code)
    if shared is None or not name:
        return code or name
    return f"{code} {next((one for one in shared if one in name.split()), name)}"


def address_key(country: str, postcode: str, street: str, number: str, suffix: str, box: str, town: str) -> str | None:
    """Equal for two addresses exactly when they are one place; None when too little of it is known.

    Needs country (alpha-2), street, number, and a postcode or a town; a postcode makes the town idle, unless
    municipalities share it.
    """
    way = street_key(country, postcode, street, town)
    house = read_house(country_code(country), number, suffix, box)
    if not (house and way):
        return None
    way += _village(street, way[:2])
    return "|".join((way, *house))


def premises_id(text: str) -> str:
    """The id of the premises at an address that is known as text only: of `address_key`."""
    return f"pre:{blake2b(text.encode(), digest_size=12).hexdigest()}"


def street_key(country: str, postcode: str, street: str, town: str) -> str | None:
    """The part of an address before the number: two numbers may be compared where it is equal."""
    if not (land := country_code(country)):
        return None
    area, way = _area(land, postcode, town), _street(street)
    return "|".join((land.lower(), area, way)) if way and area else None
