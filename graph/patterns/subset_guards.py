"""Rules for the first naming of a node or relationship: kinds of one form, and the guard first."""

from graph.model.kinds import Form
from graph.patterns.subset_calls import Calls
from graph.patterns.subset_scope import Binding, Place, Scope, conjuncts
from graph.patterns.subset_tree import Call, Expression, Node, Operation, Relationship, Variable
from graph.patterns.tokens import Token

NODES = (Form.THING, Form.RECORD)


class Guards(Calls):
    def first(self, part: Node | Relationship, before: Scope) -> Binding:
        """Checks a part where it gets its name; its WHERE sees this name and those of earlier clauses."""
        binding = self._kinds(part)
        self._inline(part, binding, before)
        return binding

    def _kinds(self, part: Node | Relationship) -> Binding:
        forms = (Form.RELATIONSHIP,) if isinstance(part, Relationship) else NODES
        name = part.at.text
        if not part.kinds:
            self.refuse(part.at, f"{name} has no kind: write {name}:Kind with a kind of the model")
        known = tuple(kind.text for kind in part.kinds if self._is_kind(kind, forms))
        found = {self.model.kinds[kind].form for kind in known}
        if len(found) > 1:
            self.refuse(part.at, f"{name} mixes things and records: name kinds of one form")
        return Binding(found.pop() if len(found) == 1 else forms[-1], known)

    def _is_kind(self, kind: Token, forms: tuple[Form, ...]) -> bool:
        declared = self.model.kinds.get(kind.text)
        if declared is None or declared.form not in forms:
            self.refuse(kind, f"{kind.text} is no {' or '.join(forms)} of the model: use a kind of graph/model")
            return False
        if declared.four_eyes not in ("", self.act):
            self.refuse(kind, f"{kind.text} is read with a second signature only, which this query lacks: leave it out")
        return True

    def _inline(self, part: Node | Relationship, binding: Binding, before: Scope) -> None:
        conditions = conjuncts(part.where)
        unknown = isinstance(part, Node) and not binding.kinds
        if binding.form is not Form.THING and not unknown:
            self._guard(part.at, conditions)
            conditions = conditions[1:]
        self.values(conditions, Place({**before, part.at.text: binding}))

    def _guard(self, name: Token, conditions: tuple[Expression, ...]) -> None:
        written = f"write WHERE visible({name.text}) AND ..."
        if not conditions:
            self.refuse(name, f"{name.text} has no guard: {written}")
        elif isinstance(conditions[0], Operation) and conditions[0].sign in ("OR", "XOR"):
            self.refuse(conditions[0].at, f"{conditions[0].sign} undoes the guard of {name.text}: put it in brackets")
        elif not _is_visible(conditions[0]):
            self.refuse(conditions[0].at, f"the WHERE of {name.text} does not begin with its guard: {written}")
        elif not _is_visible(conditions[0], name.text):
            self.refuse(conditions[0].at, f"the guard of another name stands at {name.text}: {written}")


def _is_visible(condition: Expression, name: str = "") -> bool:
    if not isinstance(condition, Call) or condition.at.text != "visible" or len(condition.arguments) != 1:
        return False
    argument = condition.arguments[0]
    return isinstance(argument, Variable) and not condition.distinct and name in ("", argument.at.text)
