"""In which compartments an identity row is needed, and until when (contracts.md, section 2).

An identity row is written once for each compartment of the rows that refer to it. So a row that somebody may not read
neither narrows nor keeps alive, nor so much as changes, what he may read of the person it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.model.compartments import Compartment
from graph.store.records import Record


@dataclass
class Referral:
    """What the rows of one compartment say together: needed until the last one ends, as new as the newest.

    `told` are the days that the rows name themselves, where every row names one; days that follow from the delivery
    are left out of content hashes.
    """

    compartment: Compartment
    until: date
    collected_on: date
    told: tuple[date | None, date | None]


@dataclass
class Referrals:
    """ref -> id of a compartment -> why; filled by the rows that refer, read by the identity rows."""

    found: dict[str, dict[str, Referral]] = field(default_factory=dict)

    def note(self, ref: str, base: Record, until: date | None, collected_on: date | None) -> None:
        """`base` refers to `ref`; `until` and `collected_on` are what its row names itself."""
        needs = self.found.setdefault(ref, {})
        known = needs.get(base.compartment.id)
        if known is None:
            told = until, collected_on
            needs[base.compartment.id] = Referral(base.compartment, base.retain_until, base.collected_on, told)
            return
        known.until = max(known.until, base.retain_until)
        known.collected_on = max(known.collected_on, base.collected_on)
        known.told = _later(known.told[0], until), _later(known.told[1], collected_on)

    def of(self, ref: str) -> Mapping[str, Referral]:
        return self.found.get(ref, {})


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else None
