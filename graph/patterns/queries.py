"""A query file: a leading block comment with YAML front matter, then one Cypher query of the closed subset."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import UsageError
from graph.model.kinds import the_model
from graph.patterns.expand import expand
from graph.patterns.subset import check

FOLDER = Path(__file__).parents[2] / "cypher"


@dataclass(frozen=True)
class Query:
    """A checked query: what its file says of it, its text as written, and its text with the guards filled in.

    `either` in the front matter names a word that stands for several kinds of things; `guarded` then holds one text per
    choice, because only a pattern with one label is served by an index on the embedded engine. Several words at once
    stand for kinds that go together, with a comma between the choices. `act`: what a second person signs about each of
    `ids` before a View answers it (`four_eyes` in the front matter; in cypher/views only).
    """

    id: str
    front: Mapping[str, Any]
    text: str
    guarded: tuple[str, ...]
    parameters: frozenset[str]
    act: str = ""


def read_query(path: Path) -> Query:
    """The query in a file; UsageError with every reason why it is none."""
    content = path.read_text(encoding="utf-8")
    head, closed, text = content.removeprefix("/*").partition("*/")
    if not content.startswith("/*") or not closed:
        raise UsageError(f"{path.name} does not begin with a block comment /* ... */ that says what it is.")
    try:
        front = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise UsageError(f"The front matter of {path.name} is no YAML: {error}.") from None
    parameters: frozenset[str] = frozenset().union(
        *(front.get(part, ()) for part in ("parameters", "lists", "context"))
    )
    texts, act = _choices(text.strip(), front.get("either", {})), front.get("four_eyes", "")
    if act and path.parent.name != "views":
        raise UsageError(f"{path.name} is refused: only a query of cypher/views may take the signature of {act}.")
    if reasons := [reason for each in texts for reason in check(each, the_model(), parameters, act)]:
        raise UsageError(f"{path.name} is refused: " + "; ".join(dict.fromkeys(reasons)))
    return Query(front.get("id", path.stem), front, text.strip(), tuple(map(expand, texts)), parameters, act)


def _choices(text: str, either: Mapping[str, str]) -> list[str]:
    texts = [text]
    for words, kinds in either.items():
        listed = kinds.split(",") if " " in words else kinds.split()
        texts = [_filled(each, words.split(), kind.split()) for each in texts for kind in listed]
    return texts


def _filled(text: str, words: list[str], kinds: list[str]) -> str:
    for word, kind in zip(words, kinds, strict=True):
        text = re.sub(rf":{word}\b", f":{kind}", text)
    return text


@cache
def view_queries() -> Mapping[str, Query]:
    """The queries behind the shared steps of reading, by name (cypher/views)."""
    found = (read_query(path) for path in sorted((FOLDER / "views").glob("*.cypher")))
    return {query.id: query for query in found}
