"""`euregraph engine`: start, stop and look at the embedded engine of a data folder."""

import json
from pathlib import Path
from typing import Annotated

import typer

from graph.settings import read_settings
from graph.store import embedded

app = typer.Typer(help="The embedded engine of a data folder.", no_args_is_help=True)

Data = Annotated[Path | None, typer.Option("--data", help="The data folder; default: EUREGRAPH_DATA or ./data.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def _tell(engine: embedded.Engine | None, folder: Path, as_json: bool) -> None:
    """The password is never shown, only the file that holds it."""
    if engine is None:
        typer.echo(json.dumps({"running": False}) if as_json else f"No engine runs on {folder}.")
        return
    shown = {name: getattr(engine, name) for name in ("uri", "user", "database", "pid", "instance")}
    shown |= {"running": True, "password_file": str(folder.resolve() / "engine.secret")}
    typer.echo(json.dumps(shown) if as_json else f"The engine of {folder} answers at {engine.uri} (pid {engine.pid}).")


@app.command()
def start(data: Data = None, as_json: Json = False) -> None:
    """Start the engine, or attach to the one that runs."""
    folder = read_settings(data).data
    _tell(embedded.start(folder), folder, as_json)


@app.command()
def stop(data: Data = None, as_json: Json = False) -> None:
    """Stop the engine; nothing happens where none runs."""
    folder = read_settings(data).data
    ended = embedded.stop(folder)
    said = f"The engine of {folder} has ended." if ended else f"No engine ran on {folder}."
    typer.echo(json.dumps({"stopped": ended}) if as_json else said)


@app.command()
def status(data: Data = None, as_json: Json = False) -> None:
    """Say whether an engine runs on the folder, and where."""
    folder = read_settings(data).data
    _tell(embedded.status(folder), folder, as_json)
