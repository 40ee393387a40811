"""A grant: the owner releases named records to one case until a date."""

from datetime import date
from uuid import uuid4

from graph.access.accounts import Account
from graph.errors import RefusedError, UsageError
from graph.model.kinds import the_model
from graph.store.connection import Store

OWNER = "MATCH (x:{kind} {{record: $record}}) RETURN x.authority AS authority"
GIVE = "CREATE (g:StateGrant) SET g = $grant"


def grant_records(store: Store, who: Account, case: str, records: list[str], until: date, today: date) -> str:
    """Release these records of the account's own authority; a record of another, or none, refuses the whole grant."""
    if until < today:
        raise UsageError(f"The grant would have ended on {until}: name a day from today on.")
    for record in records:
        if _owner(store, record) != who.authority:
            raise RefusedError(f"{record} is no record of {who.authority}: only its owner can release it.")
    grant = {
        "id": uuid4().hex,
        "case": case,
        "records": records,
        "until": until,
        "given_by": who.id,
        "given_on": today,
    }
    store.write(GIVE, grant=grant)
    return str(grant["id"])


def _owner(store: Store, record: str) -> str | None:
    for kind in the_model().records:
        if rows := store.read(OWNER.format(kind=kind), record=record):
            return str(rows[0]["authority"])
    return None
