"""Paths between two things: all of them and no other, never through a hub, on a day, over sameness at no cost."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise, permutations, product
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from typer.testing import CliRunner

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.errors import UsageError
from graph.model.kinds import Model, the_model
from graph.network import cli, joining
from graph.network.lines import SAME
from graph.network.neighbourhood import among, around
from graph.network.network import Edge
from graph.network.paths import Paths, as_data, paths
from graph.network.walks import walks
from graph.store.connection import Store
from tests.database.deliveries import TODAY, Sent, fresh, load, police, town
from tests.hiding import view_of
from tests.signing import signed_by_two
from tests.world_store import empty_store, load_worlds
from tests.worlds import World, model_world

FIRM, PREMISES = "org:NLNHR.90000471", "pre:nl:0935200000012345"
FIRST, SECOND = "app:nl-gm0935/2026-0001", "app:nl-gm0935/2026-0002"
SEEDS = range(900, 906)
OPEN = {"confidentiality": "openbaar"}
Steps = tuple[tuple[str, ...], ...]


def _town() -> Sent:
    """P1 directs in one application and applies in the other; P4 lives at the premises; P2 and P4 had a role once."""
    sent = town()
    home = {"street": "Marktproef", "number": "4", "postcode": "6211CC", "town": "Maastricht", "country": "NL"}
    sent.rows["person"] += [{"person_ref": "P4", "surname": "Bewoner", "birth_date": "1990"} | home]
    former = {"role": "manager", "origin": "declared", "from": "2020-01-01", "to": "2024-01-01"}
    sent.rows["party"] += [former | {"case_number": "2026-0002", "party_ref": ref} for ref in ("P2", "P4")]
    return sent


def _police() -> Sent:
    """A claim on two persons, one of them the town's P1 by national number."""
    sent = police()
    sent.defaults = sent.defaults | {"purpose": "permit_screening;criminal_investigation"}
    sent.rows["person"][0] |= {"national_id": "123456782", "national_id_type": "NL_BSN"}
    sent.rows["organisation"] = [town().rows["organisation"][0]]
    tie = {"group_id": "G1", "organisation_ref": "O1", "relation": "meets_at", "incident_ids": "I1"}
    sent.rows["group_business"] = [tie | {"from": "2024-01-01"}]
    return sent


@pytest.fixture
def world(store: Store, tmp_path: Path) -> Store:
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


def _person(view: View, name: str) -> str:
    found = around(view, [FIRM, PREMISES], hops=2).nodes
    return next(node.id for node in found if node.kind == "Person" and node.label.startswith(name))


def _labels(found: Paths) -> list[list[str]]:
    return [[node.label for node in path.nodes] for path in found.paths]


def test_a_path_names_its_things_lines_and_legal_relation(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    found = paths(view, [_person(view, "Voorbeeld")], [FIRM])
    short, *longer = found.paths
    assert [node.label for node in short.nodes] == ["Voorbeeld", "Proefhoreca B.V."]
    [[tie]] = short.steps
    assert (tie.act and tie.act.kind, tie.relations) == ("Lease", ("business partnership",))
    assert sorted(line.type for line in tie.lines) == ["LETS", "LET_TO"]
    roles = [(line.told["role"], line.relation) for step in longer[0].steps for tie in step for line in tie.lines]
    assert sorted(roles) == [("applicant", "applicant"), ("director", "manages")]
    assert [len(path.steps) for path in found.paths] == sorted(len(path.steps) for path in found.paths)
    assert found.stopped == ()


def test_both_directions_tell_the_same_paths(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    there, back = paths(view, [FIRST], [SECOND]), paths(view, [SECOND], [FIRST])
    assert sorted(tuple(node.id for node in path.nodes) for path in there.paths) == sorted(
        tuple(node.id for node in path.nodes)[::-1] for path in back.paths
    )
    assert ["2026-0001, alcohol", "Proefman", "2026-0002, alcohol"] in _labels(there)


def test_a_former_role_counts_on_its_day_or_when_asked_for(world: Store, log: AuditLog) -> None:
    def told(day: date, former: bool) -> bool:
        view = _view(world, log, as_of=day)
        return bool(paths(view, [_person(view, "Voorbeeld")], [SECOND], ["PARTY_IN"], former, longest=1).paths)

    assert [told(TODAY, False), told(TODAY, True)] == [False, True]
    assert [told(date(2023, 12, 31), False), told(date(2019, 1, 1), False)] == [True, False]


def test_only_lines_of_the_chosen_kinds(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    found = paths(view, [_person(view, "Voorbeeld")], [FIRM], ["PARTY_IN"])
    kinds = {line.type for path in found.paths for step in path.steps for tie in step for line in tie.lines}
    assert kinds == {"PARTY_IN"}
    with pytest.raises(UsageError, match="KNOWS"):
        paths(view, [FIRM], [PREMISES], ["KNOWS"])


def test_sameness_is_no_step_and_the_link_is_told(world: Store, log: AuditLog) -> None:
    """P4 lives at the address as text; the application names the same premises by its official id."""
    view = _view(world, log)
    [path] = paths(view, [_person(view, "Bewoner")], [FIRST], ["LIVES_AT", "CONCERNS"]).paths
    assert [len(path.steps), [node.kind for node in path.nodes][1]] == [2, "Premises"]
    assert {link.type for link in path.same} == {SAME}
    other = next(node.id for node in around(view, [PREMISES], 0).nodes if node.id != PREMISES)
    [itself] = paths(view, [PREMISES], [other]).paths
    assert itself.steps == ()
    assert itself.same


def test_no_path_runs_through_a_hub_and_it_says_so(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    persons = [_person(view, name) for name in ("Proefman", "Toetsman")]
    asked = {"kinds": ["PARTY_IN"], "longest": 2}
    open_, stopped = (paths(view, persons[:1], persons[1:], hub=hub, **asked) for hub in (4, 3))  # type: ignore[arg-type]
    assert _labels(open_) == [["Proefman", "2026-0001, alcohol", "Toetsman"]]
    assert (stopped.paths, [(node.id, node.stopped) for node in stopped.stopped]) == ((), [(FIRST, 4)])
    assert "no path was sought through it" in "".join(stopped.notes())
    # a hub may be where a path ends
    assert paths(view, persons[:1], [FIRST], hub=3, **asked).paths  # type: ignore[arg-type]


def test_no_path_runs_through_a_listed_provider_and_it_says_so(world: Store, log: AuditLog) -> None:
    """Premises that a reviewer listed as serving many; a path may end there."""

    def through(view: View) -> list[str]:
        return [path.nodes[1].kind for path in paths(view, ends[0], ends[1], ["Lease"], longest=2).paths]

    view = _view(world, log)
    ends = [FIRM], [_person(view, "Proefman")]
    assert sorted(through(view)) == ["Person", "Premises"]
    place = {"premises_ref": "V1", "address_id": "0935200000012345", "address_id_type": "NL_BAG_NUM"}
    place |= {"town": "Maastricht", "country": "NL"}
    listed = {"premises_ref": "V1", "kind": "business_centre", "reviewer": "desk A", "reviewed_on": "2026-03-02"}
    sent = Sent("provider_lists", "euregio-reviewers", OPEN, {"premises": [place], "provider_list": [listed]})
    load(world, sent.at(world.settings.data / "listed"), "provider_lists")
    view = _view(world, log)
    assert through(view) == ["Person"]
    found = paths(view, ends[0], ends[1], ["Lease"], longest=2)
    assert [(node.kind, node.listed) for node in found.stopped] == [("Premises", "business_centre")]
    assert "listed as serving many (business_centre)" in "".join(found.notes())
    assert paths(view, ends[0], [PREMISES], ["Lease"]).paths


def test_no_path_runs_through_a_kind_that_bars_it(world: Store, log: AuditLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A municipality or authority joins everybody: its kind says `path: no`, as an application does here."""
    view, model = _view(world, log), the_model()
    persons = [_person(view, name) for name in ("Proefman", "Toetsman")]
    barred = model.kinds["Application"].model_copy(update={"path": False})
    monkeypatch.setattr(joining, "the_model", lambda: Model(kinds={**model.kinds, "Application": barred}))
    assert paths(view, persons[:1], persons[1:], ["PARTY_IN"]).paths == ()
    assert paths(view, persons[:1], [FIRST], ["PARTY_IN"], longest=1).paths


def test_what_is_not_listed_is_counted(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    full, cut = (paths(view, [FIRM], [SECOND], most=most) for most in (50, 2))
    assert full.paths[:2] == cut.paths
    assert cut.left_out == len(full.paths) - 2 > 0
    with pytest.raises(UsageError, match="1 to 4 steps"):
        paths(view, [FIRM], [SECOND], longest=5)


def test_what_is_hidden_changes_nothing(world: Store, log: AuditLog, tmp_path: Path) -> None:
    ends = (FIRM, PREMISES, FIRST, SECOND)

    def told() -> list[Any]:
        view = _view(world, log)
        return [
            as_data(paths(view, [a], [b], former=True, hub=hub)) for a, b in combinations(ends, 2) for hub in (3, 50)
        ]

    without = told()
    load(world, _police().at(tmp_path / "police"), "nl_police")
    assert told() == without
    view = _view(world, log, "investigator-limburg")
    group = next(node.id for node in around(view, [FIRM]).nodes if node.kind == "Group")
    assert [[node.kind for node in path.nodes] for path in paths(view, [FIRM], [group]).paths] == [
        ["Organisation", "Group"]
    ]
    official = _view(world, log)
    hidden, nobody = (as_data(paths(official, [FIRM], [id_])) for id_ in (group, "grp:nobody"))
    assert hidden == nobody
    assert hidden["unknown"]


def test_one_question_is_one_line_of_the_log(world: Store, log: AuditLog) -> None:
    view, before = _view(world, log), log.count
    paths(view, [FIRM], [SECOND])
    assert log.count == before + 1


def test_from_the_command_line(world: Store, log: AuditLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, view = world.settings, _view(world, log)
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    monkeypatch.chdir(tmp_path)
    asks = ["--user", "coordinator-maastricht", "--case", view.case.id, "--today", TODAY.isoformat()]

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli.app, ["paths", *words, *asks], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    assert json.loads(run(FIRM, SECOND, "--json")) == json.loads(
        json.dumps(as_data(paths(view, [FIRM], [SECOND])), default=str)
    )
    lines = run("90000471", _person(view, "Voorbeeld"), "--kinds", "Lease", "--longest", "1").splitlines()
    assert len(lines) == 1
    assert "(Lease: 2024-02-01) [business partnership], 2024-02-01 to today, told by nl-gm0935" in lines[0]
    assert run(FIRM, "org:NL.none") == "\n"


def test_walks_meet_nothing_twice_and_run_through_nothing_closed() -> None:
    near = {"a": "bc", "b": "acd", "c": "abd", "d": "bc"}
    assert walks(near, {"a"}, {"d"}, 3, set()) == [tuple(way) for way in ("abd", "acd", "abcd", "acbd")]
    assert walks(near, {"a"}, {"d"}, 2, {"b"}) == [tuple("acd")]
    assert walks(near, {"a"}, {"a", "d"}, 3, set()) == [("a",)]


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.engines) for name in ("embedded", "neo4j")]
)
def made_up(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, list[World]]]:
    worlds = [model_world(seed) for seed in SEEDS]
    with empty_store(request, request.param, tmp_path_factory.mktemp("paths")) as opened:
        load_worlds(opened, worlds)
        yield opened, worlds


@pytest.mark.parametrize("hub", [5, 50])
def test_every_path_and_no_other_is_found(made_up: tuple[Store, list[World]], hub: int) -> None:
    """Against all simple paths of the whole graph of a world, drawn at once."""
    store, worlds = made_up
    stopped, listed, found = 0, 0, 0
    for world in worlds:
        view, things = view_of(store, world), world.things()
        drawn = Drawn(view, things, hub)
        for one, other in list(combinations(things, 2))[::11]:
            told = paths(view, [one], [other], former=True, hub=hub, most=10**6)
            ways = [tuple(drawn.group[node.id] for node in path.nodes) for path in told.paths]
            assert sorted(ways) == drawn.simple(drawn.group[one], drawn.group[other]), (world.name, one, other)
            found += len(ways)
            stopped += sum(node.stopped > 0 for node in told.stopped)
            listed += sum(bool(node.listed) for node in told.stopped)
    assert found
    assert bool(stopped) == (hub == 5)
    assert listed


class Drawn:
    """A whole world as one graph of things; `over` tells of two neighbours each line or act and whom it touches."""

    def __init__(self, view: View, things: list[str], hub: int) -> None:
        edges = among(view, things).edges
        same: nx.Graph[str] = nx.Graph()
        same.add_nodes_from(things)
        same.add_edges_from((edge.start, edge.end) for edge in edges if edge.type == SAME)
        self.group = {id_: min(ids) for ids in nx.connected_components(same) for id_ in ids}
        self.over: dict[frozenset[str], list[tuple[str, set[str]]]] = defaultdict(list)
        beside: dict[str, set[str]] = defaultdict(set)
        for key, ids in _touched(edges, self.group).items():
            for one, other in permutations(ids, 2):
                if self.group[one] != self.group[other]:
                    self.over[frozenset({self.group[one], self.group[other]})].append((key, self._names(ids)))
                    beside[self.group[one]].add(other)
        self.graph: nx.Graph[str] = nx.Graph()
        self.graph.add_edges_from((min(pair), max(pair)) for pair in self.over)
        self.graph.add_nodes_from(self.group.values())
        self.hubs = {name for name, ids in beside.items() if len(ids) > hub}
        with view.action("test"):
            served = [id_ for id_ in things if id_.startswith(("org:", "pre:"))]
            self.listed = {self.group[row["id"]] for row in view.step("listed-providers", ids=served)}

    def _names(self, ids: set[str]) -> set[str]:
        return {self.group[id_] for id_ in ids}

    def simple(self, one: str, other: str) -> list[tuple[str, ...]]:
        """Without a hub or listed provider inside, each line read from what is none and at most one hop from an end."""
        if one == other:
            return [(one,)]
        ends = {one, other} - self.hubs
        closed = self.hubs | self.listed
        read = {near for end in ends for near in (end, *self.graph.neighbors(end))} - (closed - ends)
        found = [tuple(way) for way in nx.all_simple_paths(self.graph, one, other, cutoff=4)]
        return sorted(way for way in found if not closed & set(way[1:-1]) and self._told(way, read))

    def _told(self, way: tuple[str, ...], read: set[str]) -> bool:
        """Whether each step has been read, and over a line or act of its own."""
        steps = [{key for key, ids in self.over[frozenset(line)] if ids & read} for line in pairwise(way)]
        return any(len(set(keys)) == len(keys) for keys in product(*steps))


def _touched(edges: tuple[Edge, ...], group: dict[str, str]) -> dict[str, set[str]]:
    """The things of each act, and of each line without one."""
    found: dict[str, set[str]] = defaultdict(set)
    for edge in (edge for edge in edges if edge.type != SAME):
        act = next((id_ for id_ in (edge.start, edge.end) if id_ not in group), edge.id)
        found[act] |= {edge.start, edge.end} & set(group)
    return found
