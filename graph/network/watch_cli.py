"""`euregraph network watch`: what an account wants to find paths from, in one case."""

from dataclasses import asdict
from typing import Annotated

import typer

from graph.access.session import open_session
from graph.cli_options import AsOf, Case, Data, Json, Today, User, tell
from graph.network.cli import NO_PATH, Thing, path_line
from graph.network.neighbourhood import HUB, NOTHING
from graph.network.paths import LONGEST, as_data, meant
from graph.network.watched import paths_from_watched, unwatch, watch, watched
from graph.settings import read_settings

app = typer.Typer(help="What this account wants to find paths from, in one case.", no_args_is_help=True)

EMPTY = "Nothing that this case may see is in your watch set: add a thing with `euregraph network watch add ID`."


@app.command()
def add(id_: Thing, user: User = "", case: Case = "", data: Data = None, today: Today = None) -> None:
    """Take a thing into the own watch set of this case, which ends with the case."""
    with open_session(read_settings(data), today) as session:
        watch(session.view(user, case), id_)
        typer.echo(f"{id_} is watched in case {case}.", err=True)


@app.command()
def remove(id_: Thing, user: User = "", case: Case = "", data: Data = None, today: Today = None) -> None:
    """Take a thing out of it."""
    with open_session(read_settings(data), today) as session:
        unwatch(session.view(user, case), id_)
        typer.echo(f"{id_} is not watched in case {case}.", err=True)


@app.command("list")
def list_(
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """The watched things that the case may see."""
    with open_session(read_settings(data), today) as session:
        found = watched(session.view(user, case, as_of))
        if not found:
            typer.echo(EMPTY, err=True)
        lines = (f"{node.kind}: {node.label}  {node.id}" for node in found)
        tell([asdict(node) for node in found], as_json, lambda: "\n".join(lines))


@app.command("paths")
def paths_(
    last: Annotated[str, typer.Argument(help="Id of a thing, or who is meant, as in `euregraph check`.")],
    kinds: Annotated[list[str] | None, typer.Option("--kinds", help="Type of line or kind of act; repeat.")] = None,
    former: Annotated[bool, typer.Option("--former", help="Also lines that do not hold on the as-of day.")] = False,
    longest: Annotated[int, typer.Option(help="Most steps of a path, as in `network paths`.")] = LONGEST,
    hub: Annotated[int, typer.Option(help="Visible neighbours above which no path runs through a thing.")] = HUB,
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """How each watched thing is connected with this one: as `network paths`, all together, shortest first."""
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case, as_of)
        found = paths_from_watched(view, meant(view, last), kinds, former, longest, hub)
        if not found.paths:
            typer.echo(NOTHING if found.unknown else NO_PATH if found.without else EMPTY, err=True)
        tell(as_data(found), as_json, lambda: "\n".join([*map(path_line, found.paths), *found.notes()]))
