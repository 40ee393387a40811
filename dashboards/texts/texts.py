"""What the screens say, in the languages that have a file here: `xx.po` is all a new language needs.

A message is a whole sentence with named gaps; a code (a role, a category) is a message with its list as context.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
DEFAULT = "en"
DATES = {"en": "en_GB"}  # days before months, as everywhere in the region


@dataclass(frozen=True)
class Texts:
    """The texts of one language; calling it says a sentence."""

    language: str
    messages: Mapping[tuple[str | None, str], str]

    def __call__(self, message: str, /, **gaps: object) -> str:
        """The sentence in this language, its gaps filled; without gaps it is taken as it is."""
        told = self.messages.get((None, message), message)
        return told.format_map(gaps) if gaps else told

    def word(self, group: str, code: object) -> str:
        """A code of a closed list in words; one that the language does not know yet is shown readable."""
        return self.known(group, code) or str(code or "").replace("_", " ")

    def known(self, group: str, code: object) -> str | None:
        return self.messages.get((group, str(code)))

    def day(self, value: date) -> str:
        """A date as it is spoken in a sentence; tables show ISO dates."""
        return format_date(value, "long", locale=DATES.get(self.language, self.language))


@cache
def texts(language: str) -> Texts:
    """The texts of a language; an unknown one is answered in English."""
    known = language if language in languages() else DEFAULT
    with (FOLDER / f"{known}.po").open("rb") as file:
        catalog = read_po(file, locale=known, abort_invalid=True)
    return Texts(known, {(m.context, str(m.id)): str(m.string) for m in catalog if m.id and m.string})


@cache
def languages() -> tuple[str, ...]:
    """Every language that has a file, English first."""
    found = sorted(path.stem for path in FOLDER.glob("*.po"))
    return (DEFAULT, *(one for one in found if one != DEFAULT))
