"""The side that was asked: who looked something up there, when, why, for which case, and what class of answer left."""

from datetime import UTC, datetime
from uuid import uuid4

from graph.access.accounts import Account
from graph.access.view import View
from graph.errors import RefusedError
from graph.store.connection import Rows, Store

KEEP = "CREATE (l:StateLookup) SET l = $lookup"
RECEIVED = """
MATCH (l:StateLookup) WHERE l.at = $authority
RETURN l.moment AS moment, l.day AS day, l.from_authority AS from_authority, l.account AS account, l.case AS case,
  l.reason AS reason, l.category AS category, l.answer AS answer
ORDER BY moment DESC, case, category, l.id LIMIT 1000
"""


def keep_lookup(view: View, at: str, category: str, answer: str, reason: str) -> None:
    """Nothing of the subject is kept there."""
    lookup = {
        "id": uuid4().hex,
        "at": at,
        "category": category,
        "from_authority": view.account.authority,
        "account": view.account.id,
        "case": view.case.id,
        "reason": reason,
        "answer": answer,
        "day": view.today,
        "moment": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    view.store.write(KEEP, lookup=lookup)


def received_lookups(store: Store, who: Account) -> Rows:
    """The look-ups at the account's own authority, the newest first; its coordinator reads them."""
    if who.role != "coordinator":
        raise RefusedError(f"Only a coordinator of {who.authority} lists who looked something up there.")
    return store.read(RECEIVED, authority=who.authority)
