"""What passes from a reader to the import: rows, removals, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a contract kind as text: column -> value; an absent column or "" is unknown.

    `line` is the physical line (or, for XML, the line of the object's element) in `file`. A register reader sets
    `values["record_id"]`; for deliveries by contract the kind says which columns make the key. `partial`: what a
    register says of it cannot be read in full, so that it is no reason to change what was told before.
    """

    kind: str
    file: str
    line: int
    values: dict[str, str]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """A delta says that the record of this kind and record_id is no longer told (KBO update: delete file)."""

    kind: str
    file: str
    line: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row or field that does not enter: where, why, and the raw value (masked when it is written down).

    `whole` tells whether the row is lost (refused) or loaded without the field (a warning). `spares`: kind and record
    id of all that a lost part of a register may have told, "" for any record of the kind; None: it may be any record of
    the register. `begins`: how an unreadable line begins, for readers whose lines begin with a key.
    """

    file: str
    line: int
    field: str
    reason: str
    value: str = ""
    whole: bool = True
    spares: tuple[tuple[str, str], ...] | None = None
    begins: str = ""


@dataclass(frozen=True)
class Delivery:
    """What a delivery says of itself (contracts.md, section 1), before any row is read.

    `serial`: its number, where the deliveries of a source build on each other.
    """

    source: str
    authority: str
    name: str
    extracted_on: date
    complete: bool
    synthetic: bool
    legal_instrument: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    ignore: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    serial: int = 0
