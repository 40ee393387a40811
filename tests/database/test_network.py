"""The network around a thing: what is counted is what is loaded, hubs stop, hidden rows change nothing."""

import json
from datetime import date
from itertools import product
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.errors import RefusedError, UsageError
from graph.model.kinds import the_model
from graph.network import cli
from graph.network.lines import KINDS, SAME, kind_of, steps
from graph.network.naming import LABELS
from graph.network.neighbourhood import among, around, counts
from graph.network.network import Network, as_data
from graph.store.connection import Store
from ingest.things import PREFIX
from tests.database.deliveries import TODAY, Sent, fresh, load, police, town
from tests.signing import signed_by_two

MANY = 12
APPLICATION = "app:nl-gm0935/2026-0001"
FIRM = "org:NLNHR.90000471"
PREMISES = "pre:nl:0935200000012345"
ALL = (
    "MATCH (t) WHERE t.id IS NOT NULL AND any(l IN labels(t) WHERE l IN $kinds) RETURN DISTINCT t.id AS id ORDER BY id"
)


def _town() -> Sent:
    """Leases, a loan, a closure, a former role, somebody who lives at the premises, and a crowd in one application."""
    sent = town()
    crowd = [f"C{n:02}" for n in range(MANY)]
    home = {"street": "Marktproef", "number": "4", "postcode": "6211CC", "town": "Maastricht", "country": "NL"}
    sent.rows["person"] += [{"person_ref": ref, "surname": f"Drukman-{ref}"} for ref in crowd]
    sent.rows["person"] += [{"person_ref": "P4", "surname": "Bewoner", "birth_date": "1990"} | home]
    party = {"role": "adviser", "origin": "declared", "from": "2024-01-01", "to": ""}
    sent.rows["party"] += [party | {"case_number": "2026-0003", "party_ref": ref} for ref in [*crowd, "P2"]]
    former = {"role": "manager", "from": "2020-01-01", "to": "2024-01-01"}
    sent.rows["party"] += [party | former | {"case_number": "2026-0002", "party_ref": ref} for ref in ("P2", "P4")]
    sent.rows["permit"] += [sent.rows["permit"][1] | {"case_number": "2026-0003", "applicant_ref": "C00"}]
    sent.rows["measure"] = [
        {"measure_id": "M1", "measure_type": "closure", "date_start": "2025-01-01", "premises_ref": "R1"}
    ]
    sent.rows["loan"] = [
        {"lender_ref": "P3", "borrower_ref": "O1", "amount": "50000", "date": "2024-02-01"}
        | {"case_number": "2026-0001", "origin": "questionnaire"}
    ]
    return sent


def _police() -> Sent:
    """Of the same person, by national number, and of the same premises and firm as the town tells of."""
    sent = police()
    sent.defaults = sent.defaults | {"purpose": "permit_screening;criminal_investigation"}
    sent.rows["person"][0] |= {"national_id": "123456782", "national_id_type": "NL_BSN"}
    sent.rows["premises"] = [town().rows["premises"][0]]
    sent.rows["organisation"] = [town().rows["organisation"][0]]
    sent.rows["group_business"] = [
        {"group_id": "G1", "organisation_ref": "O1", "premises_ref": "R1", "relation": "meets_at", "incident_ids": "I1"}
        | {"from": "2024-01-01"}
    ]
    return sent


@pytest.fixture
def world(store: Store, tmp_path: Any) -> Store:
    fresh(store)
    load(store, _town().at(tmp_path / "town"))
    return store


def _view(store: Store, log: AuditLog, who: str = "coordinator-maastricht", as_of: date | None = None) -> View:
    police_work = who.startswith("investigator")
    purpose, basis = ("criminal_investigation", "NL_WPG_8") if police_work else ("permit_screening", "NL_BIBOB_3")
    case = open_case(store, account(who), purpose, basis, "90000471", "2026-0001", TODAY)
    if police_work:
        signed_by_two(store, account(who), case, "gang_data", "police", TODAY)
    return open_view(store, log, account(who), case, TODAY, as_of)


def _things(store: Store) -> list[str]:
    return [row["id"] for row in store.read(ALL, kinds=sorted(the_model().things)) if ":" in row["id"]]


def _person(network: Network, name: str) -> str:
    return next(node.id for node in network.nodes if node.kind == "Person" and node.label.startswith(name))


def test_every_line_that_paths_may_use_is_a_step_both_ways() -> None:
    lines = {name: kind for name, kind in the_model().relationships.items() if kind.path}
    wanted = {
        (name, *(ends if way == "out" else ends[::-1]), way)
        for name, kind in lines.items()
        for ends in product(*kind.ends)
        for way in ("out", "in")
        if name != SAME and ends != ("Organisation", "Establishment")
    }
    wanted |= {(SAME, kind, kind, "both") for kind in lines[SAME].ends[0]}
    found = {(step.type, step.here, step.other, step.way) for step in steps()}
    assert found == wanted, "write a file cypher/views/network-*.cypher for what is missing"


def test_ids_and_labels_know_every_kind() -> None:
    assert {kind: word for word, kind in KINDS.items()} == PREFIX
    acts = {name for name, kind in the_model().records.items() if kind.path}
    assert acts <= set(LABELS), "say in graph/network/naming.py what makes the label of an act"


def test_what_is_counted_is_what_is_loaded(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    for thing in [*_things(world)[::3], FIRM, PREMISES]:
        told = counts(view, thing)
        loaded = around(view, [thing], hub=1000)
        for kind in {one.kind for one in told}:
            mine = [one for one in told if one.kind == kind]
            narrow = around(view, [thing], kinds=[kind], hub=1000) if kind != SAME else around(view, [thing], hops=0)
            assert {edge.type for edge in narrow.edges} >= {kind}, (thing, kind)
            acts = sum(node.kind in the_model().records for node in narrow.nodes)
            assert sum(one.acts for one in mine) == acts, (thing, kind)
        lines = {edge.type for edge in loaded.edges}
        assert {one.kind for one in told} <= lines
        assert bool(told) == bool(lines)


def test_counts_are_of_distinct_things(world: Store, log: AuditLog) -> None:
    found = {(one.kind, one.way): (one.things, one.acts) for one in counts(_view(world, log), FIRM)}
    # the lease joins the firm with the landlord and the premises, the loan with the lender and the application
    assert found == {("PARTY_IN", "out"): (1, 0), ("LET_TO", "in"): (2, 1), ("LENT_TO", "in"): (2, 1)}


def test_an_act_is_a_node_with_its_lines_and_terms(world: Store, log: AuditLog) -> None:
    network = around(_view(world, log), [FIRM], kinds=["Lease"])
    [lease] = [node for node in network.nodes if node.kind == "Lease"]
    assert (lease.label, lease.shape, lease.statements[0]["rent"]) == ("Lease: 2024-02-01", "document", 900)
    lines = {edge.type: edge for edge in network.edges if edge.type != SAME}
    assert set(lines) == {"LETS", "LET_TO", "LEASE_OF"}
    assert {edge.start for edge in lines.values()} == {lease.id}
    assert lines["LETS"].relation == "business partnership"


def test_a_line_tells_its_record_category_and_certainty(world: Store, log: AuditLog) -> None:
    network = around(_view(world, log), [FIRM])
    told = {edge.type: edge for edge in network.edges}
    assert (told["LENT_TO"].category, told["LENT_TO"].relation) == ("integrity_file", "funds")
    assert (told["PARTY_IN"].category, told["PARTY_IN"].certainty) == ("permit", "unconfirmed")
    assert (told["PARTY_IN"].source, told["PARTY_IN"].authority) == ("nl_municipality", "nl-gm0935")
    assert told["PARTY_IN"].record.startswith("nl_municipality/nl-gm0935/permit/2026-0001@")


def test_the_class_of_a_party_follows_from_its_role(world: Store, log: AuditLog) -> None:
    network = around(_view(world, log), [APPLICATION])
    told = {edge.told["role"]: edge.relation for edge in network.edges if edge.type == "PARTY_IN"}
    assert told == {"applicant": "applicant", "director": "manages"}


def test_a_former_role_is_there_and_ended_as_of_the_day(world: Store, log: AuditLog) -> None:
    def ended(day: date) -> set[bool]:
        network = around(_view(world, log, as_of=day), [APPLICATION.replace("0001", "0002")])
        return {edge.ended for edge in network.edges if edge.told.get("role") == "manager"}

    assert ended(TODAY) == {True}
    assert ended(date(2023, 12, 31)) == {False}


def test_it_stops_at_a_hub_and_says_so(world: Store, log: AuditLog) -> None:
    view, crowded = _view(world, log), APPLICATION.replace("0001", "0003")
    landlord = _person(around(view, [FIRM]), "Voorbeeld")
    wide, narrow = (around(view, [landlord], hops=2, hub=hub) for hub in (MANY + 2, MANY + 1))
    assert any(node.label.startswith("Drukman") for node in wide.nodes)
    assert not any(node.label.startswith("Drukman") for node in narrow.nodes)
    [hub] = [node for node in narrow.nodes if node.stopped]
    assert (hub.id, hub.mark) == (crowded, f"stopped at a hub: {MANY + 2} things, open as list")
    assert [node.id for node in wide.nodes if node.stopped] == []
    assert {edge.start for edge in narrow.edges if edge.end == crowded} == {landlord}


def test_never_more_nodes_than_asked_and_the_rest_is_told_by_kind(world: Store, log: AuditLog) -> None:
    view, crowded = _view(world, log), APPLICATION.replace("0001", "0003")
    full, cut = around(view, [crowded]), around(view, [crowded], most=6)
    assert len(cut.nodes) == 6
    assert [n.label for n in cut.nodes] == [n.label for n in full.nodes if n.kind in {"Application", "Person"}][:6]
    assert cut.left_out == {"Person": MANY + 1 - 5, "Premises": 1}
    assert f"{MANY - 4} of kind Person were left out, the last of the alphabet." in list(cut.notes())
    assert as_data(cut) == as_data(around(view, [crowded], most=6))


def test_what_hangs_on_something_left_out_is_left_out_too(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    for most in range(1, 12):
        network = around(view, [FIRM], hops=2, most=most)
        near = {end for edge in network.edges for end in (edge.start, edge.end)} | {FIRM}
        assert {node.id for node in network.nodes} <= near
        assert len(network.nodes) <= most


def test_sameness_costs_no_step(world: Store, log: AuditLog) -> None:
    """P4 lives at the address as text; the application names the same premises by its official id."""
    view = _view(world, log)
    labels = [{n.label for n in around(view, [PREMISES], hops, ["LIVES_AT"]).nodes} for hops in (0, 1)]
    assert "Bewoner (1990)" not in labels[0]
    assert "Bewoner (1990)" in labels[1]
    assert len(around(view, [PREMISES], 0).nodes) == 2


def test_how_far_a_role_may_look(world: Store, log: AuditLog) -> None:
    with pytest.raises(RefusedError, match="official looks at most 2 hops"):
        around(_view(world, log, "official-maastricht"), [FIRM], hops=3)
    assert around(_view(world, log, "analyst-limburg"), [FIRM], hops=3) == Network()
    with pytest.raises(RefusedError, match="at most 3 hops"):
        around(_view(world, log, "analyst-limburg"), [FIRM], hops=4)


@pytest.mark.parametrize("id_", ["per", "xyz:1", "Proefman"])
def test_what_is_no_id_is_told_without_repeating_it(id_: str) -> None:
    with pytest.raises(UsageError) as refused:
        kind_of(id_)
    assert repr(id_) not in str(refused.value)


def test_an_unknown_kind_of_line_is_an_error_that_names_the_known(world: Store, log: AuditLog) -> None:
    with pytest.raises(UsageError, match=r"'KNOWS'.*DIRECTS.*Lease"):
        around(_view(world, log), [FIRM], kinds=["KNOWS"])


def test_lines_among_named_things_only(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    landlord = _person(around(view, [FIRM]), "Voorbeeld")
    network = among(view, [FIRM, landlord, PREMISES, "per:nobody"])
    assert {node.kind for node in network.nodes} == {"Organisation", "Person", "Premises", "Lease", "Measure"}
    assert {edge.type for edge in network.edges} == {"LETS", "LET_TO", "LEASE_OF", "IMPOSED_AT"}
    # the lease to another tenant joins two of the three as well
    assert sum(node.kind == "Lease" for node in network.nodes) == 2


def test_what_is_hidden_changes_nothing_else(world: Store, log: AuditLog, tmp_path: Any) -> None:
    def told() -> list[Any]:
        view = _view(world, log)
        found = [counts(view, thing) for thing in before]
        asked = ({"hops": 2}, {"hops": 2, "hub": 3}, {"most": 4})
        networks = [as_data(around(view, [thing], **how)) for thing in before for how in asked]  # type: ignore[arg-type]
        return [found, networks, as_data(among(view, before))]

    everything = _things(world)
    before = [*{kind_of(id_): id_ for id_ in everything}.values(), FIRM, PREMISES, APPLICATION]
    without = told()
    load(world, _police().at(tmp_path / "police"), "nl_police")
    hidden = sorted(set(_things(world)) - set(everything))
    assert told() == without
    assert hidden
    for thing in hidden:
        assert around(_view(world, log), [thing], hops=2) == Network() == around(_view(world, log), ["per:nobody"])
    seen = around(_view(world, log, "investigator-limburg"), [FIRM], hops=2)
    assert {"Group", "GroupBusiness", "Affiliation", "Person"} <= {node.kind for node in seen.nodes}
    assert {edge.handling for edge in seen.edges} == {"H1"}
    claim = next(node for node in seen.nodes if node.kind == "Affiliation")
    assert (claim.label, claim.shape) == ("Affiliation: member, B2", "claim")


def test_one_look_is_one_line_of_the_log(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    before = log.count
    around(view, [FIRM], hops=2)
    assert log.count == before + 1


def test_from_the_command_line(world: Store, log: AuditLog, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    place = world.settings
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    monkeypatch.chdir(tmp_path)
    view = _view(world, log)
    asks = ["--user", "coordinator-maastricht", "--case", view.case.id, "--today", TODAY.isoformat()]

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli.app, [*words, *asks], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    found = json.loads(run("around", FIRM, "--hops", "2", "--json"))
    assert found == json.loads(json.dumps(as_data(around(view, [FIRM], 2)), default=str))
    text = run("around", FIRM, "--kinds", "PARTY_IN")
    assert "Organisation: Proefhoreca B.V.  (start)" in text
    assert "PARTY_IN 2026-0001, alcohol as applicant, ? to today; told by nl-gm0935 in nl_municipality" in text
    assert "LENT_TO (in): 2 over 1 acts" in run("counts", FIRM)
    assert run("around", "org:NL.none") == "\n"
