"""`euregraph account`: accounts are made, shown and ended by administrators."""

import re
from typing import Annotated
from uuid import uuid4

import typer
from pydantic import ValidationError

from graph.access.accounts import Account
from graph.access.authorities import authority as authority_of
from graph.access.demo_accounts import keep_demo_accounts
from graph.access.passwords import hash_password, make_password
from graph.access.session import Session, open_session
from graph.access.sessions import end_sessions
from graph.access.sign_in_cli import ask_secret
from graph.access.state_accounts import Stored, add_account, end_account, list_stored, set_password
from graph.access.token_file import forget_token
from graph.cli_options import Data, Json, User, tell
from graph.errors import RefusedError, UsageError
from graph.settings import read_settings

TYPED = re.compile(r"[a-z0-9][a-z0-9.-]{1,59}")
app = typer.Typer(help="Accounts: who may sign in, in which role, of which authority.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Its id, as typed at the sign-in.")]
Name = Annotated[str, typer.Option(help="The name that screens show.")]
Of = Annotated[str, typer.Option("--authority", help="Id of the authority, from the register of the deployment.")]


@app.command()
def first(id_: Id, name: Name, authority: Of, data: Data = None) -> None:
    """Make the first administrator, where there is no account yet; prints its password once."""
    with open_session(read_settings(data)) as session:
        keep_demo_accounts(session)
        if list_stored(session.store):
            raise RefusedError("There are accounts already: an administrator makes further ones.")
        _add(session, id_, _account(id_, name, "administrator", authority, ""))


@app.command()
def add(
    id_: Id,
    name: Name,
    role: Annotated[str, typer.Option(help="official, coordinator, analyst, tax officer, investigator, ...")],
    authority: Of,
    centre: Annotated[str, typer.Option(help="Of an analyst: national or facilitating.")] = "",
    user: User = "",
    data: Data = None,
) -> None:
    """Make an account; prints its password once. Whoever it is for then gives it another one."""
    with open_session(read_settings(data)) as session:
        who = administrator(session, user)
        _add(session, who.id, _account(id_, name, role, authority, centre))


@app.command("list")
def list_(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """Every account, also those that have ended."""
    with open_session(read_settings(data)) as session:
        administrator(session, user)
        found = list_stored(session.store)
        told = [one.account.model_dump() | {"ended_on": one.ended_on} for one in found]
        tell(told, as_json, lambda: "\n".join(map(_line, found)) or "No accounts yet: `euregraph account first`.")


@app.command()
def end(id_: Id, user: User = "", data: Data = None) -> None:
    """End an account and its sessions; it stays in the list, and its id is not given again."""
    with open_session(read_settings(data)) as session:
        who = administrator(session, user)
        end_account(session.store, id_, session.today)
        ended = end_sessions(session.store, id_, f"account ended by {who.id}")
        session.door.note(who.id, f"account end {id_}", {"sessions": ended})
        typer.echo(f"The account {id_} has ended, and {ended} sessions with it.", err=True)


@app.command("sign-out")
def sign_out(id_: Id, user: User = "", data: Data = None) -> None:
    """End every session of an account, which itself stays."""
    with open_session(read_settings(data)) as session:
        who = administrator(session, user)
        ended = end_sessions(session.store, id_, f"ended by {who.id}")
        session.door.note(who.id, f"account sign-out {id_}", {"sessions": ended})
        typer.echo(f"{ended} sessions of {id_} were ended.", err=True)


@app.command()
def password(
    id_: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Empty: the own one.")] = "",
    user: User = "",
    data: Data = None,
) -> None:
    """Give the own account another password; an administrator gives any account a random one, printed once.

    Every session of the account ends. From a file or pipe: the password so far on one line, the new one on the next.
    """
    settings = read_settings(data)
    with open_session(settings) as session:
        if id_:
            who = administrator(session, user)
            made = make_password()
            _change(session, who, id_, made)
            typer.echo(made)
        else:
            who = session.signed_in(user)
            session.door.prove(who.id, ask_secret("Password so far"))
            _change(session, who, who.id, ask_secret("New password"))
            forget_token(settings)
            typer.echo("The password is changed: sign in again.", err=True)


def administrator(session: Session, user: str) -> Account:
    """The account, which must be an administrator's: RefusedError, which is logged, for every other role."""
    keep_demo_accounts(session)
    who = session.signed_in(user)
    with session.refusals(who.id):
        if who.role != "administrator":
            raise RefusedError(f"{who.name} is no administrator: accounts are made and ended by administrators.")
    return who


def _account(id_: str, name: str, role: str, authority: str, centre: str) -> Account:
    authority_of(authority)
    if not TYPED.fullmatch(id_):
        raise UsageError(f"{id_!r} is no id of an account: 2 to 60 small letters, digits, points and hyphens.")
    try:
        return Account.model_validate({"id": id_, "name": name, "role": role, "authority": authority, "centre": centre})
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))} {one['msg']}".strip() for one in error.errors())
        raise UsageError(f"This is no account: {told}.") from None


def _add(session: Session, by: str, made: Account) -> None:
    word = make_password()
    add_account(session.store, made, hash_password(word), uuid4().hex)
    session.door.note(by, f"account add {made.id}", made.model_dump())
    typer.echo(f"The account {made.id} is made. Its password, told this once:", err=True)
    typer.echo(word)


def _change(session: Session, who: Account, id_: str, word: str) -> None:
    set_password(session.store, id_, hash_password(word))
    ended = end_sessions(session.store, id_, f"password changed by {who.id}")
    session.door.note(who.id, f"account password {id_}", {"sessions": ended})


def _line(one: Stored) -> str:
    who = one.account
    role = f"{who.role} ({who.centre})" if who.centre else who.role
    return f"{who.id:24} {role:24} {who.authority:20} {who.name}" + (f", ended {one.ended_on}" if one.ended_on else "")
