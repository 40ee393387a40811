"""The questions of a look-up and their own guard: whether something is there, never what.

What a record's owner marked more closely (share_with, confidentiality, handling, purposes, status) counts as none, and
so does what is older than the law lets the asker use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.access.policies import Decision
from graph.access.view import View
from graph.border.identifiers import Identifier
from graph.border.limits import limits
from graph.model.compartments import Compartment
from graph.patterns.queries import FOLDER, Query, read_query
from graph.store.connection import Store
from graph.store.loads import compartments_for, published


@cache
def lookup_queries() -> Mapping[str, Query]:
    """Every file of cypher/lookups by its id; each names the category that it asks, and what it asks with."""
    found = (read_query(path) for path in sorted((FOLDER / "lookups").glob("*.cypher")))
    return {query.id: query for query in found}


@dataclass(frozen=True)
class Peephole:
    """The guard of one authority's data of one category: compartments with their earliest day of collection."""

    store: Store
    open: Mapping[str, date]
    known_at: int
    today: date

    def anything(self, category: str, identifiers: tuple[Identifier, ...]) -> bool:
        """The one bit. Which queries are run, in which order, follows from what was typed and from no row."""
        asked = [
            self._exists(query, one)
            for query in lookup_queries().values()
            for one in identifiers
            if query.front["category"] == category and query.parameters == {name for name, _ in one.meant}
        ]
        return any(asked)

    def _exists(self, query: Query, one: Identifier) -> bool:
        guard = {"open": self.open, "granted": {}, "known_at": self.known_at, "today": self.today}
        found = [self.store.read(text, **dict(one.meant), **guard, limit=1) for text in query.guarded]
        return any(found)


def peephole(view: View, authority: str, category: str, decision: Decision) -> Peephole:
    """The guard by which an authority is asked; every category but one that gives `hit` stays closed."""
    held = compartments_for(view.store, ()) if decision.gives == "hit" else {}
    opened = {
        id_: decision.earliest
        for id_, one in held.items()
        if (one.authority, one.category) == (authority, category) and not restricted(view, one)
    }
    return Peephole(view.store, opened, published(view.store), view.today)


def restricted(view: View, one: Compartment) -> bool:
    """Whether its owner marked it more closely than the policy does."""
    named, who = set(one.share_with), view.account
    return (
        bool(one.case or one.file or one.status != "normal")
        or not limits().ordinary(one)
        or bool(one.purposes and view.case.purpose not in one.purposes)
        or bool(named and not named & {who.authority, who.country})
    )
