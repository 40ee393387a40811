"""`euregraph identity`: who is one person in a case, decided by two persons."""

from dataclasses import asdict
from typing import Annotated

import typer

from graph.access.four_eyes import Signature
from graph.access.identity import Decided
from graph.access.session import Session, open_session
from graph.access.view import View
from graph.checks.candidates import candidates
from graph.checks.subject import find_subject
from graph.cli_options import Case, Data, Json, Today, User, tell
from graph.identity.deciding import ask_identity, decisions, undo_identity
from graph.identity.words import candidate_lines, decision_lines, labels_of
from graph.settings import read_settings

app = typer.Typer(help="Who is one person in a case: one person asks, another one signs.", no_args_is_help=True)

Person = Annotated[str, typer.Argument(metavar="PERSON", help="An id, or 'Surname, Given names, YYYY-MM-DD'.")]
Reason = Annotated[str, typer.Option(help="Why, in your own words.")]
Fact = Annotated[list[str], typer.Option("--fact", help="A record that it rests on; one about each at least.")]


@app.command()
def same(
    one: Person,
    other: Person,
    reason: Reason,
    fact: Fact,
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Ask a coordinator to sign that two persons are one: in this case, for whoever may read all it rests on."""
    with open_session(read_settings(data), today) as session:
        made = _ask(session, session.view(user, case), "same", (one, other), fact, reason)
        tell(asdict(made), as_json, lambda: _waits(made))


@app.command()
def different(
    one: Person,
    other: Person,
    reason: Reason,
    fact: Fact,
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Ask a coordinator to sign that two persons are two: it joins and parts nothing, and is shown in this case."""
    with open_session(read_settings(data), today) as session:
        made = _ask(session, session.view(user, case), "different", (one, other), fact, reason)
        tell(asdict(made), as_json, lambda: _waits(made))


@app.command("candidates")
def candidates_(
    subject: Annotated[str, typer.Argument(help="As in `euregraph check`.")],
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Whom else what was typed could mean, with the ids and records that a decision names."""
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case)
        found = candidates(view, find_subject(view, subject))
        tell([asdict(one) for one in found], as_json, lambda: "\n".join(candidate_lines(found)) or "Nobody.")


@app.command("list")
def list_(user: User = "", case: Case = "", data: Data = None, today: Today = None, as_json: Json = False) -> None:
    """What was decided in a case, as far as all that it rests on may be shown there: by whom, why, how it stands."""
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case)
        found = decisions(view)
        names = labels_of(view, found)
        tell([asdict(one) for one in found], as_json, lambda: "\n".join(decision_lines(found, names)) or "Nothing yet.")


@app.command()
def undo(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    reason: Reason,
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Take back what was asked or signed; one person does, and no record moves."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        with session.refusals(who.id):
            told = undo_identity(session, who, id_, reason)
        typer.echo(f"Decision {told.id} is taken back.", err=True)


def _ask(
    session: Session,
    view: View,
    decided: Decided,
    persons: tuple[str, str],
    facts: list[str],
    reason: str,
) -> Signature:
    with session.refusals(view.account.id, view.case.id):
        return ask_identity(view, decided, persons, tuple(facts), reason)


def _waits(made: Signature) -> str:
    return f"{made.id}  waits for a coordinator: euregraph sign answer {made.id}"
