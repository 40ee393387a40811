"""The accounts of this store: made, ended and given a password by single writes that compare before they change."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from graph.access.accounts import Account
from graph.errors import UsageError
from graph.store.connection import Store

FIELDS = ("id", "name", "role", "authority", "centre")
READ = "MATCH (a:StateAccount {id: $id}) RETURN a {.*} AS account"
ALL = "MATCH (a:StateAccount) RETURN a {.*} AS account ORDER BY a.id"
ADD = """
MERGE (a:StateAccount {id: $id})
ON CREATE SET a += $account, a.password = $password, a.ended_on = '', a.made = $mark
WITH a WHERE a.made = $mark RETURN a.id AS id
"""
END = "MATCH (a:StateAccount {id: $id}) WHERE a.ended_on = '' SET a.ended_on = $day RETURN a.id AS id"
PASSWORD = "MATCH (a:StateAccount {id: $id}) WHERE a.ended_on = '' SET a.password = $password RETURN a.id AS id"  # noqa: S105


class Stored(NamedTuple):
    """An account, the hash of its password, and the day it ended (empty: it has not)."""

    account: Account
    password: str
    ended_on: str


def read_stored(store: Store, id_: str) -> Stored | None:
    rows = store.read(READ, id=id_)
    return _made(rows[0]["account"]) if rows else None


def list_stored(store: Store) -> list[Stored]:
    return [_made(row["account"]) for row in store.read(ALL)]


def add_account(store: Store, who: Account, password: str, mark: str) -> None:
    """Make an account with the hash of its password; `mark` is new for each making. UsageError when the id is taken."""
    told = {name: getattr(who, name) for name in FIELDS}
    if not store.write(ADD, id=who.id, account=told, password=password, mark=mark).rows:
        raise UsageError(f"There is an account {who.id} already: choose another id (an ended one keeps its id).")


def end_account(store: Store, id_: str, today: date) -> None:
    """The account ends; the last administrator cannot."""
    left = [one.account.id for one in _working(list_stored(store)) if one.account.role == "administrator"]
    if left == [id_]:
        raise UsageError(f"{id_} is the last administrator: make another one first.")
    if not store.write(END, id=id_, day=today.isoformat()).rows:
        raise UsageError(f"There is no account {id_} that could end: `euregraph account list` shows them.")


def set_password(store: Store, id_: str, password: str) -> None:
    """Give an account that has not ended the hash of another password."""
    if not store.write(PASSWORD, id=id_, password=password).rows:
        raise UsageError(f"There is no working account {id_}: `euregraph account list` shows them.")


def _working(found: Iterable[Stored]) -> Iterable[Stored]:
    return (one for one in found if not one.ended_on)


def _made(row: dict[str, Any]) -> Stored:
    account = Account(**{name: row[name] for name in FIELDS})
    return Stored(account, row["password"], row["ended_on"])
