"""`euregraph case`."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from graph.access.cases import Case as OneCase
from graph.access.cases import close_case, list_cases, open_case, read_case
from graph.access.erasure import erase_entries
from graph.access.grants import grant_records
from graph.access.session import open_session, signed_in
from graph.cli_options import Data, Json, Today, User, read_day, tell
from graph.settings import read_settings

case = typer.Typer(help="Cases: why somebody may look.", no_args_is_help=True)


def _line(one: OneCase) -> str:
    state = f"closed on {one.closed_on}" if one.closed_on else "open"
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
        made = open_case(session.store, signed_in(user), purpose, basis, subject, application, session.today)
        session.audit.write(user, made.id, "case open", made.subject, {"purpose": purpose, "basis": basis})
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
        who = signed_in(user)
        found = [read_case(session.store, who, id_)] if id_ else list_cases(session.store, who)
        tell([asdict(one) for one in found], as_json, lambda: "\n".join(map(_line, found)) or "No cases yet.")


@case.command()
def close(
    id_: Annotated[str, typer.Argument(metavar="CASE")],
    reason: Annotated[str, typer.Option(help="Why, in your own words.")],
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Close a case and erase what was typed into it; the tool never proposes an outcome."""
    with open_session(read_settings(data), today) as session:
        close_case(session.store, signed_in(user), id_, reason, session.today)
        erase_entries(session.store, session.settings, id_)
        session.audit.write(user, id_, "case close", id_, {"reason": reason})
        typer.echo(f"Case {id_} is closed.", err=True)


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
        grant_records(session.store, signed_in(user), id_, records, until, session.today)
        session.audit.write(user, id_, "grant", id_, {"records": records, "until": until})
        typer.echo(f"{len(records)} records are released to case {id_} until {until}.", err=True)
