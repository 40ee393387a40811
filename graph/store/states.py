"""What a source and authority tell now: the open versions that a delivery is compared with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.model.kinds import OPEN_END, the_model
from graph.store import statements
from graph.store.connection import Store
from graph.store.records import Thing

VANISHED = "vanished"


class Held(NamedTuple):
    """A version in the graph: kind, content hash, the load that wrote it; for a relationship its start."""

    kind: str
    hash: str
    version: int
    start: Thing | None

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
    """The state before load `number` of this source and authority."""
    state = State()
    asked = {"open": OPEN_END, "number": number, "source": source, "authority": authority}
    for kind in kinds:
        for start in the_model().kinds[kind].ends[0] or ("",):
            for row in store.read(statements.state_of(kind, start), **asked):
                for key, held in _versions(kind, start, row):
                    if held.version == number:
                        state.done[key] = held.hash
                    else:
                        state.before[key] = held
    return state


def _versions(kind: str, start: str, row: dict[str, list[str]]) -> Iterator[tuple[str, Held]]:
    ends = row.get("ends") or [""] * len(row["keys"])
    for key, digest, version, end in zip(row["keys"], row["hashes"], row["versions"], ends, strict=True):
        yield key, Held(kind, digest, int(version), Thing(start, end) if start else None)
