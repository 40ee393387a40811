"""Rules for expressions: values are compared and returned, nodes and relationships never leave as such."""

from abc import abstractmethod
from dataclasses import replace
from typing import assert_never

from graph.model.kinds import Form, Model
from graph.patterns.subset_scope import ALWAYS, FROM_THE_VIEW, HIDDEN, VALUE, Binding, Place
from graph.patterns.subset_tree import (
    Call,
    Each,
    Exists,
    Expression,
    Literal,
    Lookup,
    Operation,
    Parameter,
    Property,
    Variable,
)
from graph.patterns.tokens import Token


class Values:
    """`act`: what a second person signs before this query is asked, if its file declares one."""

    def __init__(self, model: Model, parameters: frozenset[str], act: str = "") -> None:
        self.model = model
        self.act = act
        self.parameters = (parameters | ALWAYS) - FROM_THE_VIEW
        self.reasons: list[tuple[int, str]] = []

    @abstractmethod
    def exists(self, asked: Exists, place: Place) -> Binding: ...

    @abstractmethod
    def call(self, asked: Call, place: Place) -> Binding: ...

    @abstractmethod
    def each(self, asked: Each, place: Place) -> Binding: ...

    def refuse(self, at: Token, reason: str) -> None:
        self.reasons.append((at.start, f"{at.place} {reason}"))

    def value(self, expression: Expression, place: Place) -> Binding:
        """Checks an expression that must be a value."""
        if self.binding(expression, place).form is not None:
            self.refuse(expression.at, f"{expression.at.text} is not a value here: name a property of it")
        return VALUE

    def values(self, expressions: tuple[Expression, ...], place: Place) -> Binding:
        for expression in expressions:
            self.value(expression, place)
        return VALUE

    def binding(self, expression: Expression, place: Place) -> Binding:
        """Checks any expression and says what it stands for."""
        match expression:
            case Literal():
                return VALUE
            case Parameter():
                return self._parameter(expression.at)
            case Variable():
                return self._variable(expression.at, place)
            case Property():
                return self._property(expression, place)
            case Lookup():
                return self._lookup(expression, place)
            case Call():
                return self.call(expression, place)
            case Operation():
                return self._operation(expression, place)
            case Each():
                return self.each(expression, place)
            case Exists():
                return self.exists(expression, place)
        assert_never(expression)

    def _parameter(self, at: Token) -> Binding:
        name = at.text.removeprefix("$")
        if name in FROM_THE_VIEW:
            self.refuse(at, f"{at.text} belongs to the View: only visible(x) and current(x) may ask it")
        elif name not in self.parameters:
            self.refuse(at, f"{at.text} is not declared: add it to the parameters of this file")
        return VALUE

    def _variable(self, at: Token, place: Place) -> Binding:
        if at.text not in place.scope:
            self.refuse(at, f"{at.text} is not bound here (an inline WHERE sees earlier clauses only): bind it first")
        return place.scope.get(at.text, VALUE)

    def _property(self, read: Property, place: Place) -> Binding:
        of, name = self.binding(read.of, place), read.at.text
        if of.many:
            self.refuse(read.at, "a list has no properties: write [x IN list | x.property]")
        elif of.form is Form.THING and name != "id":
            self.refuse(read.at, f"a thing has an id only: read {name} from a record that describes it")
        elif of.form is not None and name in HIDDEN:
            self.refuse(read.at, f"{name} is for the guard alone: leave it out")
        elif of.form in (Form.RECORD, Form.RELATIONSHIP):
            self._declared(read.at, of)
            if self._counted(name, of) and not place.counting:
                self.refuse(
                    read.at, f"{name} is counted, never told: write count(DISTINCT x.{name}) or x.{name} = y.{name}"
                )
        return VALUE

    def _counted(self, name: str, of: Binding) -> bool:
        declared = (self.model.kinds[kind].properties.get(name) for kind in of.kinds)
        return any(found is not None and found.counted for found in declared)

    def _declared(self, name: Token, of: Binding) -> None:
        if of.kinds and not any(name.text in self.model.columns(kind) for kind in of.kinds):
            kinds = " or ".join(of.kinds)
            self.refuse(name, f"{kinds} has no property {name.text}: use one that graph/model declares")

    def _lookup(self, read: Lookup, place: Place) -> Binding:
        if self.binding(read.of, place).form is not None:
            self.refuse(read.at, "no dynamic access to a node, a relationship or a list of them: write x.property")
        return self.values(read.keys, place)

    def _operation(self, asked: Operation, place: Place) -> Binding:
        if asked.sign in ("=", "<>") and all(self._is_counted(part, place) for part in asked.parts):
            return self.values(asked.parts, replace(place, counting=True))
        if not all(isinstance(part, Variable) for part in asked.parts):
            return self.values(asked.parts, place)
        if asked.sign in ("IS NULL", "IS NOT NULL"):
            self.binding(asked.parts[0], place)
        elif asked.sign in ("=", "<>", "IN"):
            self._comparison(asked, place)
        else:
            self.values(asked.parts, place)
        return VALUE

    def _is_counted(self, part: Expression, place: Place) -> bool:
        if not isinstance(part, Property) or not isinstance(part.of, Variable):
            return False
        return self._counted(part.at.text, place.scope.get(part.of.at.text, VALUE))

    def _comparison(self, asked: Operation, place: Place) -> None:
        left, right = (self.binding(part, place) for part in asked.parts)
        wanted = left.all if asked.sign == "IN" else left
        if left.many or (right.form, right.many) != (wanted.form, wanted.many):
            self.refuse(asked.at, "a node or relationship is compared with its like only: compare properties")
