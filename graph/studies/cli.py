"""`euregraph study`: theme studies in counts, for expertise centres."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from graph.access.accounts import Account
from graph.access.session import Session, open_session
from graph.cli_options import Data, Json, User, tell
from graph.errors import UsageError
from graph.settings import read_settings
from graph.studies.kept import Study, list_studies, read_study
from graph.studies.making import check_reader, make_study, subject_of
from graph.studies.quarters import read_quarter
from graph.studies.words import study_lines

app = typer.Typer(help="Theme studies: applications in counts, without names.", no_args_is_help=True)

Quarter = Annotated[str, typer.Option("--quarter", help="As in 2026Q1.")]


@app.command()
def make(quarter: Quarter, user: User = "", data: Data = None, as_json: Json = False) -> None:
    """Make the study of a quarter that has ended, once; made before, it is shown as it was."""
    meant = read_quarter(quarter)
    with open_session(read_settings(data)) as session:
        who = session.reader(user)
        with session.refusals(who.id):
            found = make_study(session.store, session.audit, who, meant, session.today, _progress)
        _tell(found, as_json)


@app.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The quarter, as `study list` names it.")] = "",
    quarter: Quarter = "",
    user: User = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """A study that was made: applications of a quarter by indicator, sector and area."""
    if bool(id_) == bool(quarter):
        raise UsageError("Name one study: its id or its quarter, as in `euregraph study show 2026Q1`.")
    meant = read_quarter(id_ or quarter)
    with open_session(read_settings(data)) as session:
        who = _reader(session, user)
        found = read_study(session.store, meant.name)
        session.audit.write(who.id, "", "study show", subject_of(found.id), {})
        _tell(found, as_json)


@app.command("list")
def list_(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """The studies that were made."""
    with open_session(read_settings(data)) as session:
        who = _reader(session, user)
        found = list_studies(session.store)
        session.audit.write(who.id, "", "study list", "theme studies", {"found": len(found)})
        rows = [{"id": one.id, "made_on": one.made_on, "areas": len(one.told["areas"])} for one in found]
        lines = [f"{one['id']}  made on {one['made_on']}, {one['areas']} areas" for one in rows]
        tell(rows, as_json, lambda: "\n".join(lines) or "No study was made here.")


def _progress(area: str) -> None:
    if sys.stderr.isatty():
        typer.echo(f"Counting {area} ...", err=True)


def _reader(session: Session, user: str) -> Account:
    who = session.reader(user)
    with session.refusals(who.id):
        check_reader(who)
    return who


def _tell(study: Study, as_json: bool) -> None:
    tell(asdict(study), as_json, lambda: "\n".join(study_lines(study)))
