"""`euregraph subject`: what is held on a person, and disputes of records."""

from dataclasses import asdict
from typing import Annotated

import typer

from graph.access.session import open_session
from graph.cli_options import Case, Data, Json, Today, User, tell
from graph.data_subject.disputes import STATUS, decide_dispute
from graph.data_subject.report import subject_report
from graph.data_subject.words import report_lines
from graph.retention.recipients import line_of
from graph.settings import read_settings

app = typer.Typer(help="The rights of a data subject.", no_args_is_help=True)


@app.command()
def report(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="An id, or 'Surname, Given names, YYYY-MM-DD'.")],
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """What the own authority holds on a person and may tell, who looked and why, and what the law keeps back.

    Asked by a coordinator, in a case opened for `data_subject_request`.
    """
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case)
        with session.refusals(view.account.id, case):
            told = subject_report(view, person)
        shown = asdict(told) | {"restrictions": [one.model_dump() for one in told.restrictions]}
        tell(shown, as_json, lambda: "\n".join(report_lines(told)))


@app.command()
def dispute(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Its id, as a report or a fact tells it.")],
    reason: Annotated[str, typer.Option(help="Why, in your own words.")],
    decided: Annotated[str, typer.Option(help=f"One of {', '.join(STATUS)}.")] = "disputed",
    user: User = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Mark a record of the own authority as disputed, close it, or end its dispute; says whom there is to tell.

    `disputed` is shown as such and no indicator rests on it; `closed` (acquitted, annulled) hides it. Both hold for
    the next deliveries of the row too.
    """
    with open_session(read_settings(data), today) as session:
        found = decide_dispute(session, user, record, decided, reason)
        told = [asdict(one) for one in found]
        tell(told, as_json, lambda: "\n".join(map(line_of, found)) or "Nobody outside has received it.")
