"""`euregraph request`."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.access.session import open_session
from graph.border.requests import Asking, make_request, read_request, refuse, release, requests_of
from graph.cli_options import Case, Data, Json, Skip, Today, User, read_day, tell
from graph.errors import UsageError
from graph.settings import read_settings

app = typer.Typer(help="Ask another authority for named facts by letter, and answer.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID")]
COLUMNS = ("id", "made_on", "status", "from_authority", "at", "category", "case")


@app.command()
def make(
    at: Annotated[str, typer.Option(help="The authority to ask: an id of `deployment`.")],
    category: Annotated[str, typer.Option(help="Legal category of what is asked for.")],
    about: Annotated[str, typer.Option(help="About whom: name and birth date, or name and number.")],
    reason: Annotated[str, typer.Option(help="Why, in your own words, in the receiver's language.")],
    language: Annotated[str, typer.Option(help="Where the authority may be written to in several: nl, fr or de.")] = "",
    skip: Skip = "",
    out: Annotated[Path | None, typer.Option(help="Write the letter into this new file.")] = None,
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Keep a request and write its letter, in the receiver's language, naming the act that lets it be asked."""
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case)
        with session.refusals(view.account.id, case):
            made = make_request(view, Asking(at, category, about, reason, language, skip))
        if out:
            with out.open("x", encoding="utf-8") as file:
                file.write(made["letter"])
        tell(made, as_json, lambda: made["letter"])
        typer.echo(f"Request {made['id']} is kept; how to send it: {made['route'] or 'to the authority'}.", err=True)


@app.command("list")
def list_requests(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """The requests that the own authority made or received."""
    with open_session(read_settings(data)) as session:
        who = session.reader(user)
        found = requests_of(session.store, who)
        session.audit.write(who.id, "", "request list", who.authority, {"rows": len(found)})
        tell(found, as_json, lambda: "\n".join(map(_line, found)) or "There are no requests yet.")


@app.command()
def show(id_: Id, user: User = "", data: Data = None, as_json: Json = False) -> None:
    """One request with its letter and its answer."""
    with open_session(read_settings(data)) as session:
        who = session.reader(user)
        with session.refusals(who.id):
            found = read_request(session.store, who, id_)
        session.audit.write(who.id, found["case"], "request show", found["about"], {"id": id_})
        tell(found, as_json, lambda: f"{_line(found)}\n{_answer(found)}\n\n{found['letter']}")


@app.command()
def answer(
    id_: Id,
    records: Annotated[list[str] | None, typer.Option("--release", help="Record to release; may be repeated.")] = None,
    until: Annotated[date | None, typer.Option("--until", parser=read_day, help="Last day of the release.")] = None,
    refused: Annotated[bool, typer.Option("--refuse", help="Instead: nothing that may be shown.")] = False,
    reason: Annotated[str, typer.Option(help="Why it is refused; only the own authority reads it.")] = "",
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Release named records of the own authority to the asker's case until a day, or refuse."""
    if refused == bool(records):
        raise UsageError("Say either --release, with the records, or --refuse, with a reason.")
    if records and until is None:
        raise UsageError("A release ends on a day: name it with --until.")
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        with session.refusals(who.id):
            if records and until:
                found = release(session.store, who, id_, records, until, session.today)
            else:
                found = refuse(session.store, who, id_, reason, session.today)
        told = {"id": id_, "records": records or [], "until": until, "because": reason}
        session.audit.write(who.id, found["case"], "request answer", found["about"], told)
        typer.echo(f"Request {id_} is answered.", err=True)


def _line(one: dict[str, Any]) -> str:
    return "  ".join(str(one[name]) for name in COLUMNS)


def _answer(one: dict[str, Any]) -> str:
    if one.get("records"):
        return f"Released until {one['until']}: {', '.join(one['records'])}"
    return f"Answer: {one['status']}" if one.get("answered_on") else "Not answered yet."
