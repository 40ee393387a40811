"""`euregraph lookup` and `euregraph lookup received`."""

from typing import Annotated, Any

import typer

from graph.access.session import open_session
from graph.border.lookup import Reply, asked_of, look_up
from graph.border.received import received_lookups
from graph.cli_options import Case, Data, Json, Skip, User, tell
from graph.settings import read_settings

app = typer.Typer(
    help="Ask other authorities: what may not be asked and why, what may be asked and how, and one bit for a hit."
)


@app.callback(invoke_without_command=True)
def lookup(
    context: typer.Context,
    at: Annotated[str, typer.Option(help="The authority to ask: an id of `deployment`.")] = "",
    country: Annotated[str, typer.Option(help="Instead: every authority of NL, BE, DE or LU.")] = "",
    identifier: Annotated[
        list[str] | None,
        typer.Option(
            help="Register or VAT number, 'Surname, Given names, YYYY-MM-DD', or a national number as NL_BSN:number;"
            " may be repeated for one subject."
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, in your own words; the asked authority reads it.")] = "",
    skip: Skip = "",
    user: User = "",
    case: Case = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Ask whether other authorities may be asked about a subject, and those that answer by a hit."""
    if context.invoked_subcommand:
        return
    with open_session(read_settings(data)) as session:
        view = session.view(user, case)
        with session.refusals(view.account.id, case):
            reply = look_up(view, asked_of(at, country.upper()), identifier or [], reason, skip)
        tell(as_data(reply), as_json, lambda: "\n".join(_lines(reply)))


@app.command()
def received(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """Who looked something up at the own authority, when, why and for which case (for its coordinator)."""
    with open_session(read_settings(data)) as session:
        who = session.reader(user)
        with session.refusals(who.id):
            rows = received_lookups(session.store, who)
        session.audit.write(who.id, "", "lookup received", who.authority, {"rows": len(rows)})
        tell(rows, as_json, lambda: "\n".join(map(_row, rows)) or "Nobody has looked anything up here.")


def as_data(reply: Reply) -> dict[str, Any]:
    return {
        "answers": [
            {"authority": one.authority.id, "category": one.category, "said": one.said, "sentence": str(one.reason)}
            for one in reply.answers
        ],
        "compared": [str(one) for one in reply.compared],
    }


def _lines(reply: Reply) -> list[str]:
    return [*(str(one.reason) for one in reply.answers), "", *map(str, reply.compared)]


def _row(row: dict[str, Any]) -> str:
    asker = f"{row['moment']}  {row['from_authority']}  {row['account']}  case {row['case']}"
    return f"{asker}  {row['category']}: {row['answer']}  {row['reason']}"
