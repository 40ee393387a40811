"""The check of a query: is it written in the closed subset of Cypher in which nothing unseen can be read?

Every record and relationship is named, typed and guarded with `visible(x)`; a thing is reached only over
these; aggregates count things, not rows; the order of the answer is total (architecture.md, section 4).
"""

from graph.model.kinds import Model
from graph.patterns.subset_clauses import Clauses, banned_words
from graph.patterns.subset_paths import Paths
from graph.patterns.subset_scope import Binding, Place, Scope, filtered
from graph.patterns.subset_signed import misshapen
from graph.patterns.subset_tree import Clause, Item, Match, Parameter, Projection, Unwind, Variable
from graph.patterns.tokens import UnreadableError, read_tokens


def check(query: str, model: Model, parameters: frozenset[str], act: str = "") -> list[str]:
    """Every reason why this text, macros not yet expanded, is refused; empty: accepted.

    A reason reads `line:column reason, and how to fix it`. `parameters` are the names, without `$`, that the
    file declares, `act` what a second person signs before it is asked. A text that cannot be read gives its first
    reason only.
    """
    try:
        tokens = list(read_tokens(query))
        if banned := list(banned_words(tokens)):
            return banned
        clauses = Clauses(tokens).query()
    except UnreadableError as error:
        return [str(error)]
    rules = Rules(model, parameters, act)
    rules.check(clauses)
    if act and (reason := misshapen(tokens, clauses, model, act)):
        rules.refuse(*reason)
    return [reason for _, reason in sorted(set(rules.reasons))]


class Rules(Paths):
    def check(self, clauses: tuple[Clause, ...]) -> None:
        scope: Scope = {}
        distinct = False
        for clause in clauses:
            match clause:
                case Match():
                    scope = self.match(clause, scope)
                case Unwind():
                    scope = self._unwind(clause, scope)
                case Projection():
                    scope = self._projection(clause, Place(scope, aggregates=True, sums=distinct))
            distinct = isinstance(clause, Projection) and clause.distinct

    def _unwind(self, clause: Unwind, scope: Scope) -> Scope:
        found = self.binding(clause.source, Place(scope))
        if not isinstance(clause.source, Parameter | Variable) or (found.form and not found.many):
            self.refuse(clause.source.at, "UNWIND takes a declared parameter or a bound list: name one")
        if clause.alias.text in scope:
            self.refuse(clause.alias, f"{clause.alias.text} has a meaning here already: choose a fresh name")
        return {**scope, clause.alias.text: found.each}

    def _projection(self, clause: Projection, place: Place) -> Scope:
        now: dict[str, Binding] = {}
        read = self.value if clause.returns else self.binding
        for item in clause.items:
            binding = read(item.value, place)
            self._name(item, binding, now)
        if clause.returns:
            self._return(clause, now)
        elif clause.limit is not None:
            self.refuse(clause.limit, "LIMIT in WITH lets hidden rows push visible ones out: LIMIT the RETURN")
        self.values(clause.order, Place(now))
        if clause.where is not None:
            self.value(clause.where, Place(now, same=True))
        return filtered(now, clause.where)

    def _name(self, item: Item, binding: Binding, now: dict[str, Binding]) -> None:
        if item.alias is None:
            self.refuse(item.value.at, "this column has no name: add AS name")
        elif item.alias.text in now:
            self.refuse(item.alias, f"two columns are called {item.alias.text}: rename one")
        else:
            now[item.alias.text] = binding

    def _return(self, clause: Projection, columns: Scope) -> None:
        if clause.where is not None:
            self.refuse(clause.where.at, "RETURN has no WHERE: put it into a WITH before")
        if clause.limit is None:
            self.refuse(clause.at, "RETURN has no LIMIT: end with LIMIT $limit or a number")
        ordered = {key.at.text for key in clause.order if isinstance(key, Variable)}
        if missing := [name for name in columns if name not in ordered]:
            self.refuse(clause.at, f"the order is not total: add {', '.join(missing)} to ORDER BY")
