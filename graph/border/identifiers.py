"""By what a subject is meant at another authority, and which of it can be compared there."""

import re
from dataclasses import dataclass
from typing import Literal

from graph.checks.subject import PERSON
from graph.errors import UsageError
from graph.resolve.country_keys import read_keys
from graph.resolve.identifiers import SCHEMES, pseudonym
from graph.resolve.names import name_key
from graph.resolve.vat import kept_vat
from graph.settings import Settings

NATIONAL = ("NL_BSN", "BE_NN", "BE_BIS", "LU_NIN")
COMPANY = ("EU_VAT", "DE_HR", "LU_RCS", "NL_KVK", "BE_KBO")
NUMBER = re.compile(r"[A-Z]{0,3}[\d.\- ]{6,20}")  # of a register of another country
MOST = 5  # of one look-up
WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Kind = Literal["organisation", "person", "national"]
HOW = (
    "Write a register or VAT number, a person as 'Surname, Given names, YYYY-MM-DD', or a national number as"
    " NL_BSN:number (also BE_NN, BE_BIS, LU_NIN)."
)


@dataclass(frozen=True)
class Identifier:
    """`meant` is what the queries of its kind ask with; `country` of a national number; `said`: how it is named again.

    A national number is never said again.
    """

    kind: Kind
    said: str
    meant: tuple[tuple[str, str], ...]
    country: str = ""

    def comparable_in(self, country: str) -> bool:
        """A national number is compared within its own country only: each is kept under its country's key."""
        return self.country in {"", country}

    @property
    def mark(self) -> str:
        """The same for the same subject, however it was typed."""
        return f"{self.kind} {self.meant}"


def read_identifiers(typed: list[str], settings: Settings) -> tuple[Identifier, ...]:
    """What was typed, each once; UsageError, without the value, for what is none."""
    if not 0 < len(typed) <= MOST:
        raise UsageError(f"A look-up names one to {MOST} identifiers of one subject. {HOW}")
    return tuple(dict.fromkeys(_identifier(one.strip(), settings) for one in typed))


def _identifier(typed: str, settings: Settings) -> Identifier:
    scheme, _, number = typed.partition(":")
    if scheme in NATIONAL:
        return _national(scheme, number, settings)
    if person := PERSON.fullmatch(typed):
        if not WHOLE_DAY.fullmatch(person["born"]):
            raise UsageError("A person is looked up by a whole birth date: write YYYY-MM-DD.")
        key = name_key(person["surname"], person["given"])
        return Identifier("person", typed, (("birth_date", person["born"]), ("name_key", key)))
    company = next(filter(None, (SCHEMES[name].normalise(typed) for name in COMPANY)), None)
    if company or NUMBER.fullmatch(typed):
        number = kept_vat(read_keys(settings.keys), company or re.sub(r"[.\- ]", "", typed))
        return Identifier("organisation", typed, (("number", number),))
    raise UsageError(f"One of the identifiers cannot be read. {HOW}")


def _national(scheme: str, number: str, settings: Settings) -> Identifier:
    valid = SCHEMES[scheme].normalise(number)
    if valid is None:
        raise UsageError(f"This is no valid number of {SCHEMES[scheme].means} ({scheme}): look for a slip of the pen.")
    key = pseudonym(read_keys(settings.keys).of(scheme[:2]), scheme, valid)
    return Identifier("national", scheme, (("national_key", key),), scheme[:2])
