"""The one door to the database: reads and writes in managed transactions, whichever engine answers.

Nothing runs outside a managed transaction: on the embedded engine a statement that fails half way by itself
keeps what it had done (engine.md, rule W3).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from neo4j import READ_ACCESS, Driver, ManagedTransaction, Query, Record, RoutingControl, SummaryCounters
from neo4j.time import Date, DateTime

from graph.errors import UsageError
from graph.settings import Settings
from graph.store import embedded
from graph.store.batches import check_size
from graph.store.ports import RETRY_SECONDS, explained, open_driver
from graph.store.secrets import read_private
from graph.store.tls import check_certificate

T = TypeVar("T")
Rows = list[dict[str, Any]]
EngineName = Literal["embedded", "neo4j"]


@dataclass(frozen=True)
class Summary:
    """What one statement changed, by the count of the server, and the rows it returned."""

    nodes_created: int
    nodes_deleted: int
    relationships_created: int
    relationships_deleted: int
    properties_set: int
    rows: Rows


def _native(value: Any) -> Any:
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if isinstance(value, list | tuple):
        return [_native(each) for each in value]
    if isinstance(value, dict):
        return {key: _native(each) for key, each in value.items()}
    return value


def _rows(records: list[Record]) -> Rows:
    return [_native(record.data()) for record in records]


def _summary(counters: SummaryCounters, records: list[Record]) -> Summary:
    return Summary(
        nodes_created=counters.nodes_created,
        nodes_deleted=counters.nodes_deleted,
        relationships_created=counters.relationships_created,
        relationships_deleted=counters.relationships_deleted,
        properties_set=counters.properties_set,
        rows=_rows(records),
    )


class Transaction:
    """Several statements that are kept together or not at all; it lives inside `Store.transact` only."""

    def __init__(self, managed: ManagedTransaction) -> None:
        self._managed = managed

    def run(self, statement: str, /, **parameters: Any) -> Summary:
        check_size(statement, parameters)
        result = self._managed.run(statement, parameters)
        records = list(result)
        return _summary(result.consume().counters, records)


class Store:
    """An open database. Every error of the driver leaves it as StoreError with one sentence."""

    def __init__(self, driver: Driver, settings: Settings, address: str, database: str, engine: EngineName) -> None:
        self._driver = driver
        self._address = address
        self._database = database
        self.settings = settings
        self.engine: EngineName = engine

    def read(self, statement: str, /, **parameters: Any) -> Rows:
        """Rows with Python's own dates. It may come from a replica; the embedded engine lets writes pass."""
        check_size(statement, parameters)
        with explained(self._address):
            records, _, _ = self._driver.execute_query(
                Query(statement), parameters, routing_=RoutingControl.READ, database_=self._database
            )
            return _rows(records)

    def columns(self, statement: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """The values of each row as the driver gives them: for long lists, which take their time to be looked through.

        No dates or moments may be asked for.
        """
        check_size(statement, parameters)
        with explained(self._address):
            records, _, _ = self._driver.execute_query(
                Query(statement), parameters, routing_=RoutingControl.READ, database_=self._database
            )
            return [tuple(record.values()) for record in records]

    def write(self, statement: str, /, **parameters: Any) -> Summary:
        check_size(statement, parameters)
        with explained(self._address):
            records, summary, _ = self._driver.execute_query(Query(statement), parameters, database_=self._database)
            return _summary(summary.counters, records)

    def stream(self, statement: str, /, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Rows one by one as the server sends them, for answers that would not fit into memory."""
        check_size(statement, parameters)
        with (
            explained(self._address),
            self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            for record in transaction.run(statement, parameters):
                yield _native(record.data())

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction. After a conflict it runs again: it may change the database only."""
        with explained(self._address), self._driver.session(database=self._database) as session:
            return session.execute_write(lambda managed: work(Transaction(managed)))

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(settings: Settings, retry_seconds: float = RETRY_SECONDS) -> Store:
    """Connect to the database of these settings, which must answer; no `uri` means the embedded engine."""
    if not settings.uri:
        engine = embedded.start(settings.data)
        return _connect(settings, engine.uri, (engine.user, engine.password), engine.database, retry_seconds)
    if settings.password_file is None:
        raise UsageError(f"No password for {settings.uri}: set EUREGRAPH_PASSWORD_FILE to a file with mode 600.")
    login = (settings.user, read_private(settings.password_file))
    return _connect(settings, settings.uri, login, settings.database, retry_seconds)


def _connect(settings: Settings, uri: str, login: tuple[str, str], database: str, retry_seconds: float) -> Store:
    with explained(uri):
        driver = open_driver(uri, *login, retry_seconds, settings.ca_file)
        try:
            if driver.encrypted:
                check_certificate(driver)
            agent = driver.execute_query("RETURN 1", database_=database).summary.server.agent
        except ValueError:
            driver.close()
            raise UsageError(f"EUREGRAPH_URI is {uri!r}: write it as bolt://host:port.") from None
        except BaseException:
            driver.close()
            raise
    engine: EngineName = "embedded" if "ArcadeDB" in agent else "neo4j"
    return Store(driver, settings, uri, database, engine)
