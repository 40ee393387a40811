"""A compartment: the distinct combination of what decides who may read a record (architecture: one decision each)."""

from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Literal

Status = Literal["normal", "disputed", "closed"]
STATES: tuple[Status, ...] = ("normal", "disputed", "closed")  # from open to shut

NO_FILE = "not said"


@dataclass(frozen=True)
class Compartment:
    """Authority x source x category x handling x confidentiality x purposes x share-with x status.

    `case` is set for what is typed into one case (or derived from its records): such a compartment is open in that
    case only and is erased with it. `file` is the application that an integrity file was made for: in another case
    it stays closed, unless the deployment lets it be used again (contracts.md, section 1). But for these two there
    are tens or hundreds of compartments, never one per row.
    """

    authority: str
    source: str
    category: str
    handling: str = ""
    confidentiality: str = ""
    purposes: tuple[str, ...] = ()
    share_with: tuple[str, ...] = ()
    status: Status = "normal"
    case: str = ""
    file: str = ""

    @cached_property
    def id(self) -> str:
        return "c" + blake2b(repr(astuple(self)).encode(), digest_size=8).hexdigest()

    @property
    def only(self) -> str:
        """The case or the application that it is for; empty where it is for all."""
        return self.case or self.file
