"""`euregraph demo`: a made-up region loaded through the ordinary import, on its own day."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.access.accounts import accounts
from graph.access.demo_accounts import keep_demo_accounts
from graph.access.session import DEMO_DAY, open_session
from graph.cli_options import Data
from graph.patterns.patterns import indicators
from graph.settings import Settings, read_settings
from graph.store.loads import LOADS
from ingest import run
from ingest.region.build import build_region

SCALE, SEED = 0.001, 1


def demo(
    data: Data = None,
    serve: Annotated[bool, typer.Option(help="Open the dashboard when everything is loaded.")] = True,
    port: Annotated[int, typer.Option(help="Port of the dashboard on 127.0.0.1.")] = 8501,
) -> None:
    """Load a made-up region and open the dashboard: nothing in it is a real person or firm."""
    settings = read_settings(data)
    folder = settings.data / "demo-region"
    key = _region(settings, folder)
    _load(settings, folder)
    _tell(key)
    with open_session(settings) as session:
        password = keep_demo_accounts(session)
    if not serve:
        typer.echo(f"Demonstration accounts: {', '.join(accounts())}; their password: {password}")
    if serve:
        command = [
            sys.executable,
            "-m",
            "euregraph",
            "serve",
            "--port",
            str(port),
            "--data",
            str(settings.data),
        ]
        os.execv(sys.executable, command)  # noqa: S606 - our own command, so that Ctrl-C ends the dashboard


def _region(settings: Settings, folder: Path) -> Path:
    """Write the region once; an interrupted writing is begun again."""
    key = folder / "answer_key.json"
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not key.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        typer.echo("Writing a made-up region ...", err=True)
        build_region(folder, SCALE, SEED)
    (settings.data / DEMO_DAY).write_text(json.loads(key.read_text(encoding="utf-8"))["today"], encoding="utf-8")
    return key


def _load(settings: Settings, folder: Path) -> None:
    with open_session(settings) as session:
        loaded = {row["delivery"] for row in session.store.read(LOADS) if row["status"] == "published"}
        for path in sorted(one for one in folder.iterdir() if one.is_dir()):
            source = path.name.split("-", 1)[1].split("--")[0]
            with run.open_job(session.store, settings, source, path, session.today) as job:
                if job.delivery.name not in loaded:
                    report = run.load(job)
                    typer.echo(f"{path.name}: {report.read} rows, {report.graph_rows} nodes and lines", err=True)


def _tell(key: Path) -> None:
    known = indicators()
    cases = [
        case
        for case in json.loads(key.read_text(encoding="utf-8"))["cases"]
        if case["variant"].startswith("positive") and case["pattern"] in known
    ]
    typer.echo("Applications to try as official-maastricht:")
    for case in cases:
        typer.echo(f"  {case['case_number']:24} {case['pattern']}: {case['why']}")
