"""`euregraph case kinship`."""

from typing import Annotated

import typer

from graph.access.session import open_session
from graph.checks.kinship import kinship_data, kinship_lines, read_kinship
from graph.cli_options import Case, Data, Json, Today, User, tell
from graph.settings import read_settings


def kinship(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The id of a person: per:...")],
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """The partners and relatives that the police tells of a person for whom `kinship` was signed in this case."""
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case)
        with session.refusals(view.account.id, case):
            told = read_kinship(view, person)
        tell(kinship_data(told), as_json, lambda: "\n".join(kinship_lines(told)))
