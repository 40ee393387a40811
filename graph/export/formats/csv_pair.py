"""Two CSV files, nodes.csv and links.csv, one line a row: for i2 Analyst's Notebook and spreadsheets.

A spreadsheet runs a cell that begins with = + - @ as a formula: such a value gets an apostrophe in front, which reading
takes off again (OWASP, CSV injection).
"""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.export.flat import EDGE, NODE, TOLD, edge_row, made_edge, made_network, made_node, node_row
from graph.export.formats import Head
from graph.network.network import Network

NAME = "csv_pair"
SUFFIX = ".csv"
TITLE = "CSV: nodes.csv and links.csv (i2 Analyst's Notebook, spreadsheets)"
CARRIES = frozenset({"parallel lines", "records", "dates", "grades", "handling codes", "terms"})
RUNS = re.compile(r"'*[=+\-@\t\r\n]")
KEPT_APART = re.compile(r"'+[=+\-@\t\r\n]")


def write(network: Network, folder: Path, head: Head) -> list[Path]:
    """UTF-8 with a byte order mark, or a spreadsheet takes it for something else."""
    edges = [edge_row(edge) for edge in network.edges]
    terms = sorted({name for row in edges for name in row if name.startswith(TOLD)})
    nodes, links = folder / "nodes.csv", folder / "links.csv"
    _write(nodes, NODE, (node_row(node) for node in network.nodes))
    _write(links, (*EDGE, *terms), edges)
    return [nodes, links]


def _write(path: Path, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(columns))
        table.writeheader()
        table.writerows({name: _safe(str(value)) for name, value in row.items()} for row in rows)


def read(folder: Path) -> Network:
    nodes = [made_node(row) for row in _rows(folder / "nodes.csv")]
    return made_network(nodes, [made_edge(row) for row in _rows(folder / "links.csv")])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: _told(value) for name, value in row.items()} for row in csv.DictReader(file)]


def _safe(value: str) -> str:
    return f"'{value}" if RUNS.match(value) else value


def _told(value: str) -> str:
    return value[1:] if KEPT_APART.match(value) else value
