"""Reads expressions, from OR down to names and values, with the precedence of openCypher."""

from collections.abc import Callable

from graph.patterns.subset_atoms import PATTERN_HERE, Atoms
from graph.patterns.subset_tree import Expression, Lookup, Operation, Property
from graph.patterns.tokens import Sort

COMPARISONS = ("=", "<>", "<", "<=", ">", ">=", "=~")
TWO_WORDS = {"STARTS": "WITH", "ENDS": "WITH"}


class Expressions(Atoms):
    def expression(self) -> Expression:
        return self._words(("OR",), lambda: self._words(("XOR",), lambda: self._words(("AND",), self._negation)))

    def _words(self, words: tuple[str, ...], lower: Callable[[], Expression]) -> Expression:
        parts, at = [lower()], self.here
        while self.took_word(*words):
            parts.append(lower())
        return parts[0] if len(parts) == 1 else Operation(at, words[0], tuple(parts))

    def _negation(self) -> Expression:
        if self.says("NOT"):
            return Operation(self.take(), "NOT", (self._negation(),))
        return self._comparison()

    def _comparison(self) -> Expression:
        left, at = self._sum(), self.here
        if self.took_word("IS"):
            sign = "IS NOT NULL" if self.took_word("NOT") else "IS NULL"
            if not self.took_word("NULL"):
                self.refuse("after IS stands NULL or NOT NULL")
            return Operation(at, sign, (left,))
        sign = self._comparator()
        if not sign:
            return left
        whole = Operation(at, sign, (left, self._sum()))
        if self.sees(*COMPARISONS) or self.says("IN", "IS"):
            self.refuse("comparisons do not chain: join two with AND")
        return whole

    def _comparator(self) -> str:
        if self.sees("<-", "->"):
            self.refuse(f"{self.here.text} is an arrow: put a space for a minus; {PATTERN_HERE}")
        if self.sees(*COMPARISONS) or self.says("IN", "CONTAINS"):
            return self.take().text.upper()
        if self.says(*TWO_WORDS):
            sign = self.take().text.upper()
            if not self.took_word(TWO_WORDS[sign]):
                self.refuse(f"after {sign} stands WITH")
            return sign
        return ""

    def _sum(self) -> Expression:
        return self._signs(("+", "-"), lambda: self._signs(("*", "/", "%"), lambda: self._signs(("^",), self._unary)))

    def _signs(self, signs: tuple[str, ...], lower: Callable[[], Expression]) -> Expression:
        left = lower()
        while self.sees(*signs):
            at = self.take()
            if at.text == "-" and (self.sees("[", "-", "->") or self.here.text == ">"):
                self.refuse(PATTERN_HERE, at)
            left = Operation(at, at.text, (left, lower()))
        return left

    def _unary(self) -> Expression:
        if self.sees("-", "+"):
            at = self.take()
            if self.sees("["):
                self.refuse(PATTERN_HERE, at)
            return Operation(at, at.text, (self._postfix(),))
        return self._postfix()

    def _postfix(self) -> Expression:
        whole = self.atom()
        while self.sees(".", "["):
            whole = self._lookup(whole) if self.sees("[") else self._property(whole)
        return whole

    def _property(self, of: Expression) -> Expression:
        self.take()
        if self.here.sort is not Sort.NAME:
            self.refuse("after the point stands a plain property")
        name = self.take()
        if self.sees("("):
            self.refuse(f"functions with a point in their name are refused: {name.text} is not on the list", name)
        return Property(name, of)

    def _lookup(self, of: Expression) -> Expression:
        at, keys = self.take(), []
        if not self.sees(".."):
            keys.append(self.expression())
        if self.took("..") and not self.sees("]"):
            keys.append(self.expression())
        self.expect("]", "close the index")
        return Lookup(at, of, tuple(keys))
