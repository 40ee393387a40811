"""Rules for paths: nothing is bound unless a record or relationship that the View may see vouches for it."""

from dataclasses import replace

from graph.patterns.subset_guards import NODES, Guards
from graph.patterns.subset_scope import VALUE, Binding, Place, Scope, filtered
from graph.patterns.subset_tree import Exists, Match, Node, Path, Relationship, Repeat
from graph.patterns.tokens import Token

LONGEST = 6


class Paths(Guards):
    def exists(self, asked: Exists, place: Place) -> Binding:
        self.match(asked.match, place.scope)
        return VALUE

    def match(self, match: Match, before: Scope) -> Scope:
        """Checks MATCH or EXISTS { } and gives the names that are bound after it."""
        now = dict(before)
        for path in match.paths:
            self._path(path, before, now)
        if match.where is not None:
            self.value(match.where, Place(now, same=True))
        if match.optional:
            return now | {name: replace(bound, optional=True) for name, bound in now.items() if name not in before}
        return filtered(now, match.where)

    def _path(self, path: Path, before: Scope, now: dict[str, Binding]) -> None:
        self._alone(path, now)
        self._nulls([part.at for part in path if part.at.text in now], now)
        for index, part in enumerate(path):
            if isinstance(part, Repeat):
                self._repeat(part, before, now)
                self._zero(part, {path[index - 1].at.text, path[index + 1].at.text} & set(before))
            else:
                self._part(part, before, now)
        self._ends(path, now)

    def _alone(self, path: Path, now: Scope) -> None:
        first = path[0]
        if len(path) > 1 or not isinstance(first, Node):
            return
        if first.at.text in now:
            self.refuse(first.at, f"({first.at.text}) alone asks nothing: leave it out")
        elif any(kind.text in self.model.things for kind in first.kinds):
            self.refuse(first.at, "a thing alone has no guard: reach it over a relationship that bears witness")

    def _nulls(self, reused: list[Token], now: Scope) -> None:
        # the embedded engine takes a null end for a free one when it starts from another bound end
        for name in reused:
            if len(reused) > 1 and now[name.text].optional:
                self.refuse(name, f"{name.text} may be null here: say WITH ... WHERE {name.text} IS NOT NULL before")

    def _part(self, part: Node | Relationship, before: Scope, now: dict[str, Binding]) -> None:
        name = part.at.text
        if name not in now:
            now[name] = self.first(part, before)
        elif isinstance(part, Relationship) or now[name].many or now[name].form not in NODES:
            self.refuse(part.at, f"{name} has a meaning here already: choose a fresh name")
        elif part.kinds or part.where is not None:
            self.refuse(part.at, f"{name} is bound already: write ({name}) and put conditions into WHERE")

    def _repeat(self, repeat: Repeat, before: Scope, now: dict[str, Binding]) -> None:
        if not 0 <= repeat.low <= repeat.high <= LONGEST or repeat.high == 0:
            self.refuse(repeat.at, f"bounds {{{repeat.low},{repeat.high}}}: write at most {{1,{LONGEST}}}")
        inner: dict[str, Binding] = {}
        for part in repeat.path:
            if part.at.text in now:
                self.refuse(part.at, f"{part.at.text} has a meaning outside the repeated path: choose a fresh name")
            elif isinstance(part, Node | Relationship):
                self._part(part, before, inner)
        self._ends(repeat.path, inner)
        if repeat.where is not None:
            self.value(repeat.where, Place({**before, **inner}))
        now |= {name: binding.all for name, binding in inner.items()}

    def _zero(self, repeat: Repeat, bound: set[str]) -> None:
        if repeat.low == 0 and not bound:
            self.refuse(repeat.at, "a path of no step from a thing without guard: write {1,n}, or bind an end earlier")

    def _ends(self, path: Path, now: Scope) -> None:
        """Refuses a relationship that the model never draws between its neighbours: it finds nothing."""
        for left, middle, right in zip(path, path[1:], path[2:], strict=False):
            if isinstance(middle, Relationship):
                ends = [set(now.get(node.at.text, VALUE).kinds) for node in (left, right)]
                for kind in middle.kinds:
                    self._drawn(kind, middle.arrow, ends)

    def _drawn(self, kind: Token, arrow: str, ends: list[set[str]]) -> None:
        declared = self.model.relationships.get(kind.text)
        if declared is None or not all(ends):
            return
        ways = {"->": [ends], "<-": [ends[::-1]], "-": [ends, ends[::-1]]}[arrow]
        if not any(all(end & set(drawn) for end, drawn in zip(way, declared.ends, strict=True)) for way in ways):
            start, end = (" or ".join(names) for names in declared.ends)
            self.refuse(kind, f"{kind.text} goes from {start} to {end}: turn the arrow or change the kinds")
