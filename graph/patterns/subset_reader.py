"""A cursor over the tokens of a query, and the words that may not be names."""

from collections.abc import Sequence
from typing import NoReturn

from graph.patterns.tokens import Sort, Token, UnreadableError

CLAUSE_WORDS = {
    "MATCH",
    "OPTIONAL",
    "WHERE",
    "WITH",
    "RETURN",
    "ORDER",
    "BY",
    "LIMIT",
    "UNWIND",
    "AS",
    "DISTINCT",
}
VALUE_WORDS = {"CASE", "WHEN", "THEN", "ELSE", "END", "EXISTS", "NULL", "TRUE", "FALSE", "ASC", "DESC"}
OPERATORS = {"AND", "OR", "XOR", "NOT", "IN", "IS", "STARTS", "ENDS", "CONTAINS"}
MACROS_AND_TESTS = {"VISIBLE", "CURRENT", "SAME", "ANY", "ALL", "NONE", "SINGLE"}
RESERVED = CLAUSE_WORDS | VALUE_WORDS | OPERATORS | MACROS_AND_TESTS


class Reader:
    """Reads from left to right; the first thing that does not fit raises UnreadableError with its place."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = [token for token in tokens if token.sort is not Sort.COMMENT]
        self._index = 0

    @property
    def here(self) -> Token:
        return self._tokens[self._index]

    @property
    def next(self) -> Token:
        return self._tokens[min(self._index + 1, len(self._tokens) - 1)]

    def refuse(self, reason: str, at: Token | None = None) -> NoReturn:
        raise UnreadableError(f"{(at or self.here).place} {reason}")

    def take(self) -> Token:
        token = self.here
        self._index = min(self._index + 1, len(self._tokens) - 1)
        return token

    def sees(self, *symbols: str) -> bool:
        return self.here.sort is Sort.SYMBOL and self.here.text in symbols

    def says(self, *words: str) -> bool:
        return self.here.sort is Sort.NAME and self.here.text.upper() in words

    def took(self, *symbols: str) -> bool:
        return self.sees(*symbols) and bool(self.take())

    def took_word(self, *words: str) -> bool:
        return self.says(*words) and bool(self.take())

    def expect(self, symbol: str, reason: str) -> Token:
        if not self.sees(symbol):
            self.refuse(f"found {self.here.text or 'the end'!r}: {reason}")
        return self.take()

    def name(self, what: str) -> Token:
        """A name that a query gives to something: no keyword, no macro, no leading underscore."""
        token = self.here
        if token.sort is not Sort.NAME:
            self.refuse(f"found {token.text or 'the end'!r}: {what}")
        if token.text.upper() in RESERVED or token.text.startswith("_"):
            self.refuse(f"{token.text} is reserved and cannot be a name: choose another")
        return self.take()
