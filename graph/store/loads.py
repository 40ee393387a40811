"""The register of loads and of compartments: what was loaded, what is visible, what is unfinished."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, NamedTuple

from graph.errors import StoreError
from graph.model.compartments import Compartment
from graph.store.batches import batches
from graph.store.connection import Store
from graph.store.leases import Lease
from graph.store.writer import Load

Status = Literal["published", "stopped", "running", "rolling back", "rolled back"]
UNFINISHED = """
MATCH (l:StateLoad) WHERE l.status IN ['running', 'rolling back']
RETURN l.number AS number, l.source AS source, l.authority AS authority, l.fingerprint AS fingerprint,
  l.delivery AS delivery, l.status AS status, l.accepted AS accepted
"""
NUMBER = "MATCH (l:StateLoad) RETURN coalesce(max(l.number), 0) + 1 AS number"
BEGIN = """
MERGE (l:StateLoad {number: $number})
ON CREATE SET l.source = $source, l.authority = $authority, l.fingerprint = $fingerprint, l.delivery = $delivery,
  l.extracted_on = $extracted_on, l.complete = $complete, l.categories = $categories, l.status = $status,
  l.serial = $serial, l.report = $report, l.accepted = $accepted, l.withdrew = '', l.wrote = $wrote, l.tells = $tells
"""
PUBLISHED = "MATCH (s:StateStore {id: 'store'}) RETURN coalesce(s.published, 0) AS number"
LOADS = """
MATCH (l:StateLoad) RETURN l.number AS number, l.source AS source, l.authority AS authority,
  l.delivery AS delivery, l.extracted_on AS extracted_on, l.complete AS complete, l.status AS status,
  l.report AS report, l.fingerprint AS fingerprint
ORDER BY l.number
"""
EARLIER = """
MATCH (l:StateLoad) WHERE l.status = 'published' AND l.source = $source AND l.authority = $authority
RETURN l.extracted_on AS day, l.complete AS complete, l.serial AS serial ORDER BY l.number
"""
# the order of the fields of Compartment
COMPARTMENT = """ RETURN c.id AS id, c.authority AS authority, c.source AS source,
  c.category AS category, c.handling AS handling, c.confidentiality AS confidentiality,
  c.purposes AS purposes, c.share_with AS share_with, c.status AS status, c.case AS case, c.file AS file
"""
COMPARTMENTS = "MATCH (c:StateCompartment)" + COMPARTMENT
NAMED = "UNWIND $ids AS one MATCH (c:StateCompartment) WHERE c.id = one" + COMPARTMENT
FOR_CASE = "UNWIND $only AS one MATCH (c:StateCompartment) WHERE c.only = one" + COMPARTMENT
KEEP_COMPARTMENTS = """
UNWIND $rows AS r MERGE (c:StateCompartment {id: r.id})
ON CREATE SET c.made_by = $number, c.authority = r.authority, c.source = r.source, c.category = r.category,
  c.handling = r.handling, c.confidentiality = r.confidentiality, c.purposes = r.purposes,
  c.share_with = r.share_with, c.status = r.status, c.case = r.case, c.file = r.file, c.only = r.only
"""


@dataclass(frozen=True)
class Told:
    """What the register of loads says of a delivery; the fingerprint tells one delivery from another.

    `categories` are those that its files may tell of, and `tells` what its source says that they tell (directors, days
    of insolvencies), whichever rows they hold; `serial` its number among deliveries that build on each other, 0 where
    it has none.
    """

    source: str
    authority: str
    delivery: str
    fingerprint: str
    extracted_on: date
    complete: bool
    categories: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    serial: int = 0


class Earlier(NamedTuple):
    """The published deliveries of a source and authority: day of the newest, serial of the last, whether one was whole.

    `serial` is None where none is loaded, or where the last one was loaded before serials were noted.
    """

    newest: date | None
    serial: int | None
    whole: bool


def published(store: Store) -> int:
    """The number of the last published load; 0 before the first."""
    rows = store.read(PUBLISHED)
    return int(rows[0]["number"]) if rows else 0


def earlier_deliveries(store: Store, source: str, authority: str) -> Earlier:
    rows = store.read(EARLIER, source=source, authority=authority)
    newest = max((row["day"] for row in rows), default=None)
    return Earlier(newest, rows[-1]["serial"] if rows else None, any(row["complete"] for row in rows))


def next_number(store: Store) -> int:
    return int(store.read(NUMBER)[0]["number"])


def prepare_load(store: Store, lease: Lease, told: Told) -> Load:
    """The load of a delivery, nothing written yet: a new one, or the unfinished one of this very delivery."""
    rows = store.read(UNFINISHED)
    found: dict[str, Any] = rows[0] if rows else {"number": next_number(store), "accepted": ""}
    if rows and (found["status"] != "running" or _unlike(found, told)):
        finish = "load it again to finish it, or " if found["status"] == "running" else ""
        raise StoreError(
            f"Load {found['number']} of {found['source']} ({found['delivery']}) is {_state(found)}: {finish}"
            f"take it back with `euregraph ingest rollback {found['number']}`."
        )
    number, accepted = int(found["number"]), str(found["accepted"])
    return Load(lease, number, told.source, told.authority, told.delivery, bool(rows), accepted)


def _unlike(row: dict[str, Any], told: Told) -> bool:
    named = told.source, told.authority, told.fingerprint
    return (row["source"], row["authority"], row["fingerprint"]) != named


def _state(row: dict[str, Any]) -> str:
    return "unfinished" if row["status"] == "running" else "half taken back"


def begin(load: Load, told: Told, accepted: str, wrote: Iterable[str] | None = None) -> None:
    """Note the load before its first write; from here on it can be finished or taken back only.

    `wrote`: the places (`Shape.place`) where it may write records; None where that is not known.
    """
    _note(load, told, "running", accepted, "", None if wrote is None else sorted(wrote))


def note_stopped(load: Load, told: Told, report: str) -> None:
    """Note a load that wrote nothing: what it should have met did not hold."""
    _note(load, told, "stopped", "", report, [])


def _note(load: Load, told: Told, status: Status, accepted: str, report: str, wrote: list[str] | None) -> None:
    values = {name: getattr(told, name) for name in told.__dataclass_fields__}
    values |= {"categories": list(told.categories), "tells": list(told.tells)}
    load.lease.write(BEGIN, number=load.number, status=status, accepted=accepted, report=report, wrote=wrote, **values)


def compartment_row(compartment: Compartment) -> dict[str, Any]:
    row = {f.name: getattr(compartment, f.name) for f in fields(compartment)}
    told = {name: list(v) if isinstance(v, tuple) else v for name, v in row.items()}
    return told | {"id": compartment.id, "only": compartment.only}


def keep_compartments(load: Load, compartments: Iterable[Compartment]) -> None:
    """Each application with an integrity file has one of its own, so there may be thousands."""
    for rows in batches(map(compartment_row, compartments)):
        load.lease.write(KEEP_COMPARTMENTS, rows=rows, number=load.number)


def read_compartments(store: Store) -> dict[str, Compartment]:
    """Every compartment of the store by its id."""
    return _compartments(store.columns(COMPARTMENTS))


def named_compartments(store: Store, ids: Iterable[str]) -> dict[str, Compartment]:
    return _compartments(row for some in batches(ids) for row in store.columns(NAMED, ids=some))


def compartments_for(store: Store, only: Iterable[str]) -> dict[str, Compartment]:
    """The compartments that are for all, and those that are only for these cases and applications."""
    return _compartments(store.columns(FOR_CASE, only=sorted({"", *only})))


def _compartments(rows: Iterable[tuple[Any, ...]]) -> dict[str, Compartment]:
    """From rows of an id and the fields in their order: a View reads hundreds, so they are not made into maps first."""
    return {str(row[0]): _compartment(row[1:]) for row in rows}


def _compartment(told: Iterable[Any]) -> Compartment:
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in told]
    return Compartment(*values)
