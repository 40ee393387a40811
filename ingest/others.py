"""What other rows of a delivery say about whether a row may enter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.contract.kind import KindSpec
from ingest.delivery import ContractFiles
from ingest.rows import Row

NOT_NAMED = "no row of the delivery names it in one of: {kinds}"
NEVER_TOLD = "{kind} is never told of {value}"

Refs = set[str]
Barred = dict[tuple[str, str], dict[str, str]]


@dataclass(frozen=True)
class Others:
    """What bears on the rows of one kind.

    `incidents`: those that are delivered and may enter. `named`: column -> the only refs it may hold. `barred`: column
    -> ref -> why no row may point at it.
    """

    incidents: Refs
    named: dict[str, Refs]
    barred: dict[str, dict[str, str]]

    def against(self, kind: KindSpec, values: Mapping[str, Any]) -> tuple[str, str] | None:
        """The column that points where it may not, and why; None where all may stand."""
        for column, refs in self.named.items():
            if values[column] not in refs:
                return column, NOT_NAMED.format(kinds=", ".join(kind.named_in[column]))
        for column, reasons in self.barred.items():
            if reason := reasons.get(values.get(column, "")):
                return column, reason
        return None


def others_of(files: ContractFiles, kind: KindSpec, incidents: Refs, earlier: Barred) -> Others:
    named = {column: set(_named(files, told)) for column, told in kind.named_in.items()}
    barred = {
        column: dict(_barred(files, kind, column, earlier.get((kind.kind, column), {})))
        for column in kind.refused_where
    }
    return Others(incidents, named, barred)


def kinds_of(files: ContractFiles, identities: bool) -> list[KindSpec]:
    """The kinds that a delivery holds: those that tell what a ref means, or those that refer."""
    kinds = map(files.spec.kind, files.kinds())
    return [kind for kind in kinds if bool(kind.identity) is identities]


def rows_of(files: ContractFiles, kind: str) -> Iterator[Row]:
    """The rows of a kind that can be read; none where the delivery does not hold it."""
    return (item for item in (files.rows(kind) if kind in files.kinds() else ()) if isinstance(item, Row))


def _named(files: ContractFiles, told: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """What rows of the kinds that must name it do name in this delivery."""
    for kind, names in told.items():
        columns = files.spec.kind(kind).columns
        for row in rows_of(files, kind):
            for name in names:
                yield from columns[name].refs(row.values.get(name))


def _barred(files: ContractFiles, kind: KindSpec, column: str, earlier: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The refs that a row of this kind may not point at, by what their own rows say, now or, if silent, before."""
    yield from ((ref, NEVER_TOLD.format(kind=kind.kind, value=value)) for ref, value in earlier.items())
    for identity in (one for one in kinds_of(files, identities=True) if one.identity in kind.columns[column].to):
        for row in rows_of(files, identity.kind):
            for name, refused in kind.refused_where[column].items():
                if value := row.values.get(name):
                    told = NEVER_TOLD.format(kind=kind.kind, value=value) if value in refused else ""
                    yield row.values.get(identity.key[0], ""), told
