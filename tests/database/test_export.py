"""An export: the log first, all or nothing, without what may not leave, and every file can be checked."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from py2neo import Graph
from typer.testing import CliRunner

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import Case, open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.errors import RefusedError, StoreError, UsageError
from graph.export import cli
from graph.export.formats import formats, json_own
from graph.export.manifest import hash_of
from graph.export.py2neo_subgraph import to_subgraph
from graph.export.run import export, plan
from graph.network.neighbourhood import around
from graph.network.network import Network
from graph.store.connection import Store
from graph.store.secrets import read_private
from tests.conftest import EMPTY
from tests.database.deliveries import TODAY, Sent, fresh, load, town
from tests.signing import signed_by_two, signed_export

FIRM = "org:NLNHR.90000471"
OWN, POLICE = "nl-gm0935", "nl-pol-limburg"
SECRET = {"loan", "report"}


def _town(*left_out: str) -> Sent:
    """A loan and a party from the questionnaire (integrity file), a report, a party with code H2, a lease with H1."""
    sent = town()
    party = {"case_number": "2026-0001", "origin": "declared", "from": "2024-01-01"}
    sent.rows["party"] = [
        party | {"party_ref": "P1", "role": "director"},
        party | {"party_ref": "P3", "role": "financier", "from_questionnaire": "yes"},
        party | {"party_ref": "P4", "role": "adviser", "handling_code": "H2"},
        party | {"party_ref": "P5", "role": "manager", "share_with": "BE"},
    ]
    sent.rows["person"] += [{"person_ref": f"P{n}", "surname": name} for n, name in ((4, "Haatwee"), (5, "Alleenbe"))]
    sent.rows["loan"] = [
        {"lender_ref": "P3", "borrower_ref": "O1", "amount": "50000", "date": "2024-02-01"}
        | {"case_number": "2026-0001", "origin": "questionnaire"}
    ]
    sent.rows["lease"][0]["handling_code"] = "H1"
    sent.rows["report"][0]["subject_ref"] = "P1"
    sent.rows = {kind: rows for kind, rows in sent.rows.items() if kind not in left_out}
    if left_out:
        sent.rows["party"] = sent.rows["party"][:1]
        for row in sent.rows["permit"]:
            row["integrity_check"] = ""
    return sent


@pytest.fixture
def world(store: Store, tmp_path: Path) -> Store:
    fresh(store)
    load(store, _town().at(tmp_path / "town"))
    return store


def _view(store: Store, log: AuditLog) -> View:
    who = account("coordinator-maastricht")
    return open_view(store, log, who, _case(store, who), TODAY)


def _case(store: Store, who: Account) -> Case:
    return open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY)


def _export(view: View, out: Path, recipient: str = POLICE, selection: str = f"around:{FIRM}") -> Network:
    signed_export(view, selection, recipient, 2)
    folder = export(view, selection, "json_own", out, recipient, "asked for by letter", 2)
    return json_own.read(folder)


def _roles(network: Network) -> set[str]:
    return {edge.told["role"] for edge in network.edges if edge.type == "PARTY_IN"}


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_format_gives_back_what_was_planned(name: str, world: Store, log: AuditLog, tmp_path: Path) -> None:
    view, one = _view(world, log), formats()[name]
    signed_export(view, f"around:{FIRM}", POLICE)
    folder = export(view, f"around:{FIRM}", name, tmp_path / "out", POLICE, "asked for by letter")
    sent = plan(view, f"around:{FIRM}", POLICE).network
    plain = replace(sent, nodes=tuple(replace(node, statements=()) for node in sent.nodes))
    assert one.read(folder) == (sent if "statements" in one.CARRIES else plain)


def test_the_integrity_file_and_reports_go_to_nobody_else(world: Store, log: AuditLog, tmp_path: Path) -> None:
    view = _view(world, log)
    inside, outside = (_export(view, tmp_path / to, to) for to in (OWN, POLICE))
    assert {"integrity_file", "permit"} <= {edge.category for edge in inside.edges}
    assert {edge.category for edge in outside.edges} == {"permit"}
    assert {row["category"] for node in outside.nodes for row in node.statements} == {"permit"}
    assert _roles(inside) - _roles(outside) == {"financier", "manager"}
    told = " ".join(path.read_text(encoding="utf-8") for path in (tmp_path / POLICE).iterdir())
    assert not [word for word in ("Toetsman", "/loan/", "/report/", "Haatwee") if word in told]


def test_handling_code_h2_goes_to_nobody_and_the_manifest_says_why(world: Store, log: AuditLog, tmp_path: Path) -> None:
    view = _view(world, log)
    assert "adviser" in _roles(around(view, [FIRM], 2))
    for recipient in (OWN, POLICE):
        assert "adviser" not in _roles(_export(view, tmp_path / recipient, recipient))
        manifest = json.loads((tmp_path / recipient / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["strictest_handling_code"] == "H1"
        assert any("H2" in line and "omitted on legal grounds" in line for line in manifest["withheld"])


def test_a_source_shares_with_whom_it_names_only(world: Store, log: AuditLog) -> None:
    roles = [_roles(plan(_view(world, log), f"around:{FIRM}", to, 2).network) for to in ("be-nis71016", POLICE)]
    assert ["manager" in each for each in roles] == [True, False]


def test_safeguard_22_what_is_withheld_leaves_no_trace(world: Store, log: AuditLog, tmp_path: Path) -> None:
    """The files for an outsider are those of a graph in which the withheld was never told."""
    full = _view(world, log)
    whole, kept = around(full, [FIRM], 2), plan(full, f"around:{FIRM}", POLICE, 2)
    files = [_export(full, tmp_path / "with")]
    manifests = [json.loads((tmp_path / "with" / "manifest.json").read_text(encoding="utf-8"))]
    world.write(EMPTY)
    fresh(world)
    load(world, _town("loan", "report").at(tmp_path / "less"), accept="persons whom no row names any more")
    files.append(_export(_view(world, log), tmp_path / "without"))
    manifests.append(json.loads((tmp_path / "without" / "manifest.json").read_text(encoding="utf-8")))
    assert files[0] == files[1]
    differs = {"case": "", "sha256": ""}
    assert manifests[0] | differs == manifests[1] | differs
    assert kept.lines_kept_back == len(whole.edges) - len(kept.network.edges) > 0
    assert kept.nodes_kept_back == len(whole.nodes) - len(kept.network.nodes) > 0


def test_the_manifest_tells_who_gets_what_on_what_ground(world: Store, log: AuditLog, tmp_path: Path) -> None:
    view = _view(world, log)
    network = _export(view, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    told = {"purpose": "permit_screening", "legal_basis": "NL_BIBOB_3", "account": "coordinator-maastricht"}
    told |= {"case": view.case.id, "recipient": POLICE, "as_of": "2026-06-01", "reason": "asked for by letter"}
    assert told.items() <= manifest.items()
    counted = (len(network.nodes), len(network.edges), len(network.records))
    assert (manifest["nodes"], manifest["lines"], manifest["records"]) == counted
    assert manifest["sha256"] == {"network.json": hash_of(tmp_path / "out" / "network.json")}


@pytest.mark.parametrize("broken", ["export", "export written"])
def test_the_log_comes_first_and_without_it_nothing_is_written(
    world: Store, log: AuditLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    written = log.write
    seen: dict[str, int] = {}

    def write(account: str, case: str, action: str, subject: str, told: Any) -> None:
        seen[action] = len(list((tmp_path / "to").glob("**/*")))
        written(account, case, action, subject, told)
        if action == broken:
            raise StoreError("The log cannot be written.")

    view = _view(world, log)
    monkeypatch.setattr(log, "write", write)
    with pytest.raises(StoreError, match="cannot be written"):
        _export(view, tmp_path / "to" / "out")
    assert list((tmp_path / "to").glob("**/*")) == []
    steps = {"export plan": 0, "export": 0, "export written": 3}  # the hidden folder, the network, the manifest
    assert list(seen.items()) == list(steps.items())[: 2 + (broken == "export written")]


def test_a_format_that_fails_leaves_nothing(
    world: Store, log: AuditLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(network: Network, folder: Path, head: Any) -> list[Path]:
        (folder / "half.json").touch()
        raise OSError("the disk is full")

    monkeypatch.setattr(json_own, "write", write)
    with pytest.raises(OSError, match="full"):
        _export(_view(world, log), tmp_path / "to" / "out")
    assert list((tmp_path / "to").iterdir()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "  "}, "needs a reason"),
        ({"format": "anb"}, r"Unknown format 'anb'; known: csv_pair, graphml, json_own"),
        ({"recipient": "nobody"}, "not in the register of authorities"),
        ({"selection": "all"}, "no selection"),
        ({"selection": "around:org:NL.none"}, "Nothing that may be shown"),
        ({"selection": "ids:missing.txt"}, "cannot be read"),
    ],
)
def test_what_cannot_be_exported_is_told(
    world: Store, log: AuditLog, tmp_path: Path, change: dict[str, str], said: str
) -> None:
    asked = {"selection": f"around:{FIRM}", "format": "graphml", "recipient": POLICE, "reason": "a letter"} | change
    with pytest.raises(UsageError, match=said):
        export(_view(world, log), out=tmp_path / "out", **asked)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_there_is_left_alone(world: Store, log: AuditLog, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="is there already"):
        _export(_view(world, log), tmp_path / "out")


def test_named_ids_go_with_the_lines_among_them(world: Store, log: AuditLog, tmp_path: Path) -> None:
    view = _view(world, log)
    people = [node.id for node in around(view, [FIRM], 2).nodes if node.label == "Voorbeeld"]
    (tmp_path / "ids.txt").write_text("\n".join([FIRM, *people, ""]), encoding="utf-8")
    network = _export(view, tmp_path / "out", selection=f"ids:{tmp_path / 'ids.txt'}")
    assert {edge.type for edge in network.edges} == {"LETS", "LET_TO"}
    assert {node.kind for node in network.nodes} == {"Organisation", "Person", "Lease"}


def test_when_nothing_may_go_it_is_refused(world: Store, log: AuditLog, tmp_path: Path) -> None:
    view = _view(world, log)
    lender = next(node.id for node in around(view, [FIRM]).nodes if node.label == "Toetsman")
    with pytest.raises(RefusedError, match=r"Nothing of this selection may go to nl-pol-limburg: .*art\. 28"):
        _export(view, tmp_path / "out", selection=f"around:{lender}")
    assert not (tmp_path / "out").exists()


def test_safeguard_10_more_than_open_data_goes_when_a_second_person_signed_these_things_to_this_recipient(
    world: Store, log: AuditLog, tmp_path: Path
) -> None:
    view = _view(world, log)
    asked = (view, f"around:{FIRM}", "json_own", tmp_path / "out", POLICE, "a letter")
    signed_export(view, f"around:{FIRM}", OWN)
    signed_export(view, f"around:{FIRM}", POLICE, 2)
    with pytest.raises(RefusedError, match="export takes a second person"):
        export(*asked)
    assert not (tmp_path / "out").exists()
    planned = plan(view, f"around:{FIRM}", POLICE)
    signed_by_two(world, view.account, view.case, "export", planned.about, TODAY)
    assert export(*asked).is_dir()


def _run(*words: str, fails: int = 0) -> str:
    result = CliRunner().invoke(cli.app, list(words), catch_exceptions=False)
    assert result.exit_code == fails, result.output
    return result.stdout


def test_from_the_command_line(world: Store, log: AuditLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = world.settings
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    monkeypatch.chdir(tmp_path)
    view = _view(world, log)
    signed_export(view, f"around:{FIRM}", POLICE)
    asks = ("--user", "coordinator-maastricht", "--case", view.case.id, "--today", "2026-06-01")
    assert {one["name"] for one in json.loads(_run("formats", "--json"))} == set(formats())
    planned = json.loads(_run("plan", f"around:{FIRM}", "--recipient", POLICE, *asks, "--json"))
    assert planned["lines_kept_back"] > 0
    for name in formats():
        words = ("--format", name, "--out", name, "--recipient", POLICE, "--reason", "a letter", *asks)
        manifest = json.loads(_run("run", f"around:{FIRM}", *words, "--json"))
        assert manifest["lines"] == planned["lines"]
        assert "as it was exported" in _run("verify", name)
        first = sorted(manifest["sha256"])[0]
        (tmp_path / name / first).write_text("changed", encoding="utf-8")
        assert f"{first}: changed" in _run("verify", name, fails=1)


def test_a_network_becomes_a_py2neo_subgraph_in_the_engine(world: Store, log: AuditLog) -> None:
    network, place = around(_view(world, log), [FIRM]), world.settings
    world.write(EMPTY)
    assert place.password_file is not None
    login = (place.user, read_private(place.password_file))
    graph = Graph(place.uri, auth=login, name=place.database, secure=False)
    try:
        graph.create(to_subgraph(network))
    finally:
        graph.service.connector.close()
    nodes = world.read("MATCH (n) WHERE n.shape IS NOT NULL RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in nodes] == sorted(node.id for node in network.nodes)
    lines = world.read("MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end, r.record AS record")
    told = {(row["type"], row["start"], row["end"], *_listed(row["record"])) for row in lines}
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for edge in network.edges:
        alike[edge.type, edge.start, edge.end].append(edge.record)
    assert max(map(len, alike.values())) > 1
    assert told == {(*ends, *records) for ends, records in alike.items()}


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
