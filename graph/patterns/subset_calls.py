"""Rules for calls: macros, the functions on the list, aggregates over distinct things, tests over lists."""

from dataclasses import replace

from graph.model.kinds import Form
from graph.patterns.subset_scope import COUNTS, EXTREMES, FUNCTIONS, SUMS, VALUE, Binding, Place
from graph.patterns.subset_tree import Call, Each, Property, Variable
from graph.patterns.subset_values import Values

GUARDED = (Form.RECORD, Form.RELATIONSHIP)


class Calls(Values):
    def call(self, asked: Call, place: Place) -> Binding:
        name = asked.at.text
        if name == "visible":
            self.refuse(asked.at, "visible(x) stands first in the inline WHERE of x and nowhere else, never under NOT")
        elif name in {"current", "place", "kept"}:
            self._macro(asked, place, 1, GUARDED)
        elif name == "same":
            self._same(asked, place)
        elif name in COUNTS | EXTREMES | SUMS:
            return self._aggregate(asked, place)
        else:
            self._function(asked, place)
        return VALUE

    def _same(self, asked: Call, place: Place) -> None:
        if not place.same:
            self.refuse(asked.at, "same(p, q) stands in the WHERE of a clause only: move it there")
        self._macro(asked, place, 2, (Form.THING,))

    def _macro(self, asked: Call, place: Place, count: int, forms: tuple[Form, ...]) -> None:
        for argument in asked.arguments:
            found = self.binding(argument, place)
            if not isinstance(argument, Variable) or found.many or found.form not in forms:
                wanted = " or ".join(forms)
                self.refuse(argument.at, f"{asked.at.text} takes the name of a {wanted}: write one that is bound")
        if len(asked.arguments) != count or asked.distinct:
            self.refuse(asked.at, f"{asked.at.text} takes {count} name{'s' if count > 1 else ''}")

    def _function(self, asked: Call, place: Place) -> None:
        name = asked.at.text
        if name not in FUNCTIONS:
            self.refuse(asked.at, f"{name} is not on the list of functions: use one of {', '.join(sorted(FUNCTIONS))}")
            return
        if asked.distinct:
            self.refuse(asked.at, f"DISTINCT belongs to an aggregate: leave it out of {name}")
        if name == "date" and not asked.arguments:
            self.refuse(asked.at, "date() is the clock of the engine: use $as_of")
        for argument in asked.arguments:
            if name != "size" or not self.binding(argument, place).many:
                self.value(argument, place)

    def _aggregate(self, asked: Call, place: Place) -> Binding:
        if not place.aggregates:
            self.refuse(asked.at, f"{asked.at.text} aggregates: only a column of WITH or RETURN may")
        if not asked.arguments:
            self.refuse(asked.at, f"{asked.at.text} needs a value")
        inner = replace(place, aggregates=False)
        if asked.at.text in COUNTS:
            return self._count(asked, inner)
        if asked.at.text in SUMS and (asked.distinct or not place.sums):
            self.refuse(
                asked.at,
                f"{asked.at.text} counts a row twice that is told twice: put WITH DISTINCT just before",
            )
        return self.values(asked.arguments, inner)

    def _count(self, asked: Call, inner: Place) -> Binding:
        if not asked.distinct:
            self.refuse(asked.at, f"{asked.at.text} counts rows, not things: write {asked.at.text}(DISTINCT ...)")
        counting = replace(inner, counting=asked.at.text == "count")
        found = [self.binding(part, counting if isinstance(part, Property) else inner) for part in asked.arguments]
        if any(binding.many for binding in found):
            self.refuse(asked.at, "aggregate things or values, not lists of things: UNWIND the list first")
        return found[0].all if found and asked.at.text == "collect" else VALUE

    def each(self, asked: Each, place: Place) -> Binding:
        source = self.binding(asked.source, place)
        if source.form is not None and not source.many:
            self.refuse(asked.source.at, f"{asked.source.at.text} is no list: name one")
        if asked.name.text in place.scope:
            self.refuse(asked.name, f"{asked.name.text} has a meaning here already: choose a fresh name")
        inner = place.inside(asked.name.text, source.each)
        self.values(tuple(part for part in (asked.test, asked.result) if part is not None), inner)
        return source if asked.at.text == "[" and asked.result is None else VALUE
