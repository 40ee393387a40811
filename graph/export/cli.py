"""`euregraph export`: a network to another tool, logged, with a manifest."""

from pathlib import Path
from typing import Annotated

import typer

from graph.access.session import open_session
from graph.cli_options import AsOf, Case, Data, Json, Today, User, tell
from graph.export.formats import formats
from graph.export.manifest import read_manifest
from graph.export.manifest import verify as check_files
from graph.export.run import SELECTIONS, export, plan
from graph.settings import read_settings

app = typer.Typer(help="Export a network to another tool.", no_args_is_help=True)

Selection = Annotated[str, typer.Argument(help=f"{SELECTIONS}.")]
Recipient = Annotated[str, typer.Option(help="Id of the authority that gets it.")]
Hops = Annotated[int, typer.Option(help="How far, for around:ID.")]


@app.command("formats")
def formats_(as_json: Json = False) -> None:
    """Every format, and what it carries."""
    found = [{"name": f.NAME, "title": f.TITLE, "carries": sorted(f.CARRIES)} for f in formats().values()]
    tell(found, as_json, lambda: "\n".join(f"{f['name']:10} {f['title']}: {', '.join(f['carries'])}" for f in found))


@app.command("plan")
def plan_(
    selection: Selection,
    recipient: Recipient,
    hops: Hops = 1,
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """What would go to a recipient and what would stay, before anything is written."""
    with open_session(read_settings(data), today) as session:
        found = plan(session.view(user, case, as_of), selection, recipient, hops)
        kept = {"lines_kept_back": found.lines_kept_back, "nodes_kept_back": found.nodes_kept_back}
        told = found.numbers() | kept | {"withheld": list(found.withheld)}
        if found.beyond_open:
            told["a_second_person_signs"] = f"euregraph sign ask export --about '{found.about}'"
        tell(told, as_json, lambda: "\n".join(f"{name}: {value}" for name, value in told.items()))


@app.command()
def run(
    selection: Selection,
    format_: Annotated[str, typer.Option("--format", help="One of `export formats`.")],
    out: Annotated[Path, typer.Option(help="A new folder.")],
    recipient: Recipient,
    reason: Annotated[str, typer.Option(help="Why, in your own words.")],
    hops: Hops = 1,
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Export: a line in the log first, then files and manifest."""
    with open_session(read_settings(data), today) as session:
        folder = export(session.view(user, case, as_of), selection, format_, out, recipient, reason, hops)
        manifest = read_manifest(folder)
        tell(manifest, as_json, lambda: _told(folder, manifest))


def _told(folder: Path, manifest: dict[str, object]) -> str:
    counted = f"{manifest['nodes']} nodes, {manifest['lines']} lines, {manifest['records']} records"
    strictest = manifest["strictest_handling_code"] or "none"
    return f"{folder}: {counted} for {manifest['recipient']}, strictest handling code {strictest}"


@app.command()
def verify(folder: Annotated[Path, typer.Argument(metavar="FOLDER")], as_json: Json = False) -> None:
    """Check the files of an export against its manifest; exit 1 names each that is not as it was written."""
    wrong = check_files(folder)
    tell(wrong, as_json, lambda: "\n".join(wrong) or "Every file is as it was exported.")
    if wrong:
        raise typer.Exit(1)
