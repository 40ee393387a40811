"""The content hash of a record: what was told, not when the delivery was made."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from graph.store.records import Record
from ingest.contract.kind import VERSION


def sealed(record: Record, values: Mapping[str, Any]) -> Record:
    """The record with its hash; the contract's version is in it, so that a changed rule reaches old rows."""
    content = (
        VERSION,
        record.kind,
        record.properties,
        record.lines,
        record.ends,
        record.compartment.id,
        record.since,
        record.until,
        record.grade,
        values.get("collected_on"),
        values.get("retention_until"),
    )
    record.hash = blake2b(repr(content).encode(), digest_size=8).hexdigest()
    return record
