"""Nodes and lines as flat rows of simple values, for formats that know no lists: and back again."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from graph.network.network import Edge, Network, Node

NODE = ("id", "kind", "label", "shape", "start", "stopped", "listed")
EDGE = tuple(field.name for field in fields(Edge) if field.name != "told")
DATES = ("since", "until", "collected_on")
TOLD = "told_"


def node_row(node: Node) -> dict[str, Any]:
    return {name: getattr(node, name) for name in NODE}


def edge_row(edge: Edge) -> dict[str, Any]:
    """Dates as ISO text and left out where unknown; the terms of the line under names of their own."""
    row = {name: getattr(edge, name) for name in EDGE} | {f"{TOLD}{name}": value for name, value in edge.told.items()}
    row |= {name: row[name].isoformat() for name in DATES if row[name]}
    return {name: value for name, value in row.items() if value is not None}


def made_node(row: Mapping[str, Any]) -> Node:
    given = {name: row.get(name, "") for name in NODE}
    return Node(**given | {"start": _true(given["start"]), "stopped": int(given["stopped"])})


def made_edge(row: Mapping[str, Any]) -> Edge:
    given: dict[str, Any] = {name: row.get(name) or "" for name in EDGE}
    given |= {name: date.fromisoformat(given[name]) if given[name] else None for name in DATES}
    told = {name.removeprefix(TOLD): value for name, value in row.items() if name.startswith(TOLD) and value}
    truths = {name: _true(row.get(name, "")) for name in ("ended", "disputed")}
    return Edge(**given | truths | {"told": told})


def made_network(nodes: list[Node], edges: list[Edge]) -> Network:
    """In the order of a network, whatever the order of the file."""
    order = sorted(nodes, key=lambda node: (node.kind, node.label.casefold(), node.id))
    return Network(tuple(order), tuple(sorted(edges, key=lambda edge: edge.id)))


def _true(value: object) -> bool:
    return str(value).lower() == "true"
