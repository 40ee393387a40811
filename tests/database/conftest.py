"""What tests of the database share beside the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access.audit import AuditLog
from graph.store import embedded
from graph.store.connection import Store
from ingest.region.demo import demo


@pytest.fixture
def log(store: Store) -> Iterator[AuditLog]:
    opened = AuditLog(store, store.settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder as `euregraph demo` leaves it: loaded once for the pages whose commands run on it."""
    data = tmp_path_factory.mktemp("demonstration") / "data"
    demo(data, serve=False)
    yield data
    embedded.stop(data)
