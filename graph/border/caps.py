"""How much is looked up a day, per account and per subject; kept in the store, so that all processes share it."""

from datetime import date

from graph.border.identifiers import Identifier
from graph.border.limits import limits
from graph.errors import RefusedError
from graph.store.connection import Store
from graph.store.state_nodes import merge_state
from graph.store.subject_keys import subject_name

# the first write is the lock of the node: look and change are one step, as in leases
TAKE = """
MERGE (c:StateLookupCount {id: $id})
SET c.day = $day
WITH c WHERE coalesce(c.count, 0) < $most
SET c.count = coalesce(c.count, 0) + 1
RETURN c.count AS count
"""
FORGET = "MATCH (c:StateLookupCount) WHERE c.day < $day DETACH DELETE c"
ENOUGH = (
    "This account has looked up {most} identifiers today: look-ups answer questions on single cases, never lists."
    " It may ask again tomorrow; whom it asks by letter is not bounded."
)
OFTEN = "This subject was looked up {most} times today, by whichever accounts: it may be asked again tomorrow."


def take_lookup(store: Store, account: str, subject: tuple[Identifier, ...], today: date) -> None:
    """Count a look-up before anything is asked; RefusedError, the same whatever is held, when one is too many."""
    bounds = limits()
    store.write(FORGET, day=today)
    for one in subject:
        _take(store, f"account {account}", bounds.identifiers_of_an_account_a_day, today, ENOUGH)
        mark = subject_name(store.settings.keys, one.mark)
        _take(store, f"subject {mark}", bounds.lookups_of_a_subject_a_day, today, OFTEN)


def _take(store: Store, what: str, most: int, today: date, said: str) -> None:
    asked = {"id": f"{what} {today}", "day": today, "most": most}
    taken = merge_state(store, TAKE, **asked)
    if not taken:
        raise RefusedError(said.format(most=most))
