"""The words of a query file: Cypher text cut into tokens that keep their place.

Nothing else in the project cuts Cypher. What an engine could read in another way than this file is refused
here: unicode escapes (Neo4j resolves them before it reads, so one can end a string or a comment), control and
invisible characters, letters and dashes outside ASCII, quotes and comments without end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import UsageError


class Sort(StrEnum):
    COMMENT = "comment"
    STRING = "string"
    QUOTED = "quoted"  # an identifier in backticks
    NUMBER = "number"
    PARAMETER = "parameter"
    NAME = "name"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True)
class Token:
    """A piece of the text; `start` and `end` are offsets, `line` and `column` count from 1."""

    sort: Sort
    text: str
    start: int
    line: int
    column: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def place(self) -> str:
        return f"{self.line}:{self.column}"


class UnreadableError(UsageError):
    """The text is no query of the closed language; the message is `line:column reason, and how to fix it`."""


PIECE = re.compile(
    r"""
      (?P<space>[ \t\n]+)
    | (?P<comment>/\*.*?\*/|//[^\n]*)
    | (?P<string>'(?:[^'\\\n]|\\[\\'"nrtbf])*'|"(?:[^"\\\n]|\\[\\'"nrtbf])*")
    | (?P<quoted>`[^`\n]*`)
    | (?P<open>/\*|['"`])
    | (?P<number>(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_]))
    | (?P<parameter>\$[A-Za-z]\w*)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<symbol>->|<-|<=|>=|<>|=~|\.\.|[-+*/%^=<>()\[\]{},.:;|&!])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
ESCAPE = re.compile(r"\\[uU]")
# no-break spaces are French punctuation in titles; they can only stand in comments and strings
HARMLESS = frozenset("\n\t\u00a0\u202f")


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _refuse(text: str, offset: int, reason: str) -> UnreadableError:
    line, column = _place(text, offset)
    return UnreadableError(f"{line}:{column} {reason}")


def _check_characters(text: str) -> None:
    if escape := ESCAPE.search(text):
        raise _refuse(text, escape.start(), "a unicode escape can hide a quote or a name: write the character itself")
    for offset, character in enumerate(text):
        if not character.isprintable() and character not in HARMLESS:
            raise _refuse(text, offset, f"the invisible character U+{ord(character):04X} has no place here: delete it")


def read_tokens(text: str) -> Iterator[Token]:
    """Every token of the text in order, comments too, then one END token; raises UnreadableError."""
    _check_characters(text)
    offset = 0
    while offset < len(text):
        piece = PIECE.match(text, offset)
        if piece is None:
            raise _refuse(text, offset, f"{text[offset]!r} does not belong to the closed language: remove it")
        if piece.lastgroup == "open":
            raise _refuse(text, offset, f"{piece[0]} is never closed, or holds an unknown escape: close it on its line")
        if piece.lastgroup != "space":
            yield Token(Sort(str(piece.lastgroup)), piece[0], offset, *_place(text, offset))
        offset = piece.end()
    yield Token(Sort.END, "", offset, *_place(text, offset))
