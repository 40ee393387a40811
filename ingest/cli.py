"""`euregraph ingest`: sources and deliveries."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.cli_options import Data, Json, Today, User, tell
from graph.settings import read_settings
from graph.store.rollback import roll_back
from ingest import run
from ingest.acting import acting
from ingest.differences import SHOWN, Difference
from ingest.report import Report
from ingest.spec import source, sources
from ingest.standing import Standing

app = typer.Typer(help="Sources and their deliveries.", no_args_is_help=True)

Source = Annotated[str, typer.Argument(metavar="SOURCE")]
Delivered = Annotated[Path, typer.Argument(metavar="PATH", help="A folder or a zip.")]


@app.command("list")
def list_(as_json: Json = False) -> None:
    """Every source."""
    tell(
        [
            {"source": s.source, "country": s.country, "title": s.title, "kinds": list(s.kinds)}
            for s in sources().values()
        ],
        as_json,
        lambda: "\n".join(f"{s.source:18} {s.country}  {s.title}" for s in sources().values()),
    )


@app.command()
def show(name: Source, as_json: Json = False) -> None:
    """One source: what it holds, what absence means, how to ask for it, its traps."""
    spec = source(name)
    tell(
        spec.model_dump(mode="json"),
        as_json,
        lambda: "\n".join(
            [
                spec.title,
                f"kinds: {', '.join(spec.kinds)}",
                f"how to ask: {spec.how_to_ask}",
                *(f"trap: {trap}" for trap in spec.traps),
            ]
        ),
    )


def _lines(report: Report) -> str:
    told = report.as_json()
    files = [f"  {line}" for line in _counts(told["lines"])]
    kinds = [f"  {line}" for line in _counts(told["records"])]
    broken = [f"  not as expected: {text}" for text in report.broken]
    return "\n".join(
        [
            f"{told['delivery']} of {told['authority']}: {report.status} (load {report.load})",
            "rows",
            *files,
            "records",
            *kinds,
            *broken,
        ]
    )


def _done(report: Report, as_json: bool) -> None:
    tell(report.as_json(), as_json, lambda: _lines(report))
    if report.broken and report.status != "accepted":
        typer.echo(
            "Stopped before the first write. Look at the refused rows, or load with --accept and a reason.",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def check(
    name: Source, path: Delivered, user: User = "", data: Data = None, today: Today = None, as_json: Json = False
) -> None:
    """Read and check a delivery without writing anything."""
    with acting(data, user, today) as by, by.job(name, path) as job:
        _done(run.check(job), as_json)


@app.command()
def diff(
    name: Source,
    path: Delivered,
    whole: Annotated[
        bool, typer.Option("--all", help="Every record, as JSON lines, instead of the first ten.")
    ] = False,
    user: User = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """What a load would change: counts by kind, and the records with the names of the fields that differ."""
    with acting(data, user, today) as by, by.job(name, path) as job:
        by.note("delivery check", job.delivery.name, {"source": name})
        if whole:
            run.check(job, lambda one: typer.echo(json.dumps(one._asdict(), ensure_ascii=False)), sys.maxsize)
            return
        shown: list[Difference] = []
        records = run.check(job, shown.append, SHOWN).as_json()["records"]
        told = {"records": records, "differences": [one._asdict() for one in shown]}
        tell(told, as_json, lambda: "\n".join([*_counts(records), *map(_difference, sorted(shown))]))


def _counts(told: dict[str, dict[str, int]]) -> Iterator[str]:
    for name, counts in told.items():
        yield f"{name}: {', '.join(f'{number} {what}' for what, number in counts.items())}"


def _difference(one: Difference) -> str:
    place = f"  {one.file}:{one.line}" if one.file else ""
    return f"  {one.outcome} {one.kind} {one.record}{place}" + (f"  {', '.join(one.fields)}" if one.fields else "")


@app.command()
def load(
    name: Source,
    path: Delivered,
    accept: Annotated[str, typer.Option(help="Load although an expectation is broken, and why.")] = "",
    user: User = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Load a delivery, or finish the load of it that was interrupted."""
    with acting(data, user, today) as by, by.job(name, path, accept) as job:
        told = {"source": name, "authority": job.delivery.authority, "because": accept}
        by.note("load accepted" if accept else "delivery load", job.delivery.name, told)
        _done(run.load(job), as_json)


@app.command()
def status(user: User = "", data: Data = None, today: Today = None, as_json: Json = False) -> None:
    """How each source and authority stands: last delivery, its age against its rhythm, rows, refused, what broke."""
    with acting(data, user, today) as by:
        found = by.standings()
        tell(
            [one.as_json() for one in found], as_json, lambda: "\n".join(line for one in found for line in _stands(one))
        )


def _stands(one: Standing) -> Iterator[str]:
    told = f"{one.delivery} of {one.extracted_on}, {one.age} days old, one is due every {one.rhythm}"
    rows = f"{one.read} rows, {one.refused} refused (load {one.load})"
    yield f"{one.source} {one.authority}: {one.state}" + (f"; {told}; {rows}" if one.load else "")
    if one.accepted_because:
        yield f"  accepted because: {one.accepted_because}"
    yield from (f"  not as expected (load {one.attempt}): {text}" for text in one.broken)


@app.command()
def loads(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """Every load: source, authority, delivery, state, rows."""
    with acting(data, user) as by:
        rows = [row | {"report": json.loads(row["report"] or "{}")} for row in by.loads()]
        tell(rows, as_json, lambda: "\n".join(_load(row) for row in rows) or "Nothing has been loaded.")


def _load(row: dict[str, Any]) -> str:
    told = f"{row['source']} {row['authority']} {row['delivery']} of {row['extracted_on']}"
    return f"{row['number']:4} {row['status']:11} {told}: {row['report'].get('read', 0)} rows read"


@app.command()
def rejected(number: Annotated[int, typer.Argument(metavar="LOAD")], user: User = "", data: Data = None) -> None:
    """The refused rows of a load as JSON lines: file, line, field, reason, masked value; the reading is logged."""
    with acting(data, user) as by:
        by.own_load(number)
        by.note("refused rows", f"load {number}", {"load": number})
    path = read_settings(data).data / "quarantine" / f"{number}.jsonl"
    if not path.is_file():
        typer.echo(f"Load {number} has no list of refused rows in {path.parent}.", err=True)
        raise typer.Exit(2)
    sys.stdout.write(path.read_text(encoding="utf-8"))


@app.command()
def rollback(number: Annotated[int, typer.Argument(metavar="LOAD")], user: User = "", data: Data = None) -> None:
    """Take the newest load back: the graph is as it was before."""
    with acting(data, user) as by:
        by.own_load(number)
        by.note("load rollback", f"load {number}", {"load": number})
        roll_back(by.session.store, number)
        typer.echo(f"Load {number} is taken back.", err=True)
