"""What is absent from a delivery, by the rule of its kind; and what the delivery as a whole should have met."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.store.changes import things_of
from graph.store.connection import Store
from graph.store.loads import Earlier
from graph.store.states import Held
from ingest.rows import Delivery
from ingest.spec import SourceSpec
from ingest.taken import Taken


@dataclass(frozen=True)
class Absent:
    """Versions that end (a former director stays one) and versions that are withdrawn."""

    ended: dict[str, Held] = field(default_factory=dict)
    withdrawn: dict[str, Held] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ended) + len(self.withdrawn)


def absent(store: Store, spec: SourceSpec, delivery: Delivery, taken: Taken) -> Absent:
    """A complete delivery tells by silence, a partial one by removals only."""
    gone = taken.vanished() if delivery.complete else taken.taken_away()
    spared = _spared(store, taken, gone)
    found = Absent()
    for key, held in gone.items():
        rule = "nothing" if key in spared else _rule(spec, key)
        if rule == "nothing":
            continue
        (found.ended if rule == "ended" else found.withdrawn)[key] = held
    return found


def _spared(store: Store, taken: Taken, gone: Mapping[str, Held]) -> set[str]:
    """Each SAME_AS that a row which stands unread may still say: one at a thing of that row."""
    same = {key: held for key, held in gone.items() if _kind(key) == "same"}
    if taken.unread or not same:
        return set(same) if taken.unread else set()
    standing = {key: held for key, held in taken.state.before.items() if key.partition("#")[0] in taken.kept}
    named = things_of(store, standing)
    return {key for key, held in same.items() if held.start and held.start.id in named}


def _kind(key: str) -> str:
    return key.split("/")[2]


def _rule(spec: SourceSpec, key: str) -> str:
    kind = _kind(key)
    return "withdrawn" if kind == "same" else spec.vanish(kind)


def broken(spec: SourceSpec, delivery: Delivery, taken: Taken, gone: Absent, earlier: Earlier) -> list[str]:
    """The expectations that do not hold, in words; computed before the first write."""
    expect, report = spec.expect, taken.report
    refused = report.total("refused") / max(report.read, 1)
    open_before = sum(not held.vanished for held in taken.state.before.values())
    share = len(gone) / max(open_before, 1)
    found = []
    if report.read < expect.rows_min:
        found.append(f"{report.read} rows read, at least {expect.rows_min} expected")
    if refused > expect.refused_share_max:
        found.append(f"{refused:.1%} of the rows refused, at most {expect.refused_share_max:.1%} expected")
    if delivery.complete and share > expect.vanished_share_max:
        found.append(f"{share:.1%} of the records vanished, at most {expect.vanished_share_max:.1%} expected")
    if earlier.newest and delivery.extracted_on < earlier.newest and (delivery.complete or spec.ordered):
        found.append(f"it is of {delivery.extracted_on}, older than what is loaded already ({earlier.newest})")
    if spec.ordered and not delivery.complete:
        found += _out_of_order(delivery.serial, earlier)
    return found


def _out_of_order(serial: int, earlier: Earlier) -> list[str]:
    """An update tells what changed since the one before it: without that one the graph has holes nobody sees.

    The last one loaded once more is no fault; it writes nothing.
    """
    found = [] if earlier.whole else ["it is an update, and no full set is loaded before it"]
    if earlier.serial is not None and serial not in {earlier.serial, earlier.serial + 1}:
        found.append(f"it is number {serial}; after number {earlier.serial} comes number {earlier.serial + 1}")
    return found
