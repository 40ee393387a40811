"""How often somebody may try to sign in: the wait grows, per name and over all, and all processes share it."""

from hashlib import sha256

from graph.store.connection import Store
from graph.store.state_nodes import merge_state

FREE, LONGEST_WAIT = 4, 900  # tries of one name without a wait; seconds
FREE_OVERALL, LONGEST_WAIT_OVERALL = 30, 30
FORGOTTEN = 3600  # seconds after the last wait
OVERALL = "all"

# the first write is the lock of the node: look and change are one step, as in leases
TAKE = """
MERGE (t:StateTries {id: $id})
SET t.asked = $now
WITH t WHERE coalesce(t.until, 0) <= $now
SET t.count = CASE WHEN coalesce(t.until, 0) < $now - $forgotten THEN 1 ELSE coalesce(t.count, 0) + 1 END
SET t.wait = CASE WHEN t.count < $free THEN 0 WHEN t.count = $free THEN 1
  WHEN t.wait * 2 > $longest THEN $longest ELSE t.wait * 2 END
SET t.until = $now + t.wait
RETURN t.count AS count
"""
UNTIL = "MATCH (t:StateTries {id: $id}) RETURN coalesce(t.until, 0) AS until"
FORGET = "MATCH (t:StateTries {id: $id}) SET t.count = 0, t.wait = 0, t.until = 0"


def name_key(name: str) -> str:
    """The counter of a name: one of 65,536, so that made-up names cannot fill the store."""
    return f"name {sha256(name.strip().lower().encode()).hexdigest()[:4]}"


def take_try(store: Store, name: str, now: int) -> int:
    """Count a try of this name before it is looked at; the seconds still to wait when it may not be made, else 0.

    The name may be that of nobody: it waits just as long.
    """
    if wait := _wait(store, OVERALL, now):
        return wait
    key = name_key(name)
    if _take(store, key, now, FREE, LONGEST_WAIT):
        return 0
    return max(_wait(store, key, now), 1)


def count_failure(store: Store, now: int) -> None:
    """One more refused try of anybody."""
    _take(store, OVERALL, now, FREE_OVERALL, LONGEST_WAIT_OVERALL)


def forget_tries(store: Store, name: str) -> None:
    """After the right password the name begins anew; the count over all stays."""
    store.write(FORGET, id=name_key(name))


def _take(store: Store, key: str, now: int, free: int, longest: int) -> bool:
    asked = {"id": key, "now": now, "free": free, "longest": longest, "forgotten": FORGOTTEN}
    return bool(merge_state(store, TAKE, **asked))


def _wait(store: Store, key: str, now: int) -> int:
    return max(0, *(int(row["until"]) - now for row in store.read(UNTIL, id=key)), 0)
