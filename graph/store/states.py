"""What a source and authority tell now: the open versions that a delivery is compared with."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import NamedTuple

from graph.model.kinds import OPEN_END, the_model
from graph.store import statements
from graph.store.connection import Store
from graph.store.records import Thing

VANISHED = "vanished"
AT_ONCE = 2  # the server answers so many questions at a time without one hindering the other
LOADED = """
MATCH (l:StateLoad) WHERE l.source = $source AND l.authority = $authority AND l.status <> 'stopped'
RETURN DISTINCT l.wrote AS wrote
"""


class Held(NamedTuple):
    """A version in the graph: kind, content hash, the load that wrote it; for a relationship its start."""

    kind: str
    hash: str
    version: int
    start: Thing | None

    @property
    def place(self) -> str:
        """Where it is looked for."""
        return statements.place_of(self.kind, self.start.kind if self.start else "")

    @property
    def vanished(self) -> bool:
        """Whether it is itself what remained of a record that vanished earlier."""
        return self.hash.endswith(VANISHED)


@dataclass(frozen=True)
class State:
    """Key -> version told before this load, and key -> hash of what this load, once interrupted, has written.

    A version that this load has ended already still counts as told before: a resumed load decides as at first.
    """

    before: dict[str, Held] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)


def read_state(store: Store, kinds: Iterable[str], source: str, authority: str, number: int) -> State:
    """The state before load `number` of this source and authority; looked for only where their loads have written."""
    state = State()
    loads = [row["wrote"] for row in store.read(LOADED, source=source, authority=authority)]
    if not loads:
        return state
    written = None if None in loads else set(chain.from_iterable(loads))
    asked = {"open": OPEN_END, "number": number, "source": source, "authority": authority}
    wanted = list(_questions(kinds, written))
    with ThreadPoolExecutor(AT_ONCE) as readers:
        answers = readers.map(lambda one: store.columns(statements.state_of(*one), **asked), wanted)
        for (_, start), rows in zip(wanted, answers, strict=True):
            for key, held in chain.from_iterable(_versions(start, *row) for row in rows):
                if held.version == number:
                    state.done[key] = held.hash
                else:
                    state.before[key] = held
    return state


def _questions(kinds: Iterable[str], written: set[str] | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """The kinds to be asked for together, and the kind of thing that they start at.

    Of all places where records may be, those that the loads so far have `written`; None where a load did not note it.
    """
    starts: dict[str, list[str]] = {}
    for kind in kinds:
        for start in the_model().kinds[kind].ends[0] or ("",):
            if written is None or statements.place_of(kind, start) in written:
                starts.setdefault(start, []).append(kind)
    yield from (((kind,), "") for kind in starts.pop("", ()))
    yield from ((tuple(listed), start) for start, listed in starts.items())


def _versions(
    start: str,
    kind: str,
    _: str,
    keys: list[str],
    hashes: list[str],
    versions: list[int],
    ends: Iterable[str] = repeat(""),
) -> Iterator[tuple[str, Held]]:
    for key, digest, version, end in zip(keys, hashes, versions, ends, strict=False):
        yield key, Held(kind, digest, version, Thing(start, end) if start else None)
