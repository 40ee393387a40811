"""What takes two persons, for tests that are about something else."""

from datetime import date
from uuid import uuid4

from graph.access.accounts import Account
from graph.access.authorities import authority
from graph.access.cases import Case
from graph.access.four_eyes import answer_signature, ask_signature
from graph.access.view import View
from graph.export.run import plan
from graph.store.connection import Store

SIGNED = """
CREATE (:StateSignature {id: $id, act: 'export', case: $case, authority: $authority, about: $about, state: 'signed',
  until: $until})
"""


def signed_by_two(store: Store, who: Account, case: Case, act: str, about: str, today: date) -> None:
    """`who` asks, and a coordinator of the same authority signs."""
    second = Account(id="second", name="second", role="coordinator", authority=authority(case.authority).id)
    made = ask_signature(store, who, case, act, about, "a test", ("a record",), today)
    answer_signature(store, second, made.id, "signed", "", today)


def signed_export(view: View, selection: str, recipient: str, hops: int = 1) -> None:
    """As if two persons had signed this export; the case need not be in the store."""
    told = {"id": uuid4().hex, "case": view.case.id, "authority": view.case.authority, "until": view.today}
    view.store.write(SIGNED, about=plan(view, selection, recipient, hops).about, **told)
