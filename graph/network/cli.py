"""`euregraph network`: what stands around a thing."""

from collections.abc import Iterator
from typing import Annotated

import typer

from graph.access.session import open_session
from graph.cli_options import AsOf, Case, Data, Json, Today, User, tell
from graph.network.joining import Tie
from graph.network.neighbourhood import HUB, MOST, NOTHING, around, counts
from graph.network.network import Count, Edge, Network, as_data
from graph.network.paths import LONGEST, Path, meant, paths
from graph.network.paths import as_data as paths_as_data
from graph.settings import read_settings

app = typer.Typer(help="What stands around a thing.", no_args_is_help=True)

NO_PATH = "No path of this length was found in what this case may see, over lines of these kinds and this day."
Thing = Annotated[str, typer.Argument(metavar="ID", help="Id of a thing, as `check --json` writes it.")]


@app.command("around")
def around_(
    id_: Thing,
    hops: Annotated[int, typer.Option(help="How far; an official as the case's purpose says, others 3.")] = 1,
    kinds: Annotated[list[str] | None, typer.Option("--kinds", help="Type of line or kind of act; repeat.")] = None,
    most: Annotated[int, typer.Option(help="Most nodes.")] = MOST,
    hub: Annotated[int, typer.Option(help="Visible neighbours above which a thing's lines are not followed.")] = HUB,
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """The things and acts around a thing, and the lines between them with record, source, dates and grade."""
    with open_session(read_settings(data), today) as session:
        found = around(session.view(user, case, as_of), [id_], hops, kinds, most, hub)
        if not found.nodes:
            typer.echo(NOTHING, err=True)
        tell(as_data(found), as_json, lambda: "\n".join(lines(found)))


@app.command("counts")
def counts_(
    id_: Thing,
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """How many things each kind of line leads to, before any is drawn."""
    with open_session(read_settings(data), today) as session:
        found = counts(session.view(user, case, as_of), id_)
        tell([vars(one) for one in found], as_json, lambda: "\n".join(map(_count, found)))


@app.command("paths")
def paths_(
    first: Annotated[str, typer.Argument(help="Id of a thing, or who is meant, as in `euregraph check`.")],
    last: Annotated[str, typer.Argument(help="The other one.")],
    kinds: Annotated[list[str] | None, typer.Option("--kinds", help="Type of line or kind of act; repeat.")] = None,
    former: Annotated[bool, typer.Option("--former", help="Also lines that do not hold on the as-of day.")] = False,
    longest: Annotated[
        int, typer.Option(help="Most steps of a path; other numbers of one thing are no step.")
    ] = LONGEST,
    hub: Annotated[int, typer.Option(help="Visible neighbours above which no path runs through a thing.")] = HUB,
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """How two things are connected: every path, shortest first, one line each, with the legal relation of each step."""
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case, as_of)
        found = paths(view, meant(view, first), meant(view, last), kinds, former, longest, hub)
        if not found.paths:
            typer.echo(NOTHING if found.unknown else NO_PATH, err=True)
        tell(paths_as_data(found), as_json, lambda: "\n".join([*map(path_line, found.paths), *found.notes()]))


def path_line(path: Path) -> str:
    """One sentence per step, all on one line."""
    if not path.steps:
        return f"{path.nodes[0].label}: both ids mean this one thing."
    steps = [" ".join(_tie(tie) for tie in step) for step in path.steps]
    same = [f"Told to be one thing by {link.record}." for link in path.same]
    return " ".join([f"{len(steps)}:", *steps, *same])


def _tie(tie: Tie) -> str:
    ways = " and ".join(f"{line.type}{_role(line)}" for line in tie.lines)
    over = f" ({tie.act.label})" if tie.act else ""
    told = "; ".join(dict.fromkeys(f"{_dates(line)}, {_teller(line)}" for line in tie.lines))
    return f"{tie.start.label} {ways} {tie.end.label}{over} [{', '.join(tie.relations)}], {told}."


def _count(one: Count) -> str:
    acts = f" over {one.acts} acts" if one.acts else ""
    return f"{one.kind} ({one.way}): {one.things}{acts}"


def lines(network: Network) -> Iterator[str]:
    """The network in words: nodes, lines, and what is not in it."""
    named = {node.id: node.label for node in network.nodes}
    yield from (f"{node.kind}: {node.label}{'  (start)' if node.start else ''}  {node.id}" for node in network.nodes)
    yield from (_line(edge, named) for edge in network.edges)
    yield from network.notes()


def _line(edge: Edge, named: dict[str, str]) -> str:
    line = f"  {named[edge.start]} {edge.type} {named[edge.end]}{_role(edge)}, {_dates(edge)}"
    return f"{line}; {_teller(edge)}; {edge.record}"


def _role(edge: Edge) -> str:
    return f" as {edge.told['role']}" if "role" in edge.told else ""


def _dates(edge: Edge) -> str:
    return f"{edge.since or '?'} to {edge.until or 'today'}{', ended' if edge.ended else ''}"


def _teller(edge: Edge) -> str:
    grade = f", grade {edge.grade}" if edge.grade else ""
    handling = f", handling {edge.handling}" if edge.handling else ""
    return f"told by {edge.authority} in {edge.source} on {edge.collected_on}{grade}{handling}"
