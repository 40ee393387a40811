"""What is absent from a delivery, by the rule of its kind; and what the delivery as a whole should have met."""

from dataclasses import dataclass, field
from datetime import date

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


def absent(spec: SourceSpec, delivery: Delivery, taken: Taken) -> Absent:
    """A complete delivery tells by silence, a partial one by removals only."""
    gone = taken.vanished() if delivery.complete else {key: taken.state.before[key] for key in taken.removed}
    found = Absent()
    for key, held in gone.items():
        rule = _rule(spec, key)
        if rule == "nothing":
            continue
        (found.ended if rule == "ended" else found.withdrawn)[key] = held
    return found


def _rule(spec: SourceSpec, key: str) -> str:
    kind = key.split("/")[2]
    return "withdrawn" if kind == "same" else spec.vanish(kind)


def broken(spec: SourceSpec, delivery: Delivery, taken: Taken, gone: Absent, newest: date | None = None) -> list[str]:
    """The expectations that do not hold, in words; computed before the first write.

    `newest`: the day of the newest delivery of this source and authority that is loaded already.
    """
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
    if newest and delivery.extracted_on < newest and (delivery.complete or spec.ordered):
        found.append(f"it is of {delivery.extracted_on}, older than what is loaded already ({newest})")
    return found
