"""What a name stands for at one place of a query, and what an expression there may do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.model.kinds import Form
from graph.patterns.subset_tree import Expression, Operation, Variable

# what the guard reads, and what tells how a load or a key was made, is not for queries to read
HIDDEN = frozenset({"compartment", "known_from", "known_to", "retain_until", "key", "hash"})
FROM_THE_VIEW = frozenset({"open", "granted", "known_at", "known", "today"})
ALWAYS = frozenset({"subjects", "as_of", "limit"})

FUNCTIONS = frozenset(
    {
        *("size", "head", "last", "range", "coalesce", "date", "duration", "abs", "round", "floor"),
        *("toLower", "toUpper", "substring", "left", "right", "trim", "split"),
        *("toInteger", "toFloat", "toString"),
    }
)
COUNTS = frozenset({"count", "collect"})
EXTREMES = frozenset({"min", "max"})
SUMS = frozenset({"sum", "avg", "percentileCont"})


@dataclass(frozen=True)
class Binding:
    """A value (no form), a node or relationship of one of the kinds, or, if `many`, a list of these.

    `optional`: it may be null, because OPTIONAL MATCH bound it and nothing has filtered since.
    """

    form: Form | None = None
    kinds: tuple[str, ...] = ()
    many: bool = False
    optional: bool = False

    @property
    def each(self) -> "Binding":
        return replace(self, many=False)

    @property
    def all(self) -> "Binding":
        return replace(self, many=self.form is not None, optional=False)


VALUE = Binding()
Scope = Mapping[str, Binding]


def conjuncts(where: Expression | None) -> tuple[Expression, ...]:
    """The conditions that AND joins at the top of a WHERE."""
    if where is None:
        return ()
    return where.parts if isinstance(where, Operation) and where.sign == "AND" else (where,)


def filtered(scope: Scope, where: Expression | None) -> Scope:
    """The names after a WHERE that drops rows: what it says is NOT NULL is not optional any more."""
    there = {
        condition.parts[0].at.text
        for condition in conjuncts(where)
        if isinstance(condition, Operation) and condition.sign == "IS NOT NULL"
        if isinstance(condition.parts[0], Variable)
    }
    return {name: replace(bound, optional=bound.optional and name not in there) for name, bound in scope.items()}


@dataclass(frozen=True)
class Place:
    """Where an expression stands: the names it sees, and whether it may aggregate, sum, or ask same(p, q).

    `counting`: what is read here is counted, or compared with its like, and not told.
    """

    scope: Scope
    aggregates: bool = False
    sums: bool = False
    same: bool = False
    counting: bool = False

    def inside(self, name: str, binding: Binding) -> "Place":
        return Place({**self.scope, name: binding})
