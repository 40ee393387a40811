"""Legal forms by the code lists that others publish: what a form that a source tells is called officially.

`legal_forms.csv` holds the ISO 20275 list (elf) for four countries and that of the Belgian register (kbo), forms of
worship left out. What a word means is known by one table only, `graph/resolve/legal_forms.yaml`.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.resolve.legal_forms import COUNTRY, elf_code

Names = Mapping[str, str]


def legal_form(register: str, told: str) -> Names:
    """Language -> official name of a form, told as code, abbreviation or name by a source about a firm of a register.

    Empty where the country is not known, or where what is told means no form of it: CV and 350 mean other things in
    other countries.
    """
    country = COUNTRY.get(register, "")
    own, code = (country, "kbo", told), elf_code(told, register, "") or told
    return _names().get(own) or _names().get((country, "elf", code), {})


@cache
def _names() -> dict[tuple[str, str, str], dict[str, str]]:
    """(country, list, code) -> language -> name."""
    found: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    with Path(__file__).with_name("legal_forms.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["country"], row["list"], row["code"]][row["language"]] = row["name"]
    return dict(found)
