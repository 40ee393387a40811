"""The ELF code (ISO 20275) of a legal form: what makes forms of several countries comparable."""

from functools import cache
from pathlib import Path

import yaml
from anyascii import anyascii

COUNTRY = {"NL_KVK": "NL", "BE_KBO": "BE", "DE_HR": "DE", "LU_RCS": "LU"}


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Country -> code or folded word of its register -> ELF code."""
    text = Path(__file__).with_name("legal_forms.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return {
        country: {word: code for code, words in forms.items() for word in (_folded(code), *words)}
        for country, forms in table.items()
    }


def _folded(form: str) -> str:
    """`S.à r.l.` as `sarl`, `UG (haftungsbeschränkt)` as `ug haftungsbeschrankt`."""
    bare = anyascii(form).lower().replace(".", "").replace("(", "").replace(")", "")
    words = bare.replace("-", " ").split()
    return ("" if all(len(word) <= 2 for word in words) else " ").join(words)


def elf_code(form: str, register: str, country: str) -> str | None:
    """Of a national code, an abbreviation or a name of a legal form; None where the table has none.

    A form means what it means in the country of the `register` that numbers the firm, else in `country` ("": unknown).
    """
    if register == "FOREIGN":
        return None
    return _forms().get(COUNTRY.get(register, country), {}).get(_folded(form))
