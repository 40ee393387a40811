"""`euregraph retention`: erase what is past its day, and list whom there is to tell."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any

import typer

from graph.access.deployment import deployment
from graph.access.log.expiry import expire, log_day
from graph.access.session import Session, open_session
from graph.cli_options import Data, Json, Today, tell
from graph.errors import RefusedError
from graph.retention.recipients import all_notices, key_of, line_of
from graph.retention.run import WHO, Done, find_due, run_retention, total
from graph.retention.terms import unsettled
from graph.settings import read_settings

app = typer.Typer(help="Erase what is past its day, and whom to tell.", no_args_is_help=True)


@app.command()
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is due.")] = False,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Erase records, refused rows, reports, exports, backups, state and log past their day, and what was withdrawn.

    Run it daily. It may be killed at any moment and run again; while a load or another run is on, it stops with 1.
    """
    with open_session(read_settings(data), today) as session:
        _check_day(session, today)
        done = _look(session) if dry_run else _run(session)
        tell(asdict(done), as_json, lambda: "\n".join(_lines(done, dry_run)))
    if done.left:
        raise typer.Exit(1)


def _check_day(session: Session, today: date | None) -> None:
    """What is erased too early does not come back."""
    if today and today > date.today() and not deployment().profile.made_up:  # noqa: DTZ011
        raise RefusedError(f"{today} has not come yet: only a made-up region may be led ahead of its time.")


def _look(session: Session) -> Done:
    due = find_due(session.store, session.settings, session.today)
    return Done(due.counts(), unsettled=unsettled(session.today))


def _run(session: Session) -> Done:
    """The log goes by its own day, whatever day the run is told."""
    done = run_retention(session.store, session.settings, session.audit, session.today)
    log = expire(session.audit, WHO, log_day())
    done.counts["log"] = {"days": log.days} if log.days else {}
    return replace(done, left=[*done.left, *log.wrong], unsettled=[*done.unsettled, *log.unsettled])


def _lines(done: Done, dry_run: bool) -> Iterator[str]:
    yield f"{total(done.counts):,} {'are due' if dry_run else 'were erased'}."
    for part, found in done.counts.items():
        if found:
            yield f"{part}: " + ", ".join(f"{number} {name}" for name, number in sorted(found.items()))
    if done.notices:
        yield f"{done.notices} recipients are to be told: `euregraph retention recipients` names them."
    yield from (*done.left, *done.unsettled)


@app.command()
def recipients(
    record: Annotated[str, typer.Option(help="One record only, by its key or by the id of a version.")] = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Who received a record that was withdrawn, disputed or closed since, so that they can be told."""
    with open_session(read_settings(data)) as session:
        session.audit.write("command line", "", "retention recipients", "retention", {"record": record})
        found = [one for one in all_notices(session.store) if record in {"", one.key} or one.key == key_of(record)]
        told: list[dict[str, Any]] = [asdict(one) for one in found]
        tell(told, as_json, lambda: "\n".join(map(line_of, found)) or "Nobody is to be told.")
