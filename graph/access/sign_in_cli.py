"""`euregraph sign-in`, `sign-out` and `whoami`: the command line acts as the account that is signed in."""

import getpass
import sys
from typing import Annotated

import typer

from graph.access.demo_accounts import keep_demo_accounts
from graph.access.session import open_session
from graph.access.token_file import forget_token, keep_token, read_token
from graph.cli_options import Data, Json, User, tell
from graph.settings import read_settings


def sign_in(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Asked for when it is left out.")] = "",
    data: Data = None,
) -> None:
    """Sign in: the password is asked for without echo, or read from a file or pipe; it is never an argument.

    The session ends after 30 minutes without use, after 8 hours, or with `euregraph sign-out`.
    """
    settings = read_settings(data)
    with open_session(settings) as session:
        keep_demo_accounts(session)
        name = account or (typer.prompt("Account", err=True) if sys.stdin.isatty() else _line())
        kept = keep_token(settings, session.door.sign_in(name, ask_secret("Password")))
        typer.echo(f"{name} is signed in on this command line ({kept}).", err=True)


def sign_out(
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Every session of this account.")] = False,
    data: Data = None,
) -> None:
    """End the session of this command line."""
    settings = read_settings(data)
    with open_session(settings) as session:
        token = read_token(settings)
        forget_token(settings)
        session.door.sign_out(token, everywhere)
        typer.echo("Signed out.", err=True)


def whoami(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """The account that this command line acts as, and the operating-system user that the log names beside it."""
    with open_session(read_settings(data)) as session:
        who = session.signed_in(user)
        told = who.model_dump() | {"system_user": getpass.getuser()}
        tell(told, as_json, lambda: f"{who.id}: {who.name}, {who.role} of {who.authority} ({told['system_user']})")


def ask_secret(prompt: str) -> str:
    """A secret from the terminal without echo, or a line of what is piped in."""
    return getpass.getpass(f"{prompt}: ") if sys.stdin.isatty() else _line()


def _line() -> str:
    return sys.stdin.readline().rstrip("\r\n")
