"""What happens to each column of a delivered file: used, ignored by name, dropped by law, or an error."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import yaml
from anyascii import anyascii

from graph.errors import UsageError
from ingest.contract.kind import FOLDER, KindSpec, envelope


@dataclass(frozen=True)
class Columns:
    """The columns of one file: those used, those ignored by name, and those dropped with the family they look like."""

    used: frozenset[str]
    ignored: tuple[str, ...]
    dropped: dict[str, str]


@cache
def _forbidden() -> dict[str, tuple[str, ...]]:
    text = (FOLDER / "forbidden.yaml").read_text(encoding="utf-8")
    words = yaml.load(text, Loader=yaml.BaseLoader)["words"]  # noqa: S506
    return {family: tuple(listed.split()) for family, listed in words.items()}


def forbidden_family(column: str) -> str | None:
    """The family of never-stored data that a column's name looks like (contracts.md, section 1), if any."""
    folded = anyascii(column).lower().replace(" ", "_").replace("-", "_")
    for family, words in _forbidden().items():
        if any(word in f"{folded}_" for word in words):
            return family
    return None


def near(name: str, known: Iterable[str]) -> str:
    """A hint "near: x, y" for a name that is not known, or the whole list where nothing is near."""
    listed = sorted(known)
    close = get_close_matches(name, listed, n=3, cutoff=0.6)
    return f"near: {', '.join(close)}" if close else f"known: {', '.join(listed)}"


def sort_columns(kind: KindSpec, header: Iterable[str], ignore: Iterable[str], file: str) -> Columns:
    """Each column of the header in its place; an unknown or a missing required one stops the delivery."""
    allowed = {n for n, c in kind.columns.items() if not c.register_only} | set(envelope())
    ignored, dropped, used = set(ignore), {}, []
    for column in header:
        if family := forbidden_family(column) if column not in allowed else None:
            dropped[column] = family
        elif column in allowed and column not in ignored:
            used.append(column)
        elif column not in ignored:
            raise UsageError(
                f"{file}: column {column!r} is neither in the contract of kind {kind.kind} nor under `ignore`;"
                f" {near(column, allowed)}."
            )
    for name, spec in kind.columns.items():
        if spec.required and name not in used:
            raise UsageError(
                f"{file}: the required column {name!r} of kind {kind.kind} is missing; {near(name, header)}."
            )
    return Columns(frozenset(used), tuple(c for c in header if c in ignored), dropped)
