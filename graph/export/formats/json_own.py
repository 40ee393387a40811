"""Our own JSON, without loss: head, nodes with their statements, lines; described by network-1.schema.json."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import UsageError
from graph.export.flat import DATES
from graph.export.formats import PROPERTIES, Head
from graph.network.network import Edge, Network, Node

NAME = "json_own"
SUFFIX = ".json"
TITLE = "JSON of our own, without loss"
CARRIES = PROPERTIES
VERSION = 1
SCHEMA = Path(__file__).parent / f"network-{VERSION}.schema.json"
FILE = f"network{SUFFIX}"


def write(network: Network, folder: Path, head: Head) -> list[Path]:
    data = {"version": VERSION, "head": dict(head), **asdict(network)}
    path = folder / FILE
    path.write_text(json.dumps(data, default=_text, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    return [path]


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the JSON of an export")


def read(folder: Path) -> Network:
    """The network of the file; UsageError for another version."""
    data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    if data.get("version") != VERSION:
        raise UsageError(f"{FILE} is of version {data.get('version')!r}: this program reads version {VERSION}.")
    nodes = tuple(Node(**{**row, "statements": tuple(row["statements"])}) for row in data["nodes"])
    return Network(nodes, tuple(map(_edge, data["edges"])), data["left_out"])


def _edge(row: dict[str, Any]) -> Edge:
    dates = {name: date.fromisoformat(row[name]) if row[name] else None for name in DATES}
    return Edge(**{**row, **dates})
