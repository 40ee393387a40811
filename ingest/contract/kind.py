"""The kinds of rows that deliveries hold: one YAML file each, read as text and checked by a typed spec."""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from graph.errors import UsageError
from graph.model.kinds import the_model
from ingest.contract.values import read_list

FOLDER = Path(__file__).parent
VERSION = "1"
YES_NO = {"yes", "no"}

Words = Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v.split()) if isinstance(v, str) else v)]
Written = Literal["text", "date", "partial_date", "period", "decimal", "integer", "list", "grade", "recipients"]
ColumnType = Written | Literal["activity", "activities", "ref", "refs", "vat", "keyed_hash", "published"]
Vanish = Literal["ended", "withdrawn", "nothing"]


class Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Spec):
    """A column: what it means, how it is checked, and where it goes.

    `codes`: the only values it, or each value of a list, may have; `codes_of`: they are those of another kind's column
    (permit.status) or the legal_basis list. `property` names the property it fills (its own name if that is one; "" =
    none). `thing`: its value, within the authority, names a thing of that kind. `to`: the kinds of things a ref, each
    of several refs, or a VAT number may point at. `personal`: its values are masked wherever refused rows are written
    down. `register_only`: only readers of registers may fill it. `sealed`: only its hash enters, under the country's
    key: one for all sources of the country, or for its authority alone. `official`: the scheme of the number in it, or
    the column that names the scheme; it enters in its one written form, and not at all where its check fails.
    """

    means: str
    type: ColumnType = "text"
    required: bool = False
    codes: tuple[str, ...] = ()
    codes_of: str = ""
    property: str | None = None
    category: str = ""
    thing: str = ""
    to: Words = ()
    personal: bool = False
    register_only: bool = False
    sealed: Literal["", "country", "authority"] = ""
    official: str = ""

    def refers(self) -> bool:
        """Whether it points at identity rows of the delivery."""
        return self.type in {"ref", "refs"}

    def harmless(self, text: str) -> bool:
        """Whether a refused value may be written down as it is: short, not a person's, and no long number."""
        return not (self.personal or self.refers()) and len(text) <= 40 and sum(c.isdigit() for c in text) <= 8

    def refs(self, told: Any) -> tuple[str, ...]:
        """The refs it holds, of a row as delivered or of a typed one; none where it is empty."""
        if not told:
            return ()
        if self.type == "ref":
            return (told,)
        return tuple(dict.fromkeys(read_list(told) if isinstance(told, str) else told))


class LineSpec(Spec):
    """A line of the record between two columns, `self` (the thing described), `record` or `address`."""

    type: str
    start: str
    end: str
    set: dict[str, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _name_ends(cls, values: dict[str, Any]) -> dict[str, Any]:
        named = {"type": values["type"], "start": values["from"], "end": values["to"]}
        return named | {"set": values.get("set", {})}


class KindSpec(Spec):
    """A kind of row.

    `public`: the only columns of an identity row that go with a published act (a notice names a person, it does not
    tell where he lives). `spans`: further columns with a first day -> those with a last one. `requires`: columns of the
    envelope that each row must have itself, whatever the delivery says for all of them. `named_in`: a row enters
    only where a row of one of these kinds in the same delivery names what its column names. `refused_where`: a column
    that refers to an identity row -> a column of that row -> the values with which it may not be referred to.
    `history`: column -> kind of record that is made when a later delivery changes it. `periodic`: the columns of the
    key with its day or period, which stay part of it beside a record_id: a series is no correction.
    """

    kind: str
    means: str
    columns: dict[str, Column]
    key: Words
    category: str = ""
    record: str = ""
    record_when: dict[str, dict[str, str]] = {}
    relationship: str = ""
    relationship_when: dict[str, dict[str, str]] = {}
    ends: tuple[str, ...] = ()
    identity: str = ""
    public: Words = ()
    describes: str = ""
    vanish: Vanish = "ended"
    open_when: str = ""
    category_when: dict[str, dict[str, str]] = {}
    country_as: str = ""
    parts: dict[str, str] = {}
    since: str = ""
    until: str = ""
    spans: dict[str, Words] = {}
    refused_where: dict[str, dict[str, Words]] = {}
    one_of: tuple[str, ...] = ()
    requires: Words = ()
    named_in: dict[str, dict[str, Words]] = {}
    history: dict[str, str] = {}
    periodic: Words = ()
    rests_on: str = ""
    lines: tuple[LineSpec, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        """The columns that point at identity rows: by their ref, or an organisation by its VAT number."""
        return tuple(name for name, column in self.columns.items() if column.to and not column.thing)

    @cached_property
    def officials(self) -> dict[str, str]:
        """The columns with an official number, and what says of which kind it is."""
        return {name: one.official for name, one in self.columns.items() if one.official}

    @cached_property
    def vats(self) -> tuple[str, ...]:
        """The columns that hold a VAT number."""
        return tuple(name for name, one in self.columns.items() if one.type == "vat" or one.official == "EU_VAT")

    @property
    def model_kinds(self) -> tuple[str, ...]:
        """The kinds of the model that rows of this kind are written as."""
        cases = (*self.record_when.values(), *self.relationship_when.values())
        whens = (kind for case in cases for kind in case.values())
        named = (self.record, self.relationship, *whens, *self.parts.values())
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def rests_on_others(self) -> bool:
        """Whether a row may enter or not because of other rows of its delivery."""
        return bool(self.rests_on or self.named_in or self.refused_where)

    @property
    def categories(self) -> set[str]:
        """Every category that a row of this kind, or a part of it, may lie in; none of its own for identity kinds."""
        whens = {name for cases in self.category_when.values() for name in cases.values()}
        return ({self.category, *self.parts, *whens} | ({"open"} if self.open_when else set())) - {""}

    def property_of(self, column: str) -> str:
        spec = self.columns[column]
        return column if spec.property is None else spec.property

    @model_validator(mode="after")
    def _fits_the_model(self) -> "KindSpec":
        model, opens = the_model(), self.columns.get(self.open_when)
        if opens and opens.type != "published" and set(opens.codes) != YES_NO:  # any text but `no` opens the row
            raise ValueError(f"{self.open_when} opens a row: say type: published or codes: [yes, no]")
        targets = {c.category: self.parts.get(c.category) for c in self.columns.values() if c.category}
        for name in (*self.model_kinds, *(line.type for line in self.lines)):
            if name not in model.kinds:
                raise ValueError(f"{name} is in no file of graph/model")
        for column, spec in self.columns.items():
            homes = (targets[spec.category],) if spec.category else self.model_kinds
            told = spec.property or (spec.property is None and not spec.thing and not spec.refers() and column)
            if told and not any(told in model.columns(str(home)) for home in homes):
                raise ValueError(f'column {column} has no property {told!r} in {homes}: name one, or say property: ""')
        return self


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


@cache
def envelope() -> dict[str, Column]:
    return {name: Column.model_validate(spec) for name, spec in _load(FOLDER / "envelope.yaml")["columns"].items()}


@cache
def required_for() -> Mapping[str, tuple[str, ...]]:
    return {category: tuple(names) for category, names in _load(FOLDER / "envelope.yaml")["required_for"].items()}


def read_kind(path: Path) -> KindSpec:
    try:
        return KindSpec.model_validate(_load(path))
    except ValidationError as error:
        raise UsageError(f"{path.name} in ingest/contract/kinds does not fit: {error}") from error


@cache
def kinds() -> Mapping[str, KindSpec]:
    """Every kind of the contract, by name: the folder is the list."""
    return {kind.kind: kind for kind in map(read_kind, sorted((FOLDER / "kinds").glob("*.yaml")))}
