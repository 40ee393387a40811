"""What somebody may not see changes nothing: every answer is that of a graph in which it was never loaded."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, cycle
from random import Random
from typing import Any

import pytest

from graph.access.identity import Decided, evidence
from graph.access.opening import joined
from graph.access.view import View
from graph.border.identifiers import Identifier
from graph.border.lookups import Peephole
from graph.checks.candidates import candidates
from graph.checks.check import run_check
from graph.checks.circle import circle_of_case
from graph.checks.cli import as_data
from graph.checks.coverage import coverage, lacking
from graph.checks.describe import describe
from graph.checks.subject import closure, find_subject, known
from graph.errors import UsageError
from graph.patterns.patterns import indicators
from graph.patterns.queries import Query
from graph.store.connection import Rows, Store, Transaction
from tests.asking import QUERIES, WHOLES, answer, asks
from tests.deciding import decide, undecide
from tests.example_worlds import example_worlds
from tests.hiding import WAYS, Hidden, Within, both, elements, hide, remove, touching, undone, view_of
from tests.world_store import empty_store, load_worlds
from tests.worlds import World, model_world

WORLDS = int(os.environ.get("WORLDS", "40"))
PARTS, PAIRS = 3, 2
DEAR = {"network", "counts", "paths", "watched", "export"}  # hundreds of queries each
ENGINES = ("embedded", "neo4j")
ASKED = {"Consultation", "PersonStatement", "OrganisationStatement"}  # what a look-up elsewhere reads


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.engines) for name in ENGINES])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with empty_store(request, request.param, tmp_path_factory.mktemp("worlds")) as opened:
        yield opened


@pytest.fixture(scope="module")
def worlds(store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[World]:
    """Every fifth world on Neo4j, where each new statement is dear, the others on the embedded engine."""
    seeds = [seed for seed in range(WORLDS) if (seed % 5 == 0) == (store.engine == "neo4j")]
    keys = tmp_path_factory.mktemp("keys")
    found = [world for seed in seeds for world in (model_world(seed), *example_worlds(seed, keys))]
    load_worlds(store, found)
    return found


@dataclass
class Verdict:
    changed: bool = False
    leaks: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def verdicts(store: Store, worlds: list[World]) -> Mapping[str, Verdict]:
    """Every query in every world: each record hidden by itself, a line of it, and some pairs of records."""
    found = {name: Verdict() for name in QUERIES}
    for world in worlds:
        view = view_of(store, world)
        asked = asks(view, world)
        full = {
            (name, text): answer(view, replace(QUERIES[name], guarded=(text,)), told)
            for name, told in asked.items()
            for text in QUERIES[name].guarded
        }
        for hidden in singles(world) + pairs(world, PAIRS):
            _judge(store, world, hidden, asked, full, found)
    return found


def _judge(
    store: Store,
    world: World,
    hidden: list[Hidden],
    asked: Mapping[str, Any],
    full: Mapping[tuple[str, str], Rows],
    found: Mapping[str, Verdict],
) -> None:
    due = {name: query for name in asked if (query := touching(QUERIES[name], hidden))}
    seen, wanted = both(
        store, world, hidden, lambda view: {name: answer(view, query, asked[name]) for name, query in due.items()}
    )
    for name, query in due.items():
        found[name].changed |= wanted[name] != [row for text in query.guarded for row in full.get((name, text), ())]
        if seen[name] != wanted[name]:
            found[name].leaks.append(f"{world.name}: {hidden}")


def singles(world: World) -> list[list[Hidden]]:
    """Each record by itself, and a single node or line of some; the ways take turns."""
    ways = sorted(WAYS) * (2 * len(world.records))
    dice = Random(world.name)
    found = [elements(record) for record in world.records]
    several = [parts for parts in found if len(parts) > 1]
    found += [(dice.choice(parts),) for parts in dice.sample(several, min(PARTS, len(several)))]
    return [[Hidden(parts, way)] for parts, way in zip(found, ways, strict=False)]


def pairs(world: World, most: int) -> list[list[Hidden]]:
    dice = Random(world.name)
    found = list(combinations(world.records, 2))
    chosen = found if most >= len(found) else dice.sample(found, most)
    return [[Hidden(elements(record), dice.choice(sorted(WAYS))) for record in pair] for pair in chosen]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_answers_as_if_the_hidden_were_absent(name: str, verdicts: Mapping[str, Verdict]) -> None:
    verdict = verdicts[name]
    assert not verdict.leaks, f"{name} answers otherwise when this is hidden and when it is absent"
    assert verdict.changed, f"hiding never changes what {name} answers: its worlds do not exercise it, add an example"


@pytest.mark.long
def test_every_pair_of_records(store: Store, worlds: list[World]) -> None:
    found = {name: Verdict() for name in QUERIES}
    for world in worlds[: 1 + len(indicators())]:
        asked = asks(view_of(store, world), world)
        for hidden in pairs(world, most=len(world.records) ** 2):
            _judge(store, world, hidden, asked, {}, found)
    assert {name: verdict.leaks for name, verdict in found.items() if verdict.leaks} == {}


@pytest.mark.parametrize("name", sorted(WHOLES))
def test_whole_answers_are_as_if_the_hidden_were_absent(name: str, store: Store, worlds: list[World]) -> None:
    """A third of a world is hidden at once: checks, descriptions, errors, neighbourhoods."""
    changed = False
    most = 3 if name in DEAR else 12
    for world in worlds[:: max(1, len(worlds) // most)]:
        full = WHOLES[name](view_of(store, world), world)
        dice = Random(world.name)
        hidden = [
            Hidden(elements(record), dice.choice(sorted(WAYS))) for record in world.records if dice.random() < 0.3
        ]
        seen, wanted = both(store, world, hidden, lambda view, world=world: WHOLES[name](view, world))  # type: ignore[misc]
        assert seen == wanted, f"{name} in {world.name} with {hidden} hidden"
        changed |= seen != full
    assert changed, f"hiding never changed {name}: its worlds do not exercise it"


def test_compartments_left_out_and_records_granted(store: Store, worlds: list[World]) -> None:
    """The two maps of a View: what is in neither is absent, what is granted is there as before."""
    world, changed = worlds[0], False
    asked = asks(view_of(store, world), world)
    for record in world.records[::4]:
        hidden = [Hidden(elements(record), "closed compartment")]
        due = {name: query for name in asked if (query := touching(QUERIES[name], hidden))}

        def ask(view: View, due: Mapping[str, Query] = due) -> dict[str, Rows]:
            return {name: answer(view, query, asked[name]) for name, query in due.items()}

        _, absent = both(store, world, hidden, ask)
        assert ask(view_of(store, world, [record])) == absent
        full = ask(view_of(store, world))
        assert ask(view_of(store, world, [record], [record])) == full
        changed |= full != absent
    assert changed


def test_with_everything_hidden_nothing_is_known_and_the_reach_is_the_same(store: Store, worlds: list[World]) -> None:
    """An id that is hidden and one that never was are one answer; what was searched is told from no row."""
    world = worlds[0]
    full, empty = view_of(store, world), view_of(store, world, closed=world.records)
    assert any(known(full, thing) for thing in world.things("Person"))
    for thing in world.things("Person", "Organisation"):
        assert _error(empty, thing) == _error(empty, f"{thing[:3]}:nobody")
    assert _error(empty, world.gives["case_number"]) == _error(empty, "2026/nothing")
    assert coverage(empty) == coverage(full)
    for one in indicators().values():
        needs = one.pattern.needs + one.pattern.absence_needs
        assert lacking(empty, needs, coverage(empty)) == lacking(full, needs, coverage(full))


class Noting(Store):
    """Keeps every statement with its parameters."""

    def __init__(self, inner: Store) -> None:
        self.inner, self.asked = inner, list[tuple[str, dict[str, Any]]]()

    def read(self, statement: str, /, **parameters: Any) -> Rows:
        self.asked.append((statement, parameters))
        return self.inner.read(statement, **parameters)

    def columns(self, statement: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        self.asked.append((statement, parameters))
        return self.inner.columns(statement, **parameters)


def test_a_look_up_elsewhere_asks_and_answers_as_if_the_hidden_were_absent(store: Store, worlds: list[World]) -> None:
    """The one bit, and the very statements by which it is asked, with each record that speaks of it hidden in turn."""
    ways, changed = cycle(sorted(WAYS)), set[str]()
    for world in [one for one in worlds if "national_key" in one.gives][:8]:
        for typed in _typed(world):
            full = _looked_up(view_of(store, world), typed)
            for record in [
                one for one in world.records if one.kind in {"Consultation", "PersonStatement", "OrganisationStatement"}
            ]:
                hidden = [Hidden(elements(record), next(ways))]
                seen, wanted = both(store, world, hidden, lambda view, typed=typed: _looked_up(view, typed))  # type: ignore[misc]
                assert seen == wanted, f"{typed.said} in {world.name} with {hidden} hidden"
                assert seen[1] == full[1], "what is asked follows from what was typed and from no row"
                changed |= {typed.kind} if seen != full else set()
    assert changed == {"organisation", "person", "national"}, (
        "hiding never changed some answer: worlds do not exercise it"
    )


def _typed(world: World) -> list[Identifier]:
    meant = {"organisation": ("number",), "person": ("birth_date", "name_key"), "national": ("national_key",)}
    return [
        Identifier(kind, kind, tuple((name, str(world.gives[name])) for name in names))  # type: ignore[arg-type]
        for kind, names in meant.items()
    ]


def _looked_up(view: View, typed: Identifier) -> tuple[bool, list[tuple[str, dict[str, Any]]]]:
    noting = Noting(view.store)
    held = Peephole(noting, view.open, view.known_at, view.today).anything("integrity_register", (typed,))
    return held, noting.asked


CHANGED: Mapping[Decided, set[str]] = {
    "same": {"check", "candidates", "links", "decisions"},
    "different": {"check", "decisions"},
}


@pytest.mark.parametrize("what", sorted(CHANGED))
def test_a_decision_on_two_persons_is_absent_with_any_record_that_it_rests_on(
    store: Store, worlds: list[World], what: Decided
) -> None:
    """Every answer is that of a graph with neither record nor decision, of whatever kind the record is."""
    ways, changed, kinds = cycle(sorted(WAYS)), set[str](), set[str]()
    fit = [one for one in worlds if not one.indicator and _has_country(one) and _apart(view_of(store, one), one)]
    for number, world in enumerate(fit, 1):
        persons, cited = _pair(view_of(store, world), world)
        full, plain = _decided(store, world, what, persons, cited, [])
        changed |= {name for name, answer in full.items() if answer != plain[name]}
        for record in [one for one in world.records if world.ids[one.key] in cited]:
            hidden = [Hidden(elements(record), next(ways))]
            seen, absent = _decided(store, world, what, persons, cited, hidden)
            assert seen == absent, f"{record.key} in {world.name}, hidden"
            kinds.add(record.kind)
        if number > 1 and changed >= CHANGED[what] and len(kinds) > 3:
            break
    assert changed >= CHANGED[what], "what the decision changes is not seen in these worlds"
    assert len(kinds) > 3, "all that is told about a person may be cited: these worlds cite too little"


def _pair(view: View, world: World) -> tuple[tuple[str, str], set[str]]:
    """Two persons that are not one yet, and some records about each."""
    one, other = _apart(view, world)[0]
    told = [sorted(evidence(view.step, [id_], set(world.ids.values()))) for id_ in (one, other)]
    return (one, other), {record for listed in told for record in listed[:2] + listed[-2:]}


def _has_country(world: World) -> bool:
    """A permit without one is in no delivery, and a check does not read it."""
    return all(one.properties["country"] for one in world.records if one.kind == "Permit")


def _apart(view: View, world: World) -> list[tuple[str, str]]:
    ids = [id_ for id_ in world.things("Person") if known(view, id_)]
    return [pair for pair in combinations(ids, 2) if pair[1] not in closure(view, [pair[0]])]


def _read(view: View, persons: tuple[str, str]) -> dict[str, Any]:
    """What is answered about the two."""
    one, _ = persons
    return {
        "check": as_data(run_check(view, one)) if known(view, one) else _error(view, one),
        "candidates": [candidates(view, find_subject(view, id_)) for id_ in persons if known(view, id_)],
        "description": describe(view, [*persons]),
        "links": [view.step("network-same", ids=[*persons]), circle_of_case(view)],
        "decisions": view.decided,
    }


def _decided(
    store: Store, world: World, what: Decided, persons: tuple[str, str], cited: set[str], hidden: list[Hidden]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is answered with the decision while this is hidden, and with neither of the two."""

    def work(transaction: Transaction) -> tuple[dict[str, Any], dict[str, Any]]:
        view = view_of(Within(transaction, store.settings), world)
        decide(transaction, view.case, what, persons, cited)
        hide(transaction, world, hidden)
        seen = _read(joined(view), persons)
        remove(transaction, world, hidden)
        undecide(transaction, view.case)
        return seen, _read(joined(view), persons)

    return undone(store, work)


def _error(view: View, typed: str) -> str:
    with pytest.raises(UsageError) as refused:
        find_subject(view, typed)
    return str(refused.value)
