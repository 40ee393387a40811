"""The steps of a network: one per type of line, kind at hand and direction, read from cypher/views/network-*.cypher."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from graph.errors import UsageError
from graph.model.kinds import the_model
from graph.network.network import Way
from graph.patterns.queries import Query, view_queries

SAME = "SAME_AS"
# the first word of an id tells the kind of its thing
KINDS = {
    "per": "Person",
    "org": "Organisation",
    "pre": "Premises",
    "app": "Application",
    "est": "Establishment",
    "grp": "Group",
    "cha": "Chapter",
    "inc": "Incident",
    "veh": "Vehicle",
}


@dataclass(frozen=True)
class Step:
    """From nodes of kind `here` over lines of `type` to nodes of kind `other`; the query asks for this choice only."""

    type: str
    here: str
    other: str
    way: Way
    query: Query

    @property
    def to_act(self) -> bool:
        return self.other in the_model().records


@cache
def steps() -> tuple[Step, ...]:
    found = (query for query in view_queries().values() if "line" in query.front)
    return tuple(step for query in found for step in _read(query))


def _read(query: Query) -> Iterator[Step]:
    """One step per choice of the words under `either`, in the order in which the loader wrote the texts."""
    words = query.front.get("either", {})
    choices = product(*(kinds.split() for kinds in words.values()))
    for choice, text in zip(choices, query.guarded, strict=True):
        meant = dict(zip(words, choice, strict=True))
        line = {part: meant.get(word, word) for part, word in query.front["line"].items()}
        yield Step(**line, query=replace(query, guarded=(text,)))


def steps_from(kind: str, types: frozenset[str]) -> list[Step]:
    return [step for step in steps() if step.here == kind and step.type in types]


def all_types() -> frozenset[str]:
    """Every type of line that a network follows; sameness is no line of its own, it is always followed."""
    return frozenset(step.type for step in steps()) - {SAME}


def types_of(kinds: list[str] | None) -> frozenset[str]:
    """The types meant by types or by kinds of acts (Lease: all lines of a lease); none given: all of them."""
    if not kinds:
        return all_types()
    found = set[str]()
    for kind in kinds:
        meant = {s.type for s in steps() if kind in {s.type, s.other} and (s.to_act or kind == s.type)}
        if not meant - {SAME}:
            known = sorted(all_types() | {s.other for s in steps() if s.to_act})
            raise UsageError(f"No line of a network is called {kind!r}. Known: {', '.join(known)}.")
        found |= meant
    return frozenset(found - {SAME})


def kind_of(id_: str) -> str:
    """The kind of a thing by its id; UsageError for what is no id."""
    kind = KINDS.get(id_.partition(":")[0])
    if kind is None or ":" not in id_:
        words = ", ".join(f"{word}: {name}" for word, name in KINDS.items())
        raise UsageError(f"A network begins at the id of a thing, which starts with its kind ({words}).")
    return kind
