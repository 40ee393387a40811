"""Which categories need an identity row, and what the rows that refer to it allow (contracts.md, section 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.store.records import Record


@dataclass
class Referral:
    """Why an identity row may be written in a category: what it may be shared with, and until when it is needed.

    `told` is the last day where every row that refers to it names one itself.
    """

    share_with: tuple[str, ...]
    until: date
    told: date | None = None


@dataclass
class Referrals:
    """ref -> category -> why; filled by the rows that refer, read by the identity rows."""

    found: dict[str, dict[str, Referral]] = field(default_factory=dict)

    def note(self, ref: str, base: Record, told: date | None) -> None:
        """`base` refers to `ref`; `told` is the last day its row names."""
        said = base.compartment.share_with
        needs = self.found.setdefault(ref, {})
        known = needs.get(base.compartment.category)
        if known is None:
            needs[base.compartment.category] = Referral(said, base.retain_until, told)
            return
        known.until = max(known.until, base.retain_until)
        known.told = max(known.told, told) if known.told and told else None
        known.share_with = common(known.share_with, said)

    def of(self, ref: str) -> Mapping[str, Referral]:
        return self.found.get(ref, {})


def common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What two narrowings both allow; nothing named means that the policy alone decides."""
    if not one or not other:
        return one or other
    return tuple(sorted(set(one) & set(other))) or ("owner",)


def narrowed(values: dict[str, Any], referral: Referral) -> dict[str, Any]:
    """An identity row takes the share_with of the rows that refer to it; its own value can only narrow it."""
    told = {
        "share_with": common(tuple(values.get("share_with", ())), referral.share_with),
        "retention_until": referral.told,
    }
    return values | {name: value for name, value in told.items() if value}
