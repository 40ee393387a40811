"""Examples of patterns as records of the graph: rows of the contracts through the import's check and mapping.

An example names its rows per "<source>/<authority>" and kind. A register's rows are given as contract kinds,
so that an example reads the same whatever format the register has.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path

import yaml

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.grants import grant_records
from graph.access.opening import open_view
from graph.access.purposes import purpose_of
from graph.access.view import View
from graph.errors import UsageError
from graph.model.kinds import OPEN_END
from graph.patterns.patterns import Example
from graph.resolve.country_keys import read_keys
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.leases import leased
from graph.store.loads import Told, begin, keep_compartments, prepare_load
from graph.store.records import Record
from ingest.contract.check import Checker
from ingest.mapping import Mapper
from ingest.rows import Delivery, Row
from ingest.spec import source
from ingest.things import Identified, Things
from tests.signing import signed_by_two

DEFAULTS = Path(__file__).parents[1] / "ingest" / "region" / "defaults.yaml"
PURPOSES = {"investigator": "criminal_investigation"}
RECORDS = "MATCH (x) WHERE x.key IN $keys AND x.known_to = $open RETURN DISTINCT x.record AS record ORDER BY record"


def records_of(example: Example, keys_folder: Path) -> list[Record]:
    """Every record of the example's rows, as the import makes it; deliveries in the order they are given.

    UsageError for a row that the import would refuse, or an identity row that nothing refers to.
    """
    found: list[Record] = []
    for told, kinds in example.given.items():
        found += _delivered(told, kinds, date.fromisoformat(example.as_of), keys_folder)
    return found


def _delivered(told: str, kinds: dict[str, list[dict[str, str]]], day: date, keys_folder: Path) -> Iterator[Record]:
    name, _, authority = told.partition("/")
    spec = source(name)
    delivery = Delivery(name, authority, "example", day, True, True, "made up", _defaults(name))
    mapper = Mapper(spec, delivery, Things(name, authority, spec.country, read_keys(keys_folder)))
    typed = [row for kind, rows in kinds.items() for row in _typed(mapper, kind, rows)]
    identities = [row for row in typed if spec.kind(row[0]).identity]
    known: list[Identified] = []
    for kind, _, values in identities:
        ref = str(values[spec.kind(kind).key[0]])
        known.append(mapper.things.identify(spec.kind(kind).identity, ref, values))
    for kind, row, values in typed:
        if not spec.kind(kind).identity:
            yield from mapper.records(spec.kind(kind), row, values)
    mapper.referred.follow(mapper.things.named_by)
    mapper.needed = mapper.referred
    for (kind, row, values), thing in zip(identities, known, strict=True):
        made = list(mapper.identity(spec.kind(kind), row, values, thing))
        if not made:
            raise UsageError(f"example of {told}: {kind} row {row.line} is referred to by nothing: leave it out.")
        yield from made


def _defaults(name: str) -> dict[str, str]:
    """What every row of a delivery says of itself; a register says nothing."""
    known = yaml.load(DEFAULTS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return dict(known.get(name, {}))


def _typed(mapper: Mapper, kind: str, rows: list[dict[str, str]]) -> Iterator[tuple[str, Row, dict[str, object]]]:
    rule = mapper.spec.kinds.get(kind)
    if rule is None:
        known = ", ".join(mapper.spec.kinds)
        raise UsageError(f"example: {mapper.spec.source} delivers no {kind}: give one of {known}.")
    checker = Checker(mapper.spec.kind(kind), frozenset(rule.relaxed))
    for line, told in enumerate(rows, start=2):
        row = Row(kind, f"{kind}.csv", line, {**mapper.delivery.defaults, **told})
        values, reasons = checker.check(row, row.values)
        if values is None:
            said = "; ".join(f"{reason.field}: {reason.reason}" for reason in reasons)
            raise UsageError(f"example of {mapper.spec.source}: {kind} row {line} is refused ({said}).")
        yield kind, row, values


def load_records(store: Store, records: Iterable[Record]) -> None:
    """Write the records as one published load per source and authority, in the order in which they come."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        groups[record.compartment.source, record.compartment.authority].append(record)
    for (name, authority), told in groups.items():
        _load(store, name, authority, list({record.key: record for record in told}.values()))


def _load(store: Store, name: str, authority: str, records: Sequence[Record]) -> None:
    print_ = blake2b("|".join(record.key + record.hash for record in records).encode(), digest_size=8).hexdigest()
    day = max(record.collected_on for record in records)
    spec = source(name)
    told = Told(name, authority, "example", print_, day, True, spec.categories(spec.kinds), spec.tells(spec.kinds))
    with leased(store) as lease:
        load = prepare_load(store, lease, told)
        begin(load, told, "")
        keep_compartments(load, {record.compartment.id: record.compartment for record in records}.values())
        load.write(records)
        load.publish("")


@contextmanager
def view_for(store: Store, settings: Settings, example: Example) -> Iterator[View]:
    """A View of the example's account in a new case about what it types; the records of `grant` are released.

    Today is the example's day, so that its deliveries are fresh.
    """
    day, who = date.fromisoformat(example.as_of), account(example.account)
    purpose = PURPOSES.get(who.role, "permit_screening")
    basis = purpose_of(who.country, purpose).bases[0]
    case = open_case(store, who, purpose, basis, example.case_number, example.case_number, day)
    if who.role == "investigator":
        signed_by_two(store, who, case, "gang_data", "police", day)
    for key in example.grant:
        _grant(store, case.id, key, day)
    audit = AuditLog(store, settings)
    try:
        yield open_view(store, audit, who, case, day)
    finally:
        audit.close()


def _grant(store: Store, case: str, key: str, day: date) -> None:
    """Its owner releases the record of this key (source/authority/kind/what makes it unique)."""
    records = [row["record"] for row in store.read(RECORDS, keys=[key], open=OPEN_END)]
    if not records:
        raise UsageError(f"example: no record has the key {key}: a grant names one as source/authority/kind/number.")
    owner = key.split("/")[1]
    steward = Account(id=f"steward of {owner}", name="Steward", role="steward", authority=owner)
    grant_records(store, steward, case, records, day, day)
