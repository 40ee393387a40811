"""The first pass in several processes: each takes its share of the rows and passes over the others.

Rows with one key fall into one share, so what one row means for another one (repeated, contradicted) stays within it.
Every process reads all of the delivery in the same order, so that places in it compare from share to share.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar
from zlib import crc32

from graph.errors import EuregraphError, StoreError

T = TypeVar("T")
MOST = 4
LEAST_BYTES = 300_000  # a smaller delivery is read before a second process has begun
TICK = 1_000

Told = Callable[[int], None]


@dataclass
class Share:
    """Share `index` of `of`; `position` is the place in the delivery, `told` hears of it now and then."""

    index: int = 0
    of: int = 1
    position: int = 0
    told: Told = lambda _: None

    def step(self) -> None:
        """The next row (or entity of a register), whoever takes it."""
        self.position += 1
        if self.position % TICK == 0:
            self.told(self.position)

    def mine(self, key: str) -> bool:
        """Whether the row with this key, the next one of the delivery, falls into this share."""
        self.step()
        return self.holds(key)

    def holds(self, key: str) -> bool:
        """Whether a key falls into this share, wherever it stands in the delivery."""
        return self.of == 1 or crc32(key.encode("utf-8", "surrogateescape")) % self.of == self.index

    def first(self) -> bool:
        """Whether what belongs to no key, the next one of the delivery, falls into this share."""
        self.step()
        return self.index == 0


def shares(size: int) -> int:
    """In how many a delivery of so many bytes is taken. A fork beside other threads may hang, so these forbid it."""
    if size < LEAST_BYTES or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def take(parts: Sequence[Share], work: Callable[[Share], T], told: Told) -> list[T]:
    """What `work` makes of each share; more than one share is worked on in processes of their own.

    An EuregraphError or OSError of a process is raised here; a process that was ended is a StoreError.
    """
    if len(parts) == 1:
        parts[0].told = told
        return [work(parts[0])]
    found: dict[int, T] = {}
    with _processes(parts, work) as (pipes, positions):
        while len(found) < len(parts):
            connection.wait([pipe for n, pipe in enumerate(pipes) if n not in found], timeout=1)
            for index in [n for n, pipe in enumerate(pipes) if n not in found and pipe.poll()]:
                found[index] = _received(pipes[index])
            told(min(positions))
    return [found[n] for n in range(len(parts))]


@contextmanager
def _processes(parts: Sequence[Share], work: Callable[[Share], Any]) -> Iterator[tuple[list[Connection], Any]]:
    """A process for each share, and how far each is; however the block ends, none of them is left."""
    context = get_context("fork")
    positions = context.RawArray("q", len(parts))
    started: list[ForkProcess] = []
    pipes: list[Connection] = []
    try:
        for share in parts:
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=_run, args=(there, work, share, positions, os.getpid()), daemon=True)
            process.start()
            there.close()
            started.append(process)
            pipes.append(here)
        yield pipes, positions
    finally:
        for process in started:
            process.kill()
            process.join()
        for pipe in pipes:
            pipe.close()


def _received(pipe: Connection) -> Any:
    try:
        found = pipe.recv()
    except EOFError:
        raise StoreError(
            "A process that read the rows was ended before it had read them all, and nothing was written:"
            " see that the machine has memory left, then load the delivery again."
        ) from None
    if isinstance(found, Exception):
        raise found
    return found


def _run(pipe: Connection, work: Callable[[Share], Any], share: Share, positions: Any, parent: int) -> None:
    """In the process of a share. Ctrl-C is for the parent, which ends its processes; without it they end themselves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # rows form no rings, and the process is short

    def told(position: int) -> None:
        positions[share.index] = position
        if os.getppid() != parent:
            os._exit(1)

    share.told = told
    try:
        found = work(share)
    except (EuregraphError, OSError) as error:
        found = error
    pipe.send(found)
