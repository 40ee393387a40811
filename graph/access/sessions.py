"""Sessions: a random token in the browser or the token file, its hash here; ended when idle, old or told to.

The present time is always passed in, as whole seconds since 1970.
"""

import secrets
from hashlib import sha256
from typing import Literal

from graph.store.connection import Store

IDLE, LONGEST = 30 * 60, 8 * 3600
KEPT = 30 * 24 * 3600  # ended sessions, so that a late try of a stolen token is still told from a made-up one
Standing = Literal["live", "unknown", "ended", "idle", "too old"]

START = "CREATE (s:StateSession {id: $id, account: $account, started: $now, seen: $now, ended: ''})"
# the first write is the lock of the node: look and change are one step, as in leases
SEEN = """
MATCH (s:StateSession {id: $id})
SET s.asked = $now
WITH s WHERE s.ended = '' AND s.seen > $now - $idle AND s.started > $now - $longest
SET s.seen = $now
RETURN s.account AS account
"""
READ = "MATCH (s:StateSession {id: $id}) RETURN s.account AS account, s.ended AS ended, s.started AS started"
END = "MATCH (s:StateSession {id: $id}) WHERE s.ended = '' SET s.ended = $why RETURN s.account AS account"
END_ALL = "MATCH (s:StateSession) WHERE s.account = $account AND s.ended = '' SET s.ended = $why RETURN s.id AS id"
SWEEP = "MATCH (s:StateSession) WHERE s.started < $before DELETE s"


def start_session(store: Store, account: str, now: int) -> str:
    """A new session; its token is told once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    store.write(SWEEP, before=now - KEPT)
    store.write(START, id=_hash(token), account=account, now=now)
    return token


def use_session(store: Store, token: str, now: int) -> tuple[str, Standing]:
    """The account of a token and how its session stands; a live one is idle from now on, one past its time ends."""
    id_ = _hash(token)
    if rows := store.write(SEEN, id=id_, now=now, idle=IDLE, longest=LONGEST).rows:
        return str(rows[0]["account"]), "live"
    rows = store.read(READ, id=id_)
    if not rows:
        return "", "unknown"
    past: Standing = "too old" if rows[0]["started"] <= now - LONGEST else "idle"
    found = "ended" if rows[0]["ended"] else past
    store.write(END, id=id_, why=found)
    return str(rows[0]["account"]), found


def end_session(store: Store, token: str, why: str) -> str:
    """End the session of a token; its account, or nothing when there was none to end."""
    rows = store.write(END, id=_hash(token), why=why).rows
    return str(rows[0]["account"]) if rows else ""


def end_sessions(store: Store, account: str, why: str) -> int:
    """End every session of an account; how many these were."""
    return len(store.write(END_ALL, account=account, why=why).rows)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
