"""Legal forms by the code lists of the countries: what a form that a source tells is called officially.

`legal_forms.csv` holds the ISO 20275 list (elf) for four countries and that of the Belgian register (kbo). A form means
nothing without its country: CV is a commanditaire vennootschap in the Netherlands, a coöperatieve one in Belgium.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graph.resolve.addresses import fold

COUNTRIES = {"NL_KVK": "NL", "BE_KBO": "BE", "DE_HR": "DE", "LU_RCS": "LU"}
Names = Mapping[str, str]


def legal_form(register: str, told: str) -> Names:
    """Language -> official name of a form, told as code, abbreviation or name by a source about a firm of a register.

    Empty where the country is not known, or where what is told means none or several forms of it.
    """
    country = COUNTRIES.get(register, "")
    if names := _by_code().get((country, "kbo", told)) or _iso().get(told):
        return names
    for state in ("active", "former"):
        found = _told()[country, state, _key(told)]
        if found:
            return next(iter(found.values())) if len(found) == 1 else {}
    return {}


def _rows() -> Iterator[dict[str, str]]:
    with Path(__file__).with_name("legal_forms.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _key(told: str) -> str:
    return fold(told).replace(" ", "").replace(".", "")


@cache
def _by_code() -> dict[tuple[str, str, str], dict[str, str]]:
    """(country, list, code) -> language -> name."""
    found: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows():
        found[row["country"], row["list"], row["code"]][row["language"]] = row["name"]
    return found


@cache
def _iso() -> dict[str, Names]:
    """Codes of the ISO list say their country themselves; the numbers of a register hold in its country only."""
    return {code: names for (_country, listed, code), names in _by_code().items() if listed == "elf"}


@cache
def _told() -> defaultdict[tuple[str, str, str], dict[str, Names]]:
    """(country, state, name or abbreviation) -> the forms of the ISO list that it means, by their code."""
    found: defaultdict[tuple[str, str, str], dict[str, Names]] = defaultdict(dict)
    for row in _rows():
        for word in (row["name"], *row["abbreviations"].split(";")) if row["list"] == "elf" else ():
            if word:
                key = row["country"], row["state"], _key(word)
                found[key][row["code"]] = _by_code()[row["country"], "elf", row["code"]]
    return found
