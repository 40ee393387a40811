"""The options that several commands share, and how a result is printed: data on stdout, talk on stderr."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.errors import UsageError


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date: write YYYY-MM-DD.") from None


Data = Annotated[Path | None, typer.Option("--data", help="The data folder; default: EUREGRAPH_DATA or ./data.")]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]
User = Annotated[str, typer.Option("--user", help="The account that asks (demonstration profile).")]
Case = Annotated[str, typer.Option("--case", help="The case in which it asks.")]
Today = Annotated[
    date | None, typer.Option("--today", parser=read_day, help="The day it is, for tests and demonstrations.")
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=read_day, help="True in the world on that day; default: today."),
]
Skip = Annotated[str, typer.Option(help="Why another authority is asked before open sources were looked at.")]


def tell(told: Any, as_json: bool, as_text: Callable[[], str]) -> None:
    """Print a result: as JSON, or as text for people."""
    typer.echo(json.dumps(told, default=str, ensure_ascii=False, indent=1) if as_json else as_text())
