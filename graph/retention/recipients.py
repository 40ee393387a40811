"""Who had received a record that does not hold any more, so that they are told (GDPR art. 19; safeguards.md, row 12).

A recipient is who an export with the record went to, whose case it was released to, and with whom that case is shared.
A record is meant with all its versions: its key.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Literal

from graph.retention.exports import read_exports
from graph.store.batches import batches
from graph.store.connection import Store
from graph.store.disputes import row_of
from graph.store.erasure import withdrawn_keys
from graph.store.leases import Lease

How = Literal["export", "grant", "shared case"]
GRANTS = """
MATCH (g:StateGrant) MATCH (c:StateCase) WHERE c.id = g.case
RETURN g.case AS case, c.authority AS authority, g.records AS records, g.given_on AS day
"""
SHARES = "MATCH (s:StateShare) RETURN s.case AS case, s.with AS partner, s.on AS day"
KEEP = "UNWIND $rows AS r MERGE (n:StateNotice {id: r.id}) ON CREATE SET n = r"
KEPT = "MATCH (n:StateNotice) RETURN n {.*} AS notice ORDER BY n.id"


@dataclass(frozen=True)
class Notice:
    """`recipient` is to be told that the record of `owner` does not hold as it was received; `why` says how not."""

    key: str
    owner: str
    recipient: str
    how: How
    case: str
    received_on: date
    why: str

    @property
    def id(self) -> str:
        told = "|".join((self.key, self.recipient, self.how, self.case, self.why))
        return blake2b(told.encode(), digest_size=12).hexdigest()


def line_of(one: Notice) -> str:
    return f"{one.recipient}  {one.how} in case {one.case} of {one.received_on}  {one.why}  {one.owner}  {one.key}"


def key_of(record: str) -> str:
    """The key of a version; a key is one already."""
    return record.rpartition("@")[0] or record


def recipients_of(store: Store, owners: Mapping[str, str], why: str) -> list[Notice]:
    """One for each way in which somebody but its owner received a record of these keys or rows (-> owner)."""
    found = {
        Notice(key, owners[key], recipient, how, case, day, why)
        for recipient, how, case, day, records in _received(store)
        for key in {name for record in records for name in (key_of(record), row_of(record))} & owners.keys()
        if recipient != owners[key]
    }
    return sorted(found, key=lambda one: (one.owner, one.key, one.recipient, one.how, one.case, one.received_on))


def _received(store: Store) -> Iterator[tuple[str, How, str, date, Iterable[str]]]:
    shares = store.read(SHARES)
    for one in read_exports(store):
        yield one.recipient, "export", one.case, one.on, one.records
    for row in store.read(GRANTS):
        yield row["authority"], "grant", row["case"], row["day"], row["records"]
        for share in shares:
            if share["case"] == row["case"]:
                yield share["partner"], "shared case", row["case"], max(row["day"], share["day"]), row["records"]


def keep_notices(lease: Lease, notices: Iterable[Notice], today: date) -> None:
    """Kept apart from the record, which is erased; the same notice again changes nothing."""
    for rows in batches({**asdict(one), "id": one.id, "on": today} for one in notices):
        lease.write(KEEP, rows=rows)


def all_notices(store: Store) -> list[Notice]:
    """Those kept, and those for records that were withdrawn and wait for the next retention run."""
    kept = [_made(row["notice"]) for row in store.read(KEPT)]
    fresh = recipients_of(store, withdrawn_keys(store), "withdrawn")
    return list({one.id: one for one in (*kept, *fresh)}.values())


def _made(row: dict[str, Any]) -> Notice:
    return Notice(**{name: row[name] for name in Notice.__dataclass_fields__})
