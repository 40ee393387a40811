"""An indicator: one file that holds the query and everything a reader must know to weigh what it finds."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from graph.errors import UsageError
from graph.patterns.lint import reasons
from graph.patterns.queries import FOLDER, Query, read_query

LANGUAGES = ("en", "nl")
Words = Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v.split()) if isinstance(v, str) else v)]
State = Literal["met", "not met", "cannot tell"]


class Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Need(Spec):
    """Data that must be open and fresh: a category of authorities of a kind, own, at home or abroad.

    `circle`: at home, and in the countries of the organisations of the circle. `tells`: in each country one authority
    of these kinds must have delivered what tells that (the word of its source), else nothing follows from no row.
    """

    category: str
    kind: Words
    where: Literal["own", "home", "abroad", "everywhere", "circle"]
    tells: Words = ()


class Example(Spec):
    """Rows of the contracts and what the pattern must answer on them, for an account, in a made-up world."""

    name: str
    variant: Literal["positive", "near miss", "innocent", "hidden"]
    account: str
    case_number: str
    as_of: str
    given: dict[str, dict[str, list[dict[str, str]]]]
    expect: State
    grant: tuple[str, ...] = ()


class Undecided(Spec):
    """A row without a value in `column` decides nothing: the `sentence` says what is not known."""

    column: str
    sentence: dict[str, str]


class Pattern(Spec):
    id: str
    code: str
    version: int
    status: Literal["draft", "reviewed", "stable"]
    theme: str
    roles: Words
    weight: Literal["context", "supporting", "strong"]
    title: dict[str, str]
    sentence: dict[str, str]
    legal_basis: dict[str, str]
    innocent: dict[str, tuple[str, ...]]
    against: dict[str, str]
    parameters: dict[str, str] = {}
    context: tuple[str, ...]
    lists: dict[str, str] = {}
    either: dict[str, str] = {}
    finding: tuple[str, ...]
    undecided: Undecided | None = None
    facts: dict[str, str] = {}
    needs: tuple[Need, ...]
    absence_needs: tuple[Need, ...] = ()
    not_yet: dict[str, tuple[str, ...]] = {}
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _speaks_every_language(self) -> "Pattern":
        for name in ("title", "sentence", "innocent", "against"):
            if missing := set(LANGUAGES) - set(getattr(self, name)):
                raise ValueError(f"{name} has no text in {', '.join(sorted(missing))}")
        if self.undecided and (missing := set(LANGUAGES) - set(self.undecided.sentence)):
            raise ValueError(f"undecided has no text in {', '.join(sorted(missing))}")
        return self

    def sentence_of(self, undecided: bool) -> dict[str, str]:
        """Language -> what is said of what was found, or of what was found and decides nothing."""
        return self.undecided.sentence if undecided and self.undecided else self.sentence

    @property
    def thresholds(self) -> dict[str, Any]:
        """The parameters with their default values; whole numbers and decimals are numbers."""
        return {name: _number(text) for name, text in self.parameters.items()}


class Indicator(Spec):
    """A pattern with its checked query and the lists it looks things up in."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    pattern: Pattern
    query: Query
    lists: dict[str, dict[str, str]]


def _number(text: str) -> int | float | str:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


@cache
def named_list(name: str) -> dict[str, str]:
    """A list of ours that patterns look things up in (cypher/lists), without its version."""
    path = FOLDER / "lists" / f"{name}.yaml"
    if not path.is_file():
        raise UsageError(f"There is no list {name} in cypher/lists.")
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["list"])  # noqa: S506


def read_indicator(path: Path) -> Indicator:
    query = read_query(path)
    if refused := list(reasons(query.text)):
        raise UsageError(f"{path.name} is refused: " + "; ".join(refused))
    try:
        pattern = Pattern.model_validate(query.front)
    except ValidationError as error:
        raise UsageError(f"The front matter of {path.name} does not fit: {error}") from error
    if pattern.id != path.stem or pattern.theme != path.parent.name:
        raise UsageError(f"{path.name}: id and theme must be the names of the file and its folder.")
    return Indicator(
        pattern=pattern, query=query, lists={name: named_list(file) for name, file in pattern.lists.items()}
    )


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its id: the folder cypher/patterns is the list."""
    found = map(read_indicator, sorted((FOLDER / "patterns").glob("*/*.cypher")))
    return {indicator.pattern.id: indicator for indicator in found}
