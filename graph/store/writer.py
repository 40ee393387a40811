"""A load's writes: everything it writes begins at its number, everything it ends, ends at it.

A killed load is taken up again by loading the same delivery, or rolled back. Both are safe at any point: a record is
written with all its lines in one transaction, and what load N has done is recognised by known_from = N.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from graph.errors import StoreError
from graph.model.kinds import OPEN_END, the_model
from graph.store import statements
from graph.store.batches import batches
from graph.store.connection import Summary, Transaction
from graph.store.leases import Lease
from graph.store.records import Record
from graph.store.statements import Row, Shaped
from graph.store.states import Held

PUBLISH = """
MATCH (s:StateStore {id: 'store'}), (l:StateLoad {number: $number})
SET s.published = $number, l.status = 'published', l.report = $report
"""


@dataclass
class Prepared:
    """Records as rows of statements, and the things they need by kind."""

    things: dict[str, list[str]]
    shaped: Shaped


@dataclass
class Load:
    """The load with this number; `resumed` after an interruption, with the reason it was `accepted` for."""

    lease: Lease
    number: int
    source: str
    authority: str
    delivery: str
    resumed: bool = False
    accepted: str = ""
    _known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)

    def write_all(self, lots: Iterable[Shaped]) -> Iterator[int]:
        """Write lot by lot; yields nodes and relationships made. A lot is prepared while the last one is sent."""
        with ThreadPoolExecutor(1) as sender:
            sent: Future[int] | None = None
            for shaped in lots:
                prepared = self.prepare(shaped)
                if sent:
                    yield sent.result()
                sent = sender.submit(self._send, prepared)
            if sent:
                yield sent.result()

    def write(self, records: Iterable[Record]) -> int:
        """Create these records; returns the number of nodes and relationships made."""
        return self._send(self.prepare(self.shaped(records)))

    def shaped(self, records: Iterable[Record]) -> Shaped:
        shaped: Shaped = {}
        for record in records:
            statements.add_row(shaped, record, self.number)
        return shaped

    def prepare(self, shaped: Shaped) -> Prepared:
        """With the things that no earlier lot of this load has named."""
        things: dict[str, list[str]] = {}
        for shape, rows in shaped.items():
            for at, kind in enumerate(shape.ends):
                end, known = f"t{at}", self._known[kind]
                new = dict.fromkeys(row[end] for row in rows if row[end] not in known)
                known.update(new)
                things.setdefault(kind, []).extend(new)
        return Prepared(things, shaped)

    def _send(self, prepared: Prepared) -> int:
        """Things first, then one shape at a time; all of it is kept, or nothing."""
        told: Row = {"source": self.source, "authority": self.authority, "delivery": self.delivery}
        told |= {"known_from": self.number, "known_to": OPEN_END}

        def send(transaction: Transaction) -> int:
            made = 0
            for kind, ids in prepared.things.items():
                for some in batches(ids):
                    made += transaction.run(statements.merge_things(kind), ids=some).nodes_created
            for shape, rows in prepared.shaped.items():
                for batch in batches(rows):
                    done = transaction.run(statements.create(shape), rows=batch, **told)
                    made += _all_made(shape, done, len(batch))
            return made

        return self.lease.transact(send)

    def end(self, held: Mapping[str, Held]) -> None:
        """These versions end at this load: not told any more, or a newer version stands beside them."""
        nodes, lines = by_start(held)
        for kind, records in nodes.items():
            statement = statements.end_nodes(kind, thing_lines(kind))
            for some in batches(records):
                self.lease.write(statement, records=some, open=OPEN_END, number=self.number)
        for (kind, start), rows in lines.items():
            statement = statements.end_relationships(kind, start)
            for listed in batches(rows):
                self.lease.write(statement, rows=listed, number=self.number)

    def publish(self, report: str) -> None:
        """The one write that makes the load visible."""
        self.lease.write(PUBLISH, number=self.number, report=report)


def _all_made(shape: statements.Shape, done: Summary, rows: int) -> int:
    """A row whose end is missing is left out by the database without a word: so what it made is counted."""
    made, expected = done.nodes_created + done.relationships_created, (len(shape.lines) + 1) * rows
    nodes = rows if shape.kind in the_model().records else 0
    if made != expected or done.nodes_created != nodes:
        raise StoreError(
            f"{shape.kind}: {made} of {expected} nodes and lines would have been made, so an end is missing;"
            " nothing of these records was kept. Load the delivery again."
        )
    return made


def by_start(held: Mapping[str, Held]) -> tuple[dict[str, list[str]], dict[tuple[str, str], list[Row]]]:
    """Versions of record nodes by kind, and of relationships by kind and start: both can be found by an index."""
    nodes: dict[str, list[str]] = defaultdict(list)
    lines: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for key, version in held.items():
        record = f"{key}@{version.version}"
        if version.start is None:
            nodes[version.kind].append(record)
        else:
            lines[version.kind, version.start.kind].append({"id": version.start.id, "record": record})
    return nodes, lines


def thing_lines(kind: str) -> tuple[str, ...]:
    """The types of lines that a record of this kind may have at the thing it describes, not at itself."""
    model = the_model()
    if not (thing := model.kinds[kind].describes):
        return ()
    between = (name for name, spec in model.relationships.items() if not set(spec.ends[0]) & set(model.records))
    return tuple(name for name in between if any(thing in ends for ends in model.kinds[name].ends))
