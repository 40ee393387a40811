"""`euregraph audit`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from graph.access.log import expiry
from graph.access.log.readers import check_log, keep_holder, read_log, read_morning, read_statistics
from graph.access.log.reading import Wanted
from graph.access.log.statistics import Row
from graph.access.session import open_session
from graph.cli_options import Case, Data, Json, User, read_day, tell
from graph.errors import UsageError
from graph.resolve.addresses import address_key, premises_id
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
def morning(
    day: Annotated[
        date | None, typer.Option("--day", parser=read_day, help="The day (UTC); default: yesterday.")
    ] = None,
    user: User = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """What to look at of a day: look-ups of oneself, of namesakes, neighbours and colleagues, much, or for nothing."""
    with open_session(read_settings(data)) as session:
        found = [asdict(one) for one in read_morning(session, user, day or expiry.log_day() - timedelta(days=1))]
        tell(found, as_json, lambda: _listed(found) or "Nothing of that day is on the list.")


@app.command()
def statistics(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """Counts by month, role and action; 1 to 4 are hidden (-), with totals that would give them away."""
    with open_session(read_settings(data)) as session:
        found = read_statistics(session, user, expiry.log_day())
        tell([asdict(row) for row in found], as_json, lambda: "\n".join(map(_counted, found)) or "No month has ended.")


def _counted(row: Row) -> str:
    cells = (f"{name} {_count(count)}" for name, count in row.cells.items() if count != 0)
    return f"{row.month}  {row.role}  {'  '.join(cells)}  total {_count(row.total)}"


def _count(count: int | None) -> str:
    return "-" if count is None else str(count)


@app.command("holder")
def holder_(
    account: Annotated[str, typer.Argument(help="The account.")],
    surname: Annotated[str, typer.Option(help="Family name of its holder.")],
    given: Annotated[str, typer.Option(help="Given names of its holder.")],
    address: Annotated[
        str, typer.Option(help="Home, as: country; postcode; street; number; suffix; box; town (parts may be empty).")
    ] = "",
    user: User = "",
    data: Data = None,
) -> None:
    """Tell whose account it is, so that look-ups of the holder's own surroundings show; only keyed hashes are kept."""
    parts = [part.strip() for part in address.split(";")]
    key = address_key(*parts) if len(parts) == 7 else None
    if address and not key:
        raise UsageError("That is no address: write country; postcode; street; number; suffix; box; town.")
    with open_session(read_settings(data)) as session:
        keep_holder(session, user, account, surname, given, premises_id(key) if key else "")


@app.command()
def expire(data: Data = None, as_json: Json = False) -> None:
    """Erase the days whose time is over, each replaced by a signed checkpoint; for the daily retention run.

    Exit 1 names chains of which nothing was erased because something is wrong with them.
    """
    with open_session(read_settings(data)) as session:
        done = expiry.expire(session.audit, "command line", expiry.log_day())
        said = [f"{done.lines} lines of {done.days} days are erased.", *done.wrong, *done.unsettled]
        tell(asdict(done), as_json, lambda: "\n".join(said))
        if done.wrong:
            raise typer.Exit(1)
