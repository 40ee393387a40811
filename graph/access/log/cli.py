"""`euregraph audit`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from graph.access.log import expiry
from graph.access.log.readers import check_log, read_log
from graph.access.log.reading import Wanted
from graph.access.session import open_session
from graph.cli_options import Case, Data, Json, User, read_day, tell
from graph.settings import read_settings

app = typer.Typer(help="The log of what was read; for auditors.", no_args_is_help=True)

Since = Annotated[date | None, typer.Option("--since", parser=read_day, help="The first day (UTC).")]
Until = Annotated[date | None, typer.Option("--until", parser=read_day, help="The last day (UTC).")]
AccountOf = Annotated[str, typer.Option("--account", help="Lines of this account only.")]
Subject = Annotated[str, typer.Option("--subject", help="Who looked at this subject, as it was typed into its case.")]


def _listed(rows: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join("  ".join(str(value) for value in row.values()) for row in rows)


@app.command()
def show(
    account: AccountOf = "",
    case: Case = "",
    since: Since = None,
    until: Until = None,
    subject: Subject = "",
    user: User = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """The lines of the log, without their content; reading it is logged."""
    with open_session(read_settings(data)) as session:
        found = read_log(session, user, Wanted(account, case, since, until), subject)
        tell(found, as_json, lambda: _listed(found))


@app.command()
def verify(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """Check every chain of the log; exit 1 names each file and line that is not as it was written."""
    with open_session(read_settings(data)) as session:
        found = check_log(session, user)
        whole = "Every line of the log is as it was written."
        tell(asdict(found), as_json, lambda: "\n".join([*(found.wrong or [whole]), *found.noted]))
        if found.wrong:
            raise typer.Exit(1)


@app.command()
def expire(data: Data = None, as_json: Json = False) -> None:
    """Erase the days whose time is over, each replaced by a signed checkpoint; for the daily retention run.

    Exit 1 names chains of which nothing was erased because something is wrong with them.
    """
    with open_session(read_settings(data)) as session:
        done = expiry.expire(session.audit, "command line", datetime.now(UTC).date())
        said = [f"{done.lines} lines of {done.days} days are erased.", *done.kept]
        tell(asdict(done), as_json, lambda: "\n".join(said))
        if any(one.startswith("chain ") for one in done.kept):
            raise typer.Exit(1)
