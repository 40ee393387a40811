"""Reads the smallest parts of an expression: values, names, brackets, lists, maps, CASE, EXISTS and calls."""

from graph.patterns.subset_patterns import Patterns
from graph.patterns.subset_tree import Call, Each, Exists, Expression, Literal, Operation, Parameter, Variable
from graph.patterns.tokens import Sort, Token

PATTERN_HERE = "a pattern stands in MATCH or EXISTS { } only: write EXISTS { (a)-[r:TYPE WHERE visible(r)]-(b) }"


class Atoms(Patterns):
    def atom(self) -> Expression:
        match self.here.sort:
            case Sort.NUMBER | Sort.STRING:
                return Literal(self.take())
            case Sort.PARAMETER:
                return Parameter(self.take())
            case Sort.NAME:
                return self._word()
            case Sort.SYMBOL if self.here.text in "([{":
                return {"(": self._bracket, "[": self._list, "{": self._map}[self.here.text]()
        return self.refuse(f"found {self.here.text or 'the end'!r}: a value or a name belongs here")

    def _bracket(self) -> Expression:
        at = self.take()
        if self.sees(")", ":"):
            self.refuse(PATTERN_HERE)
        inner = self.expression()
        self.expect(")", "close the bracket")
        return Operation(at, "(", (inner,))

    def _list(self) -> Expression:
        at = self.take()
        if self.here.sort is Sort.NAME and self.next.text.upper() == "IN":
            each = self._each(at)
            self.expect("]", "close the list")
            return each
        return Operation(at, "[", self._series("]"))

    def _series(self, closing: str) -> tuple[Expression, ...]:
        parts: list[Expression] = []
        while not self.took(closing):
            if parts:
                self.expect(",", f"put a comma between the parts, and {closing} at the end")
            parts.append(self.expression())
        return tuple(parts)

    def _each(self, at: Token) -> Each:
        name = self.name("name each part of the list")
        self.take()
        source, test = self.expression(), self._where()
        return Each(at, name, source, test, self.expression() if self.took("|") else None)

    def _map(self) -> Expression:
        at = self.take()
        parts: list[Expression] = []
        while not self.took("}"):
            if parts:
                self.expect(",", "put a comma between the entries of a map")
            self.name("an entry of a map is written name: value")
            self.expect(":", "an entry of a map is written name: value")
            parts.append(self.expression())
        return Operation(at, "{", tuple(parts))

    def _word(self) -> Expression:
        if self.says("TRUE", "FALSE", "NULL"):
            return Literal(self.take())
        if self.says("CASE"):
            return self._case()
        if self.says("EXISTS"):
            return self._exists()
        if self.next.text == "(":
            return self._call()
        if self.next.text == "{":
            self.refuse("map projections, COUNT { } and COLLECT { } are refused: name properties, or use EXISTS { }")
        if self.next.text == ":":
            self.refuse("a label is no condition: give the kind in MATCH where the node is first named")
        return Variable(self.name("a value or a name belongs here"))

    def _case(self) -> Expression:
        at, parts = self.take(), []
        if not self.says("WHEN"):
            parts.append(self.expression())
        while self.took_word("WHEN"):
            parts.append(self.expression())
            if not self.took_word("THEN"):
                self.refuse("after WHEN ... stands THEN")
            parts.append(self.expression())
        if self.took_word("ELSE"):
            parts.append(self.expression())
        if not self.took_word("END"):
            self.refuse("close CASE with END")
        return Operation(at, "CASE", tuple(parts))

    def _exists(self) -> Expression:
        at = self.take()
        self.expect("{", "EXISTS holds a pattern: write EXISTS { (a)-[r:TYPE WHERE visible(r)]-(b) }")
        self.took_word("MATCH")
        match = self.match_body(at)
        self.expect("}", "EXISTS holds one MATCH with one WHERE: close it")
        return Exists(at, match)

    def _call(self) -> Expression:
        at = self.take()
        self.take()
        if self.sees("*"):
            self.refuse("count(*) counts rows, not things: count(DISTINCT x.id)")
        if at.text in ("any", "all", "none", "single") and self.next.text.upper() == "IN":
            each = self._each(at)
            self.expect(")", f"close {at.text}(name IN list WHERE test)")
            return each
        distinct = self.took_word("DISTINCT")
        return Call(at, self._series(")"), distinct)
