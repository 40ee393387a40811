"""Reads paths: named nodes, named relationships, and bounded quantified paths, and nothing else."""

from abc import abstractmethod

from graph.patterns.subset_reader import Reader
from graph.patterns.subset_tree import Expression, Match, Node, Path, Relationship, Repeat
from graph.patterns.tokens import Sort, Token

NAMED_NODE = "every node has a name: write (name:Kind) or a bound (name)"
NAMED_RELATIONSHIP = "every relationship has a name: write -[name:TYPE WHERE visible(name)]-"
BOUNDS = "a quantified path says both bounds as numbers: write {1,4}"


class Patterns(Reader):
    @abstractmethod
    def expression(self) -> Expression: ...

    def match_body(self, at: Token) -> Match:
        paths = [self._path()]
        while self.took(","):
            paths.append(self._path())
        return Match(at, tuple(paths), self._where())

    def _where(self) -> Expression | None:
        return self.expression() if self.took_word("WHERE") else None

    def _path(self) -> Path:
        if self.here.sort is Sort.NAME and self.next.text == "=":
            self.refuse("a path has no name here: name its relationships and use those")
        if self.sees("(") and self.next.text == "(":
            self.refuse("a quantified path stands between two nodes: write (a)((b)-[r]-(c)){1,4}(d)")
        parts: list[Node | Relationship | Repeat] = [self._node()]
        while self.sees("-", "<-", "("):
            parts.append(self._repeat() if self.sees("(") else self._relationship())
            parts.append(self._node())
        return tuple(parts)

    def _chain(self) -> Path:
        parts: list[Node | Relationship] = [self._node(), self._relationship(), self._node()]
        while self.sees("-", "<-"):
            parts += [self._relationship(), self._node()]
        return tuple(parts)

    def _node(self) -> Node:
        self.expect("(", "a path goes on with a node in round brackets")
        at = self.name(NAMED_NODE)
        kinds, where = self._kinds(), self._inside()
        self.expect(")", "close the node: (name:Kind WHERE ...)")
        return Node(at, kinds, where)

    def _relationship(self) -> Relationship:
        leftward = self.took("<-") or not self.expect("-", "a relationship begins with - or <-")
        if not self.sees("["):
            self.refuse(f"an anonymous relationship has no guard; {NAMED_RELATIONSHIP}")
        self.take()
        at = self.name(NAMED_RELATIONSHIP)
        kinds, where = self._kinds(), self._inside()
        self.expect("]", "close the relationship: -[name:TYPE WHERE visible(name)]-")
        if leftward and self.sees("->"):
            self.refuse("an arrow on both ends: write <-[...]- or -[...]->, or neither")
        if not self.sees("-", "->"):
            self.refuse("a relationship ends with - or ->")
        arrow = "<-" if leftward else self.here.text
        self.take()
        self._no_quantifier()
        return Relationship(at, arrow, kinds, where)

    def _no_quantifier(self) -> None:
        if self.sees("{", "*", "+"):
            self.refuse("a quantifier belongs to a bracketed path: write ((a)-[r:TYPE WHERE ...]-(b)){1,4}")

    def _kinds(self) -> tuple[Token, ...]:
        if not self.took(":"):
            return ()
        kinds = [self._kind()]
        while self.took("|"):
            kinds.append(self._kind())
        if self.sees("&", "!", ":", "%"):
            self.refuse("a label expression can name what is hidden: list kinds with | only")
        return tuple(kinds)

    def _kind(self) -> Token:
        if self.here.sort is not Sort.NAME:
            self.refuse("after : and | stands one plain kind of the model: no expressions, quotes or parameters")
        return self.take()

    def _inside(self) -> Expression | None:
        if self.sees("*"):
            self.refuse("a * range has no guard: write ((a)-[r:TYPE WHERE visible(r)]-(b)){1,4}")
        where = self._where()
        if self.sees("{"):
            self.refuse("a property map is refused: compare in WHERE")
        return where

    def _repeat(self) -> Repeat:
        at = self.take()
        if not self.sees("("):
            self.refuse("two nodes stand side by side: put a relationship between them", at)
        path, where = self._chain(), self._where()
        self.expect(")", "close the quantified path, which holds no other quantified path")
        self.expect("{", BOUNDS)
        low = self._bound()
        self.expect(",", BOUNDS)
        high = self._bound()
        self.expect("}", BOUNDS)
        return Repeat(at, path, where, low, high)

    def _bound(self) -> int:
        if self.here.sort is not Sort.NUMBER or not self.here.text.isdigit():
            self.refuse(BOUNDS)
        return int(self.take().text)
