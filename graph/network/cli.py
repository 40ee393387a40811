"""`euregraph network`: what stands around a thing."""

from collections.abc import Iterator
from typing import Annotated

import typer

from graph.access.session import open_session
from graph.cli_options import AsOf, Case, Data, Json, Today, User, tell
from graph.network.neighbourhood import HUB, MOST, NOTHING, around, counts
from graph.network.network import Count, Edge, Network, as_data
from graph.settings import read_settings

app = typer.Typer(help="What stands around a thing.", no_args_is_help=True)

Thing = Annotated[str, typer.Argument(metavar="ID", help="Id of a thing, as `check --json` writes it.")]


@app.command("around")
def around_(
    id_: Thing,
    hops: Annotated[int, typer.Option(help="How far; an official at most 2, others 3.")] = 1,
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
    role = f" as {edge.told['role']}" if "role" in edge.told else ""
    dates = f"{edge.since or '?'} to {edge.until or 'today'}{', ended' if edge.ended else ''}"
    grade = f", grade {edge.grade}" if edge.grade else ""
    handling = f", handling {edge.handling}" if edge.handling else ""
    told = f"told by {edge.authority} in {edge.source} on {edge.collected_on}{grade}{handling}"
    return f"  {named[edge.start]} {edge.type} {named[edge.end]}{role}, {dates}; {told}; {edge.record}"
