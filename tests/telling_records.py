"""The records of rows of one delivery, as the import tells them: no database, fixed keys."""

from datetime import date
from pathlib import Path

from graph.resolve.country_keys import read_keys
from graph.store.records import Record
from ingest.mapping import Mapper
from ingest.rows import Delivery, Row
from ingest.spec import source
from ingest.things import Things
from tests.golden_records import fixed_keys


def told(name: str, authority: str, rows: dict[str, list[dict[str, str]]], work: Path) -> list[Record]:
    """Facts first, then the identity rows in the compartments that need them; every row must pass its check."""
    if not (work / "keys").exists():
        fixed_keys(work / "keys")
    spec = source(name)
    things = Things(name, authority, spec.country, read_keys(work / "keys"))
    mapper = Mapper(spec, Delivery(name, authority, "made up", date(2026, 6, 1), True, True, "law"), things)
    listed = [
        (spec.kind(kind), Row(kind, f"{kind}.csv", line, row))
        for kind, all_rows in rows.items()
        for line, row in enumerate(all_rows, start=2)
    ]
    checked = []
    for kind, row in listed:
        values, reasons = spec.checker(kind.kind).check(row, row.values)
        assert values is not None, reasons
        checked.append((kind, row, values))
        if kind.identity:
            things.identify(kind.identity, values[kind.key[0]], values)
    found = [
        record for kind, row, values in checked if not kind.identity for record in mapper.records(kind, row, values)
    ]
    mapper.referred.follow(mapper.things.named_by)
    mapper.needed = mapper.referred
    for kind, row, values in checked:
        if kind.identity:
            found += mapper.identity(kind, row, values, things.refs[values[kind.key[0]]])
    return found
