"""What stands behind an address: a free port, the process that holds it, a database that answers or not."""

import logging
import os
import re
import select
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    CypherSyntaxError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreError, UsageError
from graph.store.tls import certificate_fault, transport

LOOPBACK = "127.0.0.1"
RETRY_SECONDS = 15.0
# what a full disk comes to: the first from the embedded engine, the others from Neo4j, which then takes nothing more
NOT_KEPT = {
    "Neo.ClientError.Transaction.TransactionNotFound",
    "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionStartFailed",
}
PLACE = re.compile(r"line \d+(:|, column )\d+")


def free_ports(count: int) -> list[int]:
    """Different ports on loopback that nothing listens on at this moment."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [int(each.getsockname()[1]) for each in sockets]


@dataclass(frozen=True)
class Server:
    """A server process: `started` in clock ticks since boot tells it from a later process with the same pid.

    `instance` is the name its database gave itself at its first start; empty until it has answered once.
    """

    pid: int
    started: int
    port: int
    instance: str = ""

    @property
    def uri(self) -> str:
        return f"bolt://{LOOPBACK}:{self.port}"

    def runs(self, word: str) -> bool:
        """Whether this very process lives and has `word` on its command line."""
        if started_at(self.pid) != self.started:
            return False
        try:
            return os.fsencode(word) in Path(f"/proc/{self.pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return False

    def begins(self, word: str, seconds: float) -> bool:
        """Wait for its words: while it execs it has none, as it has none while it ends; whether it `runs` then."""
        deadline = time.monotonic() + seconds
        while not self.runs(word) and started_at(self.pid) == self.started and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.runs(word)

    def end(self, word: str, seconds: float) -> bool:
        """SIGTERM, then SIGKILL; False where it had gone. Handle first, then check: no reused pid is hit."""
        try:
            handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return False
        try:
            if not self.runs(word):
                return False
            for order in (signal.SIGTERM, signal.SIGKILL):
                signal.pidfd_send_signal(handle, order)
                if select.select([handle], [], [], seconds)[0]:
                    return True
        finally:
            os.close(handle)
        raise StoreError(f"The server with pid {self.pid} does not end: look for a disk that does not answer.")


def started_at(pid: int) -> int | None:
    """Field 22 of /proc/PID/stat (proc(5)); none for a process that is gone or only waits to be collected."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def open_driver(
    uri: str, user: str, password: str, retry_seconds: float = RETRY_SECONDS, ca_file: Path | None = None
) -> Driver:
    """A driver that reports to nobody and logs nothing; the database is not asked yet."""
    address, secured = transport(uri, ca_file)
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # its warnings before a retry quote rows
    return GraphDatabase.driver(
        address,
        auth=(user, password),
        user_agent="euregraph/0.1.0",
        telemetry_disabled=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        max_transaction_retry_time=retry_seconds,
        connection_timeout=10.0,
        connection_acquisition_timeout=20.0,
        **secured,
    )


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Errors of the driver leave this block as StoreError without the server's text (it may quote rows).

    A certificate that is not accepted is a UsageError: settings or server must change before anything works.
    """
    try:
        yield
    except (Neo4jError, DriverError) as error:
        if fault := certificate_fault(error):
            raise UsageError(f"The database at {address} {fault}") from None
        raise StoreError(f"The database at {address} {_explain(error)}") from None


def _explain(error: Neo4jError | DriverError) -> str:
    """The end of the sentence. Of the server's text only a place in the statement is repeated.

    Even an error with the code SyntaxError may quote a row: Neo4j gives it to a text that is no date.
    """
    if isinstance(error, AuthError):
        return "refused user and password: check EUREGRAPH_USER and EUREGRAPH_PASSWORD_FILE."
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return "does not answer: check that it runs and that the address is right."
    if isinstance(error, CypherSyntaxError):
        place = PLACE.search(str(error))
        return f"does not understand a statement{f' ({place[0]})' if place else ''}."
    if isinstance(error, ConfigurationError):
        return f"cannot be reached in this way: {error}"
    if isinstance(error, Neo4jError) and error.code in NOT_KEPT:
        return (
            f"could keep nothing of a transaction ({error.code}): its disk or its memory may be full. Make room there,"
            " start a Neo4j anew, then do the same again."
        )
    what = error.code if isinstance(error, Neo4jError) else type(error).__name__
    return f"did not do what was asked ({what}); nothing of that transaction was kept."
