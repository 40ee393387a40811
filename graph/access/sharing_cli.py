"""`euregraph case share` and `unshare`."""

from datetime import date
from typing import Annotated

import typer

from graph.access.cases import own_case
from graph.access.session import open_session
from graph.access.sharing import end_sharing, share_case
from graph.cli_options import Data, Today, User, read_day
from graph.settings import read_settings

Id = Annotated[str, typer.Argument(metavar="CASE")]
Partner = Annotated[str, typer.Option("--with", help="Authority or expertise centre: an id of `deployment`.")]


def share(
    id_: Id,
    partner: Partner,
    until: Annotated[date, typer.Option("--until", parser=read_day, help="Last day of sharing.")],
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Let a partner look in a case of the own authority; each sees there what its own law lets it see."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        case = own_case(session.store, who, id_)
        share_case(session.store, who, case, partner, until, session.today)
        session.audit.write(who.id, id_, "case share", case.subject, {"with": partner, "until": until})
        typer.echo(f"Case {id_} is shared with {partner} until {until}.", err=True)


def unshare(id_: Id, partner: Partner, user: User = "", data: Data = None, today: Today = None) -> None:
    """End the sharing of a case with a partner at once."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        case = own_case(session.store, who, id_)
        end_sharing(session.store, who, case, partner, session.today)
        session.audit.write(who.id, id_, "case unshare", case.subject, {"with": partner})
        typer.echo(f"Case {id_} is shared with {partner} no more.", err=True)
