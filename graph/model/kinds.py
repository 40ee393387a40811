"""The vocabulary: every kind of thing, record and relationship, read from one YAML file each.

Constraints, writes, the check of queries, docs/model.md and the legend follow from these files and from nothing
else: a new kind is a new file.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from graph.errors import UsageError

FOLDER = Path(__file__).parent
OPEN_END = 9007199254740991

GUARD = {
    "record": "text",
    "key": "text",
    "compartment": "text",
    "known_from": "integer",
    "known_to": "integer",
    "retain_until": "date",
    "collected_on": "date",
}
TRUTH = {"since": "date", "until": "date", "grade": "text"}
ORIGIN = {
    "source": "text",
    "authority": "text",
    "delivery": "text",
    "file": "text",
    "line": "integer",
    "hash": "text",
}
EVERY = GUARD | TRUTH | ORIGIN | {"basis": "text"}

PropertyType = Literal["text", "date", "integer", "decimal", "boolean", "texts"]


class Form(StrEnum):
    THING = "thing"
    RECORD = "record"
    RELATIONSHIP = "relationship"


class Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Property(Spec):
    """`counted`: a query may count distinct values and compare them with each other, and never tells one."""

    type: PropertyType = "text"
    means: str
    indexed: bool = False
    counted: bool = False


class Kind(Spec):
    """One kind: what it means, its own properties, and, for a relationship, its two ends and its class in law.

    `describes` is the kind of thing that a record node speaks about (its DESCRIBES line), if it speaks about one.
    `relation` is the legal relation class (Bibob art. 3(4), NGW art. 119ter par. 5): manages, controls, funds,
    business partnership, operates in fact, or none. `four_eyes`: the act (graph/access/four_eyes.yaml) that a second
    person signs before it is read; only a query that declares this act may name the kind.
    """

    kind: str
    form: Form
    means: str
    properties: dict[str, Property] = {}
    ends: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    relation: Literal["manages", "controls", "funds", "business partnership", "operates in fact", "none"] = "none"
    shape: str = ""
    describes: str = ""
    path: bool = True
    four_eyes: str = ""

    @model_validator(mode="before")
    @classmethod
    def _split_ends(cls, values: dict[str, object]) -> dict[str, object]:
        start, end = values.pop("from", ""), values.pop("to", "")
        if start or end:
            values["ends"] = (tuple(str(start).split()), tuple(str(end).split()))
        return values

    @model_validator(mode="after")
    def _fits_its_form(self) -> "Kind":
        if (self.form is Form.RELATIONSHIP) != all(self.ends):
            raise ValueError("a relationship names `from` and `to`, and nothing else does")
        if self.form is Form.THING and self.properties:
            raise ValueError("a thing has an id and nothing else: what is said of it belongs to a record")
        if taken := set(self.properties) & set(EVERY):
            raise ValueError(f"{', '.join(sorted(taken))}: every record has these already")
        return self


class Model(Spec):
    kinds: dict[str, Kind]

    def of(self, form: Form) -> dict[str, Kind]:
        return {name: kind for name, kind in self.kinds.items() if kind.form is form}

    @property
    def things(self) -> dict[str, Kind]:
        return self.of(Form.THING)

    @property
    def records(self) -> dict[str, Kind]:
        return self.of(Form.RECORD)

    @property
    def relationships(self) -> dict[str, Kind]:
        return self.of(Form.RELATIONSHIP)

    def columns(self, kind: str) -> dict[str, str]:
        """Name and type of every property that a record or relationship of this kind carries."""
        return EVERY | {name: p.type for name, p in self.kinds[kind].properties.items()}


def _read_kind(path: Path) -> Kind:
    try:
        return Kind.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
    except (ValidationError, yaml.YAMLError) as error:
        raise UsageError(f"{path.name} in graph/model is not a kind: {error}") from error


def read_model(folder: Path = FOLDER) -> Model:
    kinds = [_read_kind(path) for path in sorted(folder.glob("*/*.yaml"))]
    model = Model(kinds={kind.kind: kind for kind in kinds})
    if len(model.kinds) != len(kinds):
        raise UsageError("Two files in graph/model declare the same kind: labels and types share one namespace.")
    for kind in kinds:
        for end in (*kind.ends[0], *kind.ends[1]):
            if end not in model.kinds:
                raise UsageError(f"{kind.kind} ends at {end}, which no file in graph/model declares.")
    return model


@cache
def the_model() -> Model:
    """The model this version is built with."""
    return read_model()
