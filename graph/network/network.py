"""What a network is made of: nodes (things, and acts between them), lines with their record, and what was left out."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Way = Literal["out", "in", "both"]
Certainty = Literal["confirmed", "unconfirmed", "tentative", "derived"]


@dataclass(frozen=True)
class Node:
    """A thing, or an act record (Lease, Loan, Measure ...) that stands between things.

    `start`: the network was asked from here. `stopped`: 0, or the number of visible things at a hub whose lines were
    not followed. `listed`: the service for which a reviewer listed it as serving many; nothing is followed through it.
    `statements` are the rows behind the label, as plain values, with their category and handling code.
    """

    id: str
    kind: str
    label: str
    shape: str
    start: bool = False
    stopped: int = 0
    statements: tuple[Mapping[str, Any], ...] = ()
    listed: str = ""

    @property
    def mark(self) -> str:
        if self.listed:
            return f"listed as serving many ({self.listed}): its lines are not followed"
        return f"stopped at a hub: {self.stopped} things, open as list" if self.stopped else ""


@dataclass(frozen=True)
class Edge:
    """One line of one record. `relation` is its class in law (Bibob art. 3(4), NGW art. 119ter par. 5).

    `ended`: not true any more on the as-of day. `told`: what else the record says of the line (role, title, address).
    `handling` and `category` are those of the record's compartment. `disputed`: the data subject says it is wrong.
    """

    id: str
    type: str
    start: str
    end: str
    relation: str
    record: str
    source: str
    authority: str
    since: date | None
    until: date | None
    collected_on: date | None
    grade: str
    basis: str
    category: str
    handling: str
    ended: bool
    certainty: Certainty
    disputed: bool = False
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Network:
    """Nodes by kind and label, lines by id; `left_out` counts by kind what the limit kept away."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def records(self) -> frozenset[str]:
        """Every record that a line or a label rests on."""
        told = {row["record"] for node in self.nodes for row in node.statements if row.get("record")}
        return frozenset(told | {edge.record for edge in self.edges})

    def notes(self) -> Iterator[str]:
        """Whole sentences: where it stopped, and what was left out (by kind and alphabet, never by importance)."""
        yield from (f"{node.label}: {node.mark}." for node in self.nodes if node.mark)
        for kind, number in self.left_out.items():
            yield f"{number} of kind {kind} were left out, the last of the alphabet."


@dataclass(frozen=True)
class Count:
    """How many distinct visible things, and acts between, one kind of line leads to from a thing."""

    kind: str
    way: Way
    things: int
    acts: int = 0


def as_data(network: Network) -> dict[str, Any]:
    """The network as plain data; dates stay dates."""
    data = asdict(network)
    return {**data, "notes": list(network.notes())}
