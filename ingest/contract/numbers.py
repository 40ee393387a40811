"""Official numbers of a row: one written form for each, and none that fails its check (contracts.md, section 8)."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.resolve.identifiers import SCHEMES
from graph.resolve.identifiers.written import plain

WRONG_NUMBER = "not a valid number of its kind, loaded without it"
NO_COURT = "no court that is known: without it the number names no company"


def official(numbers: Mapping[str, str], values: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The official numbers of a row in their written form; None for one that is none, which does not enter.

    `numbers`: column -> the scheme of the number in it, or the column that names the scheme.
    """
    for name, kind in numbers.items():
        if told := values.get(name):
            scheme = SCHEMES.get(kind) or SCHEMES.get(values.get(kind, ""))
            yield name, scheme.normalise(told) if scheme else plain(told)
    if values.get("register") == "DE_HR" and values.get("register_number") and not values.get("register_court"):
        yield "register_court", None


def why(column: str) -> str:
    return NO_COURT if column == "register_court" else WRONG_NUMBER
