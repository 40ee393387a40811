"""One load at a time: a lease with owner, heartbeat and a fencing number that every write checks."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from graph.errors import StoreError
from graph.store.connection import Store, Summary, Transaction
from graph.store.ports import started_at

T = TypeVar("T")
STALE_SECONDS = 120
BEAT_SECONDS = 20

# each statement writes to the node before it looks: the lock of that write makes look and change one step
TAKE = """
MERGE (s:StateStore {id: 'store'})
SET s.asked = $owner
WITH s WHERE coalesce(s.lease, '') = '' OR s.fence = $steal OR coalesce(s.beat, 0) < $stale
SET s.lease = $owner, s.beat = $now, s.fence = coalesce(s.fence, 0) + 1
RETURN s.fence AS fence
"""
HOLDER = "MATCH (s:StateStore {id: 'store'}) RETURN s.lease AS owner, s.beat AS beat, s.fence AS fence"
BEAT = """
MATCH (s:StateStore {id: 'store'}) SET s.beat = $now
WITH s WHERE s.fence = $fence RETURN s.fence AS fence
"""
LET_GO = "MATCH (s:StateStore {id: 'store'}) WHERE s.fence = $fence SET s.lease = ''"


def _now() -> int:
    return int(datetime.now(UTC).timestamp())


def _owner() -> str:
    """Host, process, its start (with the pid it names one process for good), and which lease of it."""
    pid = os.getpid()
    return f"{socket.gethostname()}/{pid}/{started_at(pid)}/{uuid4().hex[:8]}"


def _gone(owner: str) -> bool:
    """Whether the owner was a process of this machine that has ended."""
    host, pid, started, _ = owner.split("/")
    return host == socket.gethostname() and str(started_at(int(pid))) != started


@dataclass
class Lease:
    """The right to write, until let go or 120 s without a heartbeat; each write is one."""

    store: Store
    fence: int
    _beaten: float = field(default_factory=time.monotonic)

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """One transaction that is kept only while this lease holds; StoreError once it was taken over."""

        def checked(transaction: Transaction) -> T:
            if not transaction.run(BEAT, fence=self.fence, now=_now()).rows:
                raise StoreError("Another process took over the right to load: this one writes nothing more.")
            return work(transaction)

        self._beaten = time.monotonic()
        return self.store.transact(checked)

    def write(self, statement: str, /, **parameters: Any) -> Summary:
        return self.transact(lambda transaction: transaction.run(statement, **parameters))

    def repeat(self, statement: str, /, **parameters: Any) -> int:
        """A statement that changes a bounded part of what it finds, until it finds nothing more; how much that was."""
        total = 0
        while changed := self.write(statement, **parameters).rows[0]["changed"]:
            total += int(changed)
        return total

    def keep(self) -> None:
        """A heartbeat for work that writes nothing; call it as often as you like."""
        if time.monotonic() - self._beaten > BEAT_SECONDS:
            self.transact(lambda transaction: None)

    def release(self) -> None:
        self.store.write(LET_GO, fence=self.fence)


def take_lease(store: Store) -> Lease:
    """The lease, or StoreError naming who holds it. One whose owner died on this machine is free at once."""
    held = store.read(HOLDER)
    owner = str(held[0]["owner"] or "") if held else ""
    steal = held[0]["fence"] if owner and _gone(owner) else -1
    now = _now()
    rows = store.write(TAKE, owner=_owner(), steal=steal, now=now, stale=now - STALE_SECONDS).rows
    if not rows:
        raise StoreError(f"Another load is running ({owner}). Wait until it ends, or end that process.")
    return Lease(store, int(rows[0]["fence"]))


@contextmanager
def leased(store: Store) -> Iterator[Lease]:
    """The lease for the length of a block; let go however the block ends."""
    lease = take_lease(store)
    try:
        yield lease
    except BaseException:
        with suppress(StoreError):  # the reason why the block failed says more
            lease.release()
        raise
    lease.release()
