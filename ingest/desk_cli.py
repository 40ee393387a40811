"""`euregraph case enter`: an application typed into a case."""

from pathlib import Path
from typing import Annotated

import typer

from graph.access.session import open_session
from graph.cli_options import Data, Json, Today, User, tell
from graph.settings import read_settings
from ingest.desk import enter_application, read_entry


def enter(
    id_: Annotated[str, typer.Argument(metavar="CASE")],
    entry: Annotated[Path, typer.Argument(metavar="FILE", help="YAML: kind, then rows of the contract.")],
    user: User = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Type an application into a case: applicant, declared circle, financing, lease."""
    rows = read_entry(entry)
    with open_session(read_settings(data), today) as session:
        report = enter_application(session, user, id_, rows)
        tell(report.as_json(), as_json, lambda: f"{report.read} rows are kept in case {id_} until it is closed.")
