"""What a query of the closed language says, as a tree; every part keeps the token it began with."""

from dataclasses import dataclass

from graph.patterns.tokens import Token


@dataclass(frozen=True)
class Literal:
    at: Token


@dataclass(frozen=True)
class Parameter:
    at: Token


@dataclass(frozen=True)
class Variable:
    at: Token


@dataclass(frozen=True)
class Property:
    """`of.name`; `at` is the name."""

    at: Token
    of: "Expression"


@dataclass(frozen=True)
class Lookup:
    """`of[key]` or `of[from..to]`."""

    at: Token
    of: "Expression"
    keys: tuple["Expression", ...]


@dataclass(frozen=True)
class Call:
    at: Token
    arguments: tuple["Expression", ...]
    distinct: bool = False


@dataclass(frozen=True)
class Operation:
    """An operator, a bracket, a list, a map or a CASE over its parts; `sign` is the operator in capitals."""

    at: Token
    sign: str
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Each:
    """`[name IN source WHERE test | result]`, or any, all, none, single over the same."""

    at: Token
    name: Token
    source: "Expression"
    test: "Expression | None"
    result: "Expression | None"


@dataclass(frozen=True)
class Exists:
    at: Token
    match: "Match"


Expression = Literal | Parameter | Variable | Property | Lookup | Call | Operation | Each | Exists


@dataclass(frozen=True)
class Node:
    at: Token
    kinds: tuple[Token, ...]
    where: Expression | None


@dataclass(frozen=True)
class Relationship:
    """`arrow` is `->`, `<-`, or `-` for either way."""

    at: Token
    arrow: str
    kinds: tuple[Token, ...]
    where: Expression | None


@dataclass(frozen=True)
class Repeat:
    """A quantified path `((a)-[r]-(b) WHERE ...){low,high}`."""

    at: Token
    path: "Path"
    where: Expression | None
    low: int
    high: int


Path = tuple[Node | Relationship | Repeat, ...]


@dataclass(frozen=True)
class Match:
    """MATCH, OPTIONAL MATCH, or the inside of EXISTS { } (`at`)."""

    at: Token
    paths: tuple[Path, ...]
    where: Expression | None

    @property
    def optional(self) -> bool:
        return self.at.text.upper() == "OPTIONAL"


@dataclass(frozen=True)
class Unwind:
    at: Token
    source: Expression
    alias: Token


@dataclass(frozen=True)
class Item:
    """One column; `alias` is the name it gets, None when it has none."""

    value: Expression
    alias: Token | None


@dataclass(frozen=True)
class Projection:
    """WITH or RETURN (`at`)."""

    at: Token
    distinct: bool
    items: tuple[Item, ...]
    order: tuple[Expression, ...]
    limit: Token | None
    where: Expression | None

    @property
    def returns(self) -> bool:
        return self.at.text.upper() == "RETURN"


Clause = Match | Unwind | Projection
