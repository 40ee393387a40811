"""What tests of the database share beside the store."""

from collections.abc import Iterator

import pytest

from graph.access.audit import AuditLog
from graph.store.connection import Store


@pytest.fixture
def log(store: Store) -> Iterator[AuditLog]:
    opened = AuditLog(store, store.settings)
    yield opened
    opened.close()
