"""In which compartments an identity row is needed, and until when (contracts.md, section 2).

An identity row is written once for each compartment of the rows that refer to it. So a row that somebody may not read
neither narrows nor keeps alive, nor so much as changes, what he may read of the person it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.model.compartments import Compartment
from graph.store.records import Record


@dataclass
class Referral:
    """What the rows of one compartment say together: needed until the last one ends, as new as the newest.

    `told` are the days that the rows name themselves, where every row names one; days that follow from the delivery
    are left out of content hashes. `notice`: they lie in the open only because they were published, so the identity
    row is told as far as a notice names it; in a register that is open by itself it stands with all it says.
    """

    compartment: Compartment
    until: date
    collected_on: date
    told: tuple[date | None, date | None]
    notice: bool = False

    def join(self, until: date, collected_on: date, notice: bool, *told: date | None) -> None:
        """Another row of this compartment that needs the same; `told` as above."""
        self.until = max(self.until, until)
        self.collected_on = max(self.collected_on, collected_on)
        self.notice &= notice
        self.told = _later(self.told[0], told[0]), _later(self.told[1], told[1])


@dataclass
class Referrals:
    """ref -> id of a compartment -> why; filled by the rows that refer, read by the identity rows."""

    found: dict[str, dict[str, Referral]] = field(default_factory=dict)

    def note(self, ref: str, base: Record, notice: bool, until: date | None, collected_on: date | None) -> None:
        """`base` refers to `ref`; `until` and `collected_on` are what its row names itself, `notice` as above."""
        needs = self.found.setdefault(ref, {})
        known = needs.get(base.compartment.id)
        if known is None:
            told = until, collected_on
            needs[base.compartment.id] = Referral(base.compartment, base.retain_until, base.collected_on, told, notice)
            return
        known.join(base.retain_until, base.collected_on, notice, until, collected_on)

    def follow(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Whoever needs an identity row needs the rows that it names, and those that they name: a house in a park."""
        for ref, needs in [(ref, dict(self.found[ref])) for ref in names if ref in self.found]:
            for other in _reached(ref, names):
                self._join(other, needs)

    def add(self, others: "Referrals") -> None:
        """What the rows of another share refer to."""
        for ref, needs in others.found.items():
            self._join(ref, needs)

    def _join(self, ref: str, needs: Mapping[str, Referral]) -> None:
        mine = self.found.setdefault(ref, {})
        for name, why in needs.items():
            if known := mine.get(name):
                known.join(why.until, why.collected_on, why.notice, *why.told)
            else:
                mine[name] = replace(why)

    def of(self, ref: str) -> Mapping[str, Referral]:
        return self.found.get(ref, {})


def _reached(ref: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What a row names, and what that names, however far; never the row itself, even where they go round."""
    found = [ref]
    for one in found:
        found += [other for other in names.get(one, ()) if other not in found]
    return found[1:]


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else None
