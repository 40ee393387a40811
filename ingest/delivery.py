"""A delivery by contract: delivery.yaml says what it is, one file per kind holds its rows (contracts.md, section 1)."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from graph.errors import UsageError
from ingest.admission import told_categories
from ingest.contract.columns import Columns, near, sort_columns
from ingest.contract.kind import envelope
from ingest.readers.csv_rows import open_csv
from ingest.readers.folder import Folder
from ingest.readers.json_lines import open_jsonl
from ingest.readers.yaml_file import NoYaml, read_yaml
from ingest.rows import Delivery, Refusal, Row
from ingest.spec import SourceSpec

MOST_TOLD = 10
SAID = {"true": True, "false": False, "yes": True, "no": False}


def _yes_no(told: object) -> bool | None:
    return SAID.get(told) if isinstance(told, str) else None


def _date_time(told: object) -> object:
    """An ISO date-time as text: a bare day or a number of seconds would be read as some midnight."""
    if not (isinstance(told, str) and DATE_TIME.fullmatch(told)):
        raise ValueError("no ISO date-time: write YYYY-MM-DDThh:mm:ss")
    return told


DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?")
Taken = Annotated[datetime, BeforeValidator(_date_time)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]


class Label(BaseModel):
    """The keys of delivery.yaml."""

    model_config = ConfigDict(extra="forbid")

    contract: Literal["1"]
    source: str
    authority: str
    extracted_at: Taken
    complete: YesNo
    synthetic: YesNo
    legal_instrument: str
    defaults: dict[str, str] = {}
    ignore: dict[str, list[str]] = {}


def read_label(folder: Folder) -> Delivery:
    """What delivery.yaml says; a missing or unknown key, or another contract number, refuses the delivery unread."""
    if "delivery.yaml" not in folder.names():
        raise UsageError(f"{folder.name} has no delivery.yaml: it names source, authority, extracted_at and more.")
    with folder.open("delivery.yaml") as stream:
        try:
            label = Label.model_validate(read_yaml(stream.read()))
        except (ValidationError, NoYaml) as error:
            raise UsageError(f"delivery.yaml of {folder.name} cannot be used: {_reasons(error)}.") from None
    return Delivery(
        label.source,
        label.authority,
        folder.name,
        label.extracted_at.date(),
        label.complete,
        label.synthetic,
        label.legal_instrument,
        label.defaults,
        {kind: tuple(columns) for kind, columns in label.ignore.items()},
    )


def _reasons(error: Exception) -> str:
    if isinstance(error, ValidationError):
        told = error.errors(include_input=False)[:MOST_TOLD]
        return "; ".join(f"{_shown('.'.join(map(str, e['loc'])))}: {e['msg']}" for e in told)
    return str(error)


def _shown(name: str) -> str:
    return name[:60] if name.isprintable() else repr(name[:60])


class ContractFiles:
    """The files of a delivery by contract, each opened as often as the import needs it."""

    def __init__(self, folder: Folder, spec: SourceSpec, delivery: Delivery) -> None:
        self.folder, self.spec, self.delivery = folder, spec, delivery
        self.columns: dict[str, Columns] = {}
        self._known("defaults", delivery.defaults, envelope())
        self._known("ignore", delivery.ignore, spec.kinds)
        self._files: dict[str, str] = {}
        for kind, name in (self._match(name) for name in folder.names() if name != "delivery.yaml"):
            if kind in self._files:
                raise UsageError(f"{folder.name} holds both {self._files[kind]} and {name}: put all rows in one file.")
            self._files[kind] = name
        for kind in self._files:
            self._header(kind)

    def _known(self, key: str, told: Iterable[str], known: Iterable[str]) -> None:
        """A slip of the pen there would leave a protection out, or take a column in, without a word."""
        for name in told:
            if name not in known:
                what = f"{_shown(name)} under `{key}` is not known; {near(name, known)}"
                raise UsageError(f"delivery.yaml of {self.folder.name}: {what}.")

    def _match(self, name: str) -> tuple[str, str]:
        kind, _, ending = name.rpartition(".")
        if kind not in self.spec.kinds or ending not in {"csv", "jsonl"}:
            files = [f"{known}.csv" for known in self.spec.kinds]
            raise UsageError(
                f"{self.folder.name}: {name} is no file of source {self.spec.source}; {near(name, files)}."
            )
        return kind, name

    def _header(self, kind: str) -> None:
        name = self._files[kind]
        with self.folder.open(name) as stream:
            header, lines = (open_csv if name.endswith(".csv") else open_jsonl)(stream, name)
            if name.endswith(".jsonl"):  # each line may have keys of its own
                told = (item[1] for item in lines if not isinstance(item, Refusal))
                header = list(dict.fromkeys(chain(header, chain.from_iterable(told))))
        ignore = self.delivery.ignore.get(kind, ())
        self.columns[kind] = sort_columns(self.spec.kind(kind), header, ignore, name)

    def kinds(self) -> list[str]:
        return list(self._files)

    def categories(self) -> set[str]:
        """Every legal category that its files can tell, by their headers."""
        told = (told_categories(self.spec.kind(kind), columns) for kind, columns in self.columns.items())
        return set().union(*told)

    def rows(self, kind: str) -> Iterator[Row | Refusal]:
        """The rows of one kind with used columns only, defaults filled in, unknown (empty) ones left out.

        An identity row stays as long as the rows that refer to it, so only a day of its own shortens that.
        """
        name = self._files[kind]
        used, spec = self.columns[kind].used, self.spec.kind(kind)
        itself = (*spec.requires, "retention_until") if spec.identity else spec.requires
        defaults = {column: value for column, value in self.delivery.defaults.items() if column not in itself}
        with self.folder.open(name) as stream:
            _, lines = (open_csv if name.endswith(".csv") else open_jsonl)(stream, name)
            for item in lines:
                if isinstance(item, Refusal):
                    yield item
                else:
                    line, values = item
                    told = {column: value for column, value in values.items() if value.strip() and column in used}
                    yield Row(kind, name, line, defaults | told)
