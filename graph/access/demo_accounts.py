"""The accounts of the demonstration in its own store, with one password that is made for its data folder."""

from uuid import uuid4

from graph.access.accounts import accounts
from graph.access.deployment import deployment
from graph.access.passwords import hash_password
from graph.access.session import Session
from graph.access.state_accounts import add_account, list_stored, set_password
from graph.store.secrets import keep_password

FILE = "demo.password"


def keep_demo_accounts(session: Session) -> str:
    """The password of the demonstration, which stands beside the keys; nothing in any other profile."""
    if not deployment().profile.made_up:
        return ""
    path = session.settings.keys / FILE
    made_before = path.exists()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = keep_password(path)
    held = {one.account.id: one for one in list_stored(session.store)}
    missing = [one for one in accounts().values() if one.id not in held]
    hashed = hash_password(password) if missing or not made_before else ""
    for one in missing:
        add_account(session.store, one, hashed, uuid4().hex)
    for id_ in accounts() if not made_before else ():
        if id_ in held and not held[id_].ended_on:
            set_password(session.store, id_, hashed)
    return password
