"""Every format of an export: nothing is lost that it says it carries, and no value becomes a formula."""

import csv
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import networkx as nx
import pytest

from graph.errors import UsageError
from graph.export.formats import PROPERTIES, csv_pair, formats, graphml, json_own
from graph.export.manifest import verify, write_manifest
from graph.export.py2neo_subgraph import to_subgraph
from graph.network.network import Edge, Network, Node

HEAD = {"version": 1, "case": "2026-0001", "recipient": "nl-pol-limburg", "withheld": ["a line"]}
FORMULAS = ["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "'=1+1", "''@x"]


def _line(type_: str, start: str, end: str, record: str, **more: object) -> Edge:
    made = Edge(
        id=f"{type_}|{start}|{end}|{record}",
        type=type_,
        start=start,
        end=end,
        relation="manages",
        record=record,
        source="nl_kvk_hr",
        authority="nl-kvk",
        since=date(2020, 2, 29),
        until=None,
        collected_on=date(2026, 6, 1),
        grade="B2",
        basis="",
        category="open",
        handling="H1",
        ended=False,
        certainty="unconfirmed",
        told={"role": "director", "title": 'Geschäftsführer; "1"'},
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def network() -> Network:
    """Two parallel lines, an act, values that look like formulas, statements, something left out."""
    statement = {"name": "Proef, Daan", "collected_on": "2026-06-01", "activities": ["sbi:1"], "category": "open"}
    nodes = (
        Node("nl/a/lease/1@2", "Lease", "Lease: 2020-02-29", "document"),
        Node("org:b", "Organisation", "", "square", stopped=51),
        *(Node(f"per:{n}", "Person", label, "circle") for n, label in enumerate(sorted(FORMULAS, key=str.casefold))),
        Node("per:a", "Person", "Proef\n’s-Daan", "circle", True, 0, ({**statement, "handling": "H1"},)),
    )
    edges = (
        _line("DIRECTS", "per:a", "org:b", "r@1"),
        _line("DIRECTS", "per:a", "org:b", "r@2", until=date(2024, 1, 1), ended=True, told={}),
        _line("LETS", "nl/a/lease/1@2", "per:a", "nl/a/lease/1@2", since=None, grade="", told={"role": "=cmd"}),
    )
    return Network(nodes, edges, {"Person": 3})


def _carried(network: Network, carries: frozenset[str]) -> Network:
    nodes = network.nodes if "statements" in carries else tuple(replace(n, statements=()) for n in network.nodes)
    return Network(nodes, network.edges, network.left_out if "left out" in carries else {})


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_format_gives_back_what_it_says_it_carries(name: str, network: Network, tmp_path: Path) -> None:
    one = formats()[name]
    files = one.write(network, tmp_path, HEAD)
    assert {path.suffix for path in files} == {one.SUFFIX}, f"{name}: SUFFIX is not what write makes"
    assert sorted(files) == sorted(tmp_path.iterdir()), f"{name}: write names every file it makes"
    assert one.read(tmp_path) == _carried(network, one.CARRIES), f"{name}: take out of CARRIES what is lost"


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_format_is_declared_in_full(name: str) -> None:
    one = formats()[name]
    module = one.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    assert module == name, f"call the module as NAME says: {name}.py"
    assert one.TITLE
    assert one.CARRIES <= PROPERTIES, f"{name}: CARRIES has words that PROPERTIES does not know"


def test_no_cell_of_a_csv_file_is_a_formula(network: Network, tmp_path: Path) -> None:
    for path in csv_pair.write(network, tmp_path, HEAD):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
        assert any(cell.startswith("'=") for cell in cells)


def test_an_apostrophe_of_a_name_stays_as_it_is(network: Network, tmp_path: Path) -> None:
    named = replace(network, nodes=(replace(network.nodes[0], label="'s-Gravenplein 1"),), edges=())
    csv_pair.write(named, tmp_path, HEAD)
    assert ",'s-Gravenplein 1," in (tmp_path / "nodes.csv").read_text(encoding="utf-8-sig")


def test_json_fits_its_schema_and_the_schema_refuses(network: Network, tmp_path: Path) -> None:
    schema = json.loads(json_own.SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    [path] = json_own.write(network, tmp_path, HEAD)
    data = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    del data["edges"][0]["record"]
    with pytest.raises(jsonschema.ValidationError, match="'record' is a required property"):
        jsonschema.validate(data, schema)


def test_json_of_another_version_is_refused(network: Network, tmp_path: Path) -> None:
    [path] = json_own.write(network, tmp_path, HEAD)
    path.write_text(path.read_text(encoding="utf-8").replace('"version": 1\n', '"version": 2\n'), encoding="utf-8")
    with pytest.raises(UsageError, match="version 2"):
        json_own.read(tmp_path)


def test_networkx_reads_graphml_with_parallel_lines_and_plain_types(network: Network, tmp_path: Path) -> None:
    [path] = graphml.write(network, tmp_path, HEAD)
    graph = nx.read_graphml(path)
    assert graph.number_of_edges("per:a", "org:b") == 2
    assert graph.graph["case"] == "2026-0001"
    values = [value for _, row in graph.nodes(data=True) for value in row.values()]
    assert {type(value) for value in values} == {str, int, bool}


def test_graphml_with_a_control_character_can_be_read(network: Network, tmp_path: Path) -> None:
    broken = replace(network, nodes=(replace(network.nodes[0], label="a\x0bb"),), edges=())
    graphml.write(broken, tmp_path, HEAD)
    assert graphml.read(tmp_path).nodes[0].label == "a\ufffdb"


def test_a_changed_missing_or_added_file_is_named(network: Network, tmp_path: Path) -> None:
    write_manifest(tmp_path, HEAD, csv_pair.write(network, tmp_path, HEAD))
    assert verify(tmp_path) == []
    (tmp_path / "nodes.csv").write_text("changed", encoding="utf-8")
    (tmp_path / "links.csv").unlink()
    (tmp_path / "more.csv").touch()
    assert verify(tmp_path) == [
        "more.csv: not in the manifest, added later",
        "links.csv: missing",
        "nodes.csv: changed since it was exported",
    ]


@pytest.mark.parametrize("text", ["", "{}", "[1]"])
def test_a_folder_without_a_manifest_is_no_export(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"no readable manifest\.json"):
        verify(tmp_path)


def test_without_py2neo_the_error_names_the_extra(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)
    with pytest.raises(UsageError, match=r"euregraph\[py2neo\]"):
        to_subgraph(network)
