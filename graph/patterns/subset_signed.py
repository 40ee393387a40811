"""The one shape of a query that takes a second signature: from given ids over one record to its other end.

What was signed about one person then opens what is told of that person, and nothing that lies behind it.
"""

from collections.abc import Sequence

from graph.model.kinds import Model
from graph.patterns.subset_scope import conjuncts
from graph.patterns.subset_tree import (
    Clause,
    Expression,
    Match,
    Node,
    Operation,
    Parameter,
    Projection,
    Property,
    Relationship,
    Unwind,
    Variable,
)
from graph.patterns.tokens import Sort, Token

SHAPE = "UNWIND $ids AS i MATCH (a)-[]-(the record)-[]-(b) WHERE a.id = i RETURN ..."


def misshapen(tokens: Sequence[Token], clauses: tuple[Clause, ...], model: Model, act: str) -> tuple[Token, str] | None:
    """Where and why a query that declares this act reads more than one hop from the given ids; None: it does not."""
    signed = {name for name, kind in model.kinds.items() if kind.four_eyes == act}
    named = [token for token in tokens if token.sort is Sort.NAME and token.text in signed]
    if len(named) != 1:
        what = " or ".join(sorted(signed)) or "a kind of the model"
        return tokens[0], f"{what} is named once where {act} is signed: write {SHAPE}"
    match clauses:
        case (Unwind(source=Parameter() as given, alias=alias), Match(paths=(path,)) as match, Projection()) if (
            given.at.text == "$ids"
            and not match.optional
            and _one_hop(path, named[0])
            and any(_anchors(one, path[0].at.text, alias.text) for one in conjuncts(match.where))
        ):
            return None
    return named[0], f"a query with the signature of {act} reads one hop from the given ids: write {SHAPE}"


def _one_hop(path: Sequence[object], record: Token) -> bool:
    match path:
        case (Node(), Relationship(), Node(kinds=(kind,)), Relationship(), Node()):
            return kind is record
    return False


def _anchors(condition: Expression, name: str, alias: str) -> bool:
    match condition:
        case Operation(sign="=", parts=(Property(at=of, of=Variable() as thing), Variable() as given)):
            return (thing.at.text, of.text, given.at.text) == (name, "id", alias)
    return False
