"""Who stands behind an account in the log: role, authority and country, as they are when the line is written."""

from typing import NamedTuple

from graph.access.accounts import accounts
from graph.access.authorities import authorities
from graph.access.deployment import deployment
from graph.store.connection import Store

READ = "MATCH (a:StateAccount {id: $id}) RETURN a.name AS name, a.role AS role, a.authority AS authority"


class Holder(NamedTuple):
    """Empty role and authority: no account asked, but the command itself, in the country of the host."""

    name: str
    role: str
    authority: str
    country: str


def holder(store: Store, account: str) -> Holder:
    """The account of the store with this id, else that of the demonstration, else nobody."""
    for row in store.read(READ, id=account):
        return _made(row["name"], row["role"], row["authority"])
    if known := accounts().get(account):
        return _made(known.name, known.role, known.authority)
    return _made("", "", "")


def _made(name: str, role: str, authority: str) -> Holder:
    known = authorities().get(authority)
    return Holder(name, role, authority, known.country if known else deployment().host.country)
