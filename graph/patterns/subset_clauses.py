"""Reads a whole query: MATCH, OPTIONAL MATCH, UNWIND and WITH in any order, and one RETURN at the end."""

from collections.abc import Iterator, Sequence

from graph.patterns.subset_expressions import Expressions
from graph.patterns.subset_tree import Clause, Expression, Item, Projection, Unwind, Variable
from graph.patterns.tokens import Sort, Token

CLAUSES = "MATCH, OPTIONAL MATCH, UNWIND, WITH and RETURN"
WRITES = "queries only read: leave it out"
BANNED = {
    **dict.fromkeys(("CREATE", "MERGE", "SET", "DELETE", "REMOVE", "DETACH", "FOREACH", "DROP", "INSERT"), WRITES),
    **dict.fromkeys(("CALL", "LOAD", "YIELD", "SHOW", "USE"), f"only {CLAUSES} are clauses here: leave it out"),
    **dict.fromkeys(("PROFILE", "EXPLAIN", "CYPHER", "USING"), "the runner decides how a query runs: leave it out"),
    "UNION": "one query has one RETURN: join the conditions with OR",
    **dict.fromkeys(("SKIP", "OFFSET"), "hidden rows must not move a page: use ORDER BY and LIMIT"),
    **dict.fromkeys(
        ("SHORTESTPATH", "ALLSHORTESTPATHS", "SHORTEST"),
        "one engine filters after the search and answers wrongly: use a quantified path ((a)-[r]-(b)){1,4}",
    ),
    "REDUCE": "reduce is refused: aggregate in WITH",
}


def banned_words(tokens: Sequence[Token]) -> Iterator[str]:
    """A reason for every word that no query may hold anywhere, save as a property after a point."""
    before = ""
    for token in tokens:
        if token.sort is Sort.QUOTED:
            yield f"{token.place} a quoted identifier is refused: write plain names"
        if token.text == ";":
            yield f"{token.place} one file holds one query: remove the semicolon"
        if token.sort is Sort.NAME and before != "." and token.text.upper() in BANNED:
            yield f"{token.place} {token.text} is refused: {BANNED[token.text.upper()]}"
        before = token.text


class Clauses(Expressions):
    def query(self) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        while self.here.sort is not Sort.END:
            if clauses and isinstance(clauses[-1], Projection) and clauses[-1].returns:
                self.refuse("RETURN is the last clause: remove what follows")
            clauses.append(self._clause())
        if not clauses or not isinstance(clauses[-1], Projection) or not clauses[-1].returns:
            self.refuse("the query returns nothing: end it with RETURN ... ORDER BY ... LIMIT ...")
        return tuple(clauses)

    def _clause(self) -> Clause:
        at = self.here
        if self.took_word("OPTIONAL"):
            if not self.took_word("MATCH"):
                self.refuse("after OPTIONAL stands MATCH")
            return self.match_body(at)
        if self.took_word("MATCH"):
            return self.match_body(at)
        if self.took_word("UNWIND"):
            return Unwind(at, self.expression(), self._alias() or self.refuse("UNWIND list AS name"))
        if self.took_word("WITH", "RETURN"):
            return self._projection(at)
        return self.refuse(f"found {at.text!r}: only {CLAUSES} are clauses here")

    def _alias(self) -> Token | None:
        return self.name("after AS stands a name") if self.took_word("AS") else None

    def _projection(self, at: Token) -> Projection:
        distinct = self.took_word("DISTINCT")
        if self.sees("*"):
            self.refuse(f"{at.text} * hides what is passed on: name each column")
        items = [self._item()]
        while self.took(","):
            items.append(self._item())
        order = self._order() if self.took_word("ORDER") else ()
        limit = self._limit() if self.took_word("LIMIT") else None
        return Projection(at, distinct, tuple(items), order, limit, self._where())

    def _item(self) -> Item:
        value = self.expression()
        alias = self._alias()
        return Item(value, alias or (value.at if isinstance(value, Variable) else None))

    def _order(self) -> tuple[Expression, ...]:
        if not self.took_word("BY"):
            self.refuse("after ORDER stands BY")
        keys = []
        while True:
            keys.append(self.expression())
            self.took_word("ASC", "DESC")
            if not self.took(","):
                return tuple(keys)

    def _limit(self) -> Token:
        number = self.here.sort is Sort.NUMBER and self.here.text.isdigit()
        if not number and self.here.text != "$limit":
            self.refuse("LIMIT takes a whole number or $limit")
        return self.take()
