"""`euregraph case`."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from graph.access.cases import Case as OneCase
from graph.access.cases import open_case, read_case
from graph.access.grants import grant_records
from graph.access.session import open_session
from graph.access.sharing import cases_of
from graph.cli_options import Data, Json, Today, User, read_day, tell
from graph.settings import read_settings

case = typer.Typer(help="Cases: why somebody may look.", no_args_is_help=True)


def _line(one: OneCase) -> str:
    state = f"closed on {one.closed_on} ({one.outcome})" if one.closed_on else "open"
    return f"{one.id}  {state}  {one.purpose} ({one.legal_basis})  {one.subject}  {one.application}"


@case.command("open")
def open_(
    subject: Annotated[str, typer.Option(help="Register or VAT number, or name and birth date.")],
    basis: Annotated[str, typer.Option(help="Code of the legal basis.")],
    purpose: Annotated[str, typer.Option(help="Purpose from the closed list.")] = "permit_screening",
    application: Annotated[str, typer.Option(help="Case number of the application.")] = "",
    user: User = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Open a case; without one nothing is read."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        made = open_case(session.store, who, purpose, basis, subject, application, session.today)
        session.audit.write(who.id, made.id, "case open", made.subject, {"purpose": purpose, "basis": basis})
        tell(asdict(made), as_json, lambda: _line(made))


@case.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="CASE")] = "",
    user: User = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """One case, or all of the own authority."""
    with open_session(read_settings(data)) as session:
        who = session.reader(user)
        with session.refusals(who.id, id_):
            found = [read_case(session.store, who, id_)] if id_ else cases_of(session.store, who, session.today)
        tell([asdict(one) for one in found], as_json, lambda: "\n".join(map(_line, found)) or "No cases yet.")


@case.command()
def grant(
    id_: Annotated[str, typer.Argument(metavar="CASE")],
    records: Annotated[list[str], typer.Option("--record", help="Record to release; may be repeated.")],
    until: Annotated[date, typer.Option("--until", parser=read_day, help="Last day of the grant.")],
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Release named records of the own authority to one case, until a date."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        with session.refusals(who.id, id_):
            grant_records(session.store, who, id_, records, until, session.today)
        session.audit.write(who.id, id_, "grant", id_, {"records": records, "until": until})
        typer.echo(f"{len(records)} records are released to case {id_} until {until}.", err=True)
