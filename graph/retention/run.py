"""A retention run: what is due is listed, logged and erased. Safe to be killed anywhere, and repeated."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.access.audit import AuditLog
from graph.access.erasure import erase_files
from graph.retention.backups import Made, due_backups, erase_backup
from graph.retention.exports import Export, due_exports, erase_export, read_exports
from graph.retention.lists import Lists, due_lists, erase_lists
from graph.retention.recipients import keep_notices, recipients_of
from graph.retention.released import Released, due_state, erase_state
from graph.retention.terms import unsettled
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.erasure import DueRecords, due_records, erase_expired, erase_withdrawn, withdrawn_keys
from graph.store.leases import Lease, leased
from graph.store.withdrawal import sweep_withdrawn

WHO, SUBJECT = "command line", "retention"


@dataclass(frozen=True)
class Due:
    """What a run on a day erases."""

    records: DueRecords
    lists: Lists
    exports: list[Export]
    backups: list[Made]
    state: Released

    def counts(self) -> dict[str, Any]:
        """Kind -> how many: never which."""
        files = {"refused row lists": len(self.lists.refused), "load reports": len(self.lists.reports)}
        files |= {"exports": len(self.exports), "backups": len(self.backups), "closed cases": len(self.state.cases)}
        files |= {label: len(ids) for label, ids in self.state.nodes.items()}
        return {
            "expired": self.records.expired,
            "withdrawn": self.records.withdrawn,
            "kept": {name: number for name, number in files.items() if number},
        }


@dataclass
class Done:
    """What was erased, in the words of `Due.counts`; `left` says what could not be, `notices` whom there is to tell."""

    counts: dict[str, Any]
    notices: int = 0
    left: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)


def find_due(store: Store, settings: Settings, today: date) -> Due:
    return Due(
        due_records(store, today),
        due_lists(store, settings, today),
        due_exports(read_exports(store), today),
        due_backups(store, settings, today),
        due_state(store, today),
    )


def run_retention(store: Store, settings: Settings, log: AuditLog, today: date) -> Done:
    """The whole run, under the lease: no load and no other run beside it.

    The log tells first what is due, and last what was erased: of a run that was killed the first line remains. Whoever
    received a withdrawn record is noted before it goes.
    """
    with leased(store) as lease:
        sweep_withdrawn(lease)
        due = find_due(store, settings, today)
        log.write(WHO, "", "retention due", SUBJECT, {"day": today, **due.counts()})
        notices = recipients_of(store, withdrawn_keys(store, due.records.withdrawn), "withdrawn")
        keep_notices(lease, notices, today)
        withdrawn = erase_withdrawn(lease, today, due.records.withdrawn)
        expired = erase_expired(lease, today, due.records.expired)
        files = erase_files(lease)
        left = list(_erase_kept(lease, due))
        told = due.counts() | {"withdrawn": withdrawn, "expired": expired}
        if files:
            told["kept"]["integrity files told again"] = files
        log.write(WHO, "", "retention run", SUBJECT, {"day": today, **told, "left": left})
    return Done(told, len(notices), left, unsettled(today))


def _erase_kept(lease: Lease, due: Due) -> Iterator[str]:
    """Files and state; yields what could not be erased."""
    erase_lists(lease, due.lists)
    for export in due.exports:
        erase_export(lease.store, export)
    for made in due.backups:
        if said := erase_backup(lease.store, made):
            yield said
    erase_state(lease, due.state)


def total(counts: dict[str, Any]) -> int:
    return sum(sum(Counter(part).values()) for part in counts.values())
