"""What is known of the holders of accounts, as marks: from what the auditor told, else from the name of the account."""

from dataclasses import dataclass
from pathlib import Path

from graph.access.accounts import accounts
from graph.access.log.holders import Holder, holder
from graph.access.log.marks import person_mark, place_mark, surname_mark
from graph.resolve.addresses import fold
from graph.store.connection import Store

ACCOUNTS = "MATCH (a:StateAccount) RETURN a.id AS id"
TOLD = "MATCH (h:StateHolder) RETURN h.account AS account, h.surname AS surname, h.person AS person, h.place AS place"
TELL = """
MERGE (h:StateHolder {account: $account})
SET h.surname = $surname, h.person = $person, h.place = $place
"""


@dataclass(frozen=True)
class Facts:
    """An account, its authority, and marks of its holder: surname, person (with initial), home; "" where not known."""

    account: str
    authority: str
    surname: str
    person: str
    place: str = ""


def tell_holder(store: Store, account: str, surname: str, given: str, premises: str) -> None:
    """Keep the marks of a holder, in place of what the name of the account tells; clear values are kept nowhere."""
    keys = store.settings.keys
    marks = {"surname": surname_mark(keys, surname), "person": person_mark(keys, surname, given)}
    store.write(TELL, account=account, **marks, place=place_mark(keys, premises) if premises else "")


def read_facts(store: Store) -> dict[str, Facts]:
    """Account -> facts, of every account of the store and of the demonstration."""
    told = {row["account"]: row for row in store.read(TOLD)}
    ids = {row["id"] for row in store.read(ACCOUNTS)} | set(accounts()) | set(told)
    return {id_: _facts(store.settings.keys, id_, holder(store, id_), told.get(id_)) for id_ in sorted(ids)}


def _facts(keys: Path, id_: str, who: Holder, told: dict[str, str] | None) -> Facts:
    if told:
        return Facts(id_, who.authority, told["surname"], told["person"], told["place"])
    words = fold(who.name).split()
    person = person_mark(keys, who.name, words[0]) if len(words) > 1 else ""
    return Facts(id_, who.authority, surname_mark(keys, who.name), person)
