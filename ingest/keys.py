"""What makes a row unique among the rows of its source, authority and kind, as text."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ingest.contract.kind import KindSpec
from ingest.contract.values import READERS

WRITTEN = {"decimal", "integer", "vat", "keyed_hash"}  # written in several ways that mean one value


def row_key(kind: KindSpec, values: Mapping[str, Any]) -> str:
    """Its record_id, else the values of its key columns; the same for a typed row and for the row as delivered.

    Beside a record_id the day or period of a periodic kind counts.
    """
    own = values.get("record_id")
    told = (one_text(kind, column, values.get(column, "")) for column in (kind.periodic if own else kind.key))
    return "|".join([own, *told] if own else told)


def one_text(kind: KindSpec, column: str, value: Any) -> str:
    """`1000` and `1000.00` are one amount, and a number with or without points is one number."""
    if isinstance(value, str) and (kind_of := kind.columns[column].type) in WRITTEN:
        with suppress(ValueError):
            value = READERS[kind_of](value)
    return str(value)
