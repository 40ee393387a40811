"""What a source is: a folder with a source.yaml that a non-programmer can review."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from graph.errors import UsageError
from ingest.contract.check import Checker
from ingest.contract.columns import near
from ingest.contract.kind import KindSpec, Spec, Vanish, Words, kinds

FOLDER = Path(__file__).parent / "sources"


class KindRule(Spec):
    """How a source tells one kind: what the absence of a row means, and which columns it cannot fill.

    `tells`: what may be asked of these rows, because the source tells it of everybody: a register may have mandates
    and no directors, insolvencies and not their days. Indicators need it by this word.
    """

    vanish: Vanish | None = None
    relaxed: tuple[str, ...] = ()
    tells: Words = ()


class FileRule(Spec):
    columns: dict[str, str]
    ignore: dict[str, str] = {}


class Expectations(Spec):
    """What must hold before the first write: least rows, largest share refused, largest share vanished."""

    rows_min: int = 1
    refused_share_max: float = 0.05
    vanished_share_max: float = 0.3


class SourceSpec(Spec):
    """`authority` is fixed for a national register; else the delivery names one of the register of authorities.

    `country` is that of its authorities; empty: they may be of any.

    `ordered`: its deliveries build on each other, so an older one after a newer one, or one that is
    not the next, is not as expected.
    `typed` sources come from a form, for any country. `told_by`: the kinds of authority that deliver it; empty: any.
    `reader: own` means that the folder's reader.py knows the register's format; `contract` that the files are the
    kinds of contracts.md themselves. `category` (registers) is the category of every row.
    """

    source: str
    title: str
    country: str
    authority: str = ""
    told_by: Words = ()
    reader: Literal["own", "contract"] = "contract"
    category: str = ""
    open: bool = False
    typed: bool = False
    legal_basis: str = ""
    rhythm_days: int = 30
    ordered: bool = False
    files: dict[str, FileRule] = {}
    kinds: dict[str, KindRule]
    expect: Expectations = Expectations()
    how_to_ask: str
    traps: tuple[str, ...] = ()

    def checker(self, name: str) -> Checker:
        return _checker(name, frozenset(self.kinds[name].relaxed))

    def kind(self, name: str) -> KindSpec:
        return kinds()[name]

    def categories(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """What a delivery with files of these kinds tells of its authority; a typed entry tells of one case only."""
        if self.typed or self.category:
            return (self.category,) if self.category else ()
        return tuple(sorted(set().union(*(self.kind(name).categories for name in kinds))))

    def tells(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """What a delivery with files of these kinds tells."""
        return tuple(sorted({word for name in kinds for word in self.kinds[name].tells}))

    def vanish(self, name: str) -> Vanish:
        return self.kinds[name].vanish or self.kind(name).vanish


@cache
def _checker(kind: str, relaxed: frozenset[str]) -> Checker:
    """Made once: that takes as long as the check of a thousand rows."""
    return Checker(kinds()[kind], relaxed)


def read_spec(folder: Path) -> SourceSpec:
    path = folder / "source.yaml"
    try:
        spec = SourceSpec.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
    except (ValidationError, yaml.YAMLError) as error:
        raise UsageError(f"{folder.name}/source.yaml does not fit: {error}") from error
    if spec.source != folder.name:
        raise UsageError(f"{folder.name}/source.yaml names the source {spec.source!r}: it must be its folder's name.")
    if unknown := set(spec.kinds) - set(kinds()):
        raise UsageError(f"{folder.name}/source.yaml: unknown kinds {sorted(unknown)}; known: {sorted(kinds())}.")
    return spec


@cache
def sources() -> dict[str, SourceSpec]:
    """Every source, by its id: the folder ingest/sources is the list."""
    return {path.parent.name: read_spec(path.parent) for path in sorted(FOLDER.glob("*/source.yaml"))}


def source(name: str) -> SourceSpec:
    if name not in sources():
        raise UsageError(f"Unknown source {name!r}; {near(name, sources())}. `euregraph ingest list` shows them.")
    return sources()[name]
