"""What is asked in a world: every query with everything of the world at once, and the answers that people get."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from graph.access.purposes import DATA_SUBJECT
from graph.access.standing import Signed
from graph.access.view import View
from graph.access.watch import drop_watched, keep_watched
from graph.border.lookups import lookup_queries
from graph.checks.candidates import candidates
from graph.checks.check import check_context, run_check
from graph.checks.circle import read_circle
from graph.checks.cli import as_data
from graph.checks.describe import describe
from graph.checks.kinship import read_kinship
from graph.checks.permit import read_permit
from graph.checks.subject import find_subject, known
from graph.codes.official import LANGUAGES
from graph.data_subject.report import subject_report
from graph.errors import RefusedError, UsageError
from graph.export.run import plan
from graph.network import network, paths
from graph.network.lines import kind_of
from graph.network.neighbourhood import among, around, counts
from graph.network.watched import paths_from_watched, watch, watched
from graph.patterns.patterns import indicators
from graph.patterns.queries import Query, view_queries
from graph.store.connection import Rows
from graph.studies.quarters import read_quarter
from graph.studies.tally import tally
from tests.worlds import TODAY, World

NAMED = ("Person", "Organisation", "Premises")
CASE = "MERGE (c:StateCase {id: $id})"
THING = "MATCH (t:{kind} {{id: $id}}) RETURN t.id AS id"
NO_CASE = "MATCH (c:StateCase {id: $id}) DETACH DELETE c"
SLICE = re.compile(r"\[0\.\.\d+\]")


def _small(query: Query) -> Query:
    """A query that lists the first fifty lists the first two: what comes first must show in worlds of this size."""
    return replace(query, guarded=tuple(SLICE.sub("[0..2]", text) for text in query.guarded))


QUERIES: Mapping[str, Query] = {
    name: _small(query)
    for name, query in {
        **view_queries(),
        **lookup_queries(),
        **{name: one.query for name, one in indicators().items()},
    }.items()
}


def signed_for(view: View, act: str, abouts: Iterable[str]) -> View:
    """The View of a coordinator of the same authority, as if an act had been signed about each of these in its case."""
    who = view.account.model_copy(update={"role": "coordinator", "centre": ""})
    return replace(view, account=who, signed=frozenset(Signed(act, one, "second", view.today) for one in abouts))


def answer(view: View, query: Query, told: Mapping[str, Any]) -> Rows:
    """What a query answers; one that takes a second signature is asked as if it had been given about everything."""
    return (signed_for(view, query.act, told["ids"]) if query.act else view).ask(query, **told)


def asks(view: View, world: World) -> dict[str, dict[str, Any]]:
    """Query -> parameters; the world of an indicator's example asks that indicator, as a check of its case would."""
    if world.indicator:
        return {world.indicator: _indicator(world.indicator, _context(view, world) | dict(world.gives))}
    told = _gives(world)
    steps = {name: _steps(query, told) for name, query in {**view_queries(), **lookup_queries()}.items()}
    everything = _context(view, world) | told
    return steps | {name: _indicator(name, everything) for name in indicators()}


def _gives(world: World) -> dict[str, Any]:
    parties = world.things("Person", "Organisation")
    records = sorted(world.ids.values())
    found = {
        "ids": world.things(),
        "ids of records": records,
        "records": records,
        "subjects": parties,
        "circle": parties,
        "town": "town 0",  # one of the values that tests/worlds.py gives to a property nobody compares
    }
    found |= {
        "premises": world.things("Premises"),
        "places": world.things("Premises"),
        "applications": world.things("Application"),
    }
    days = {"first": TODAY - timedelta(days=1200), "last": TODAY - timedelta(days=100)}
    return found | days | dict(world.gives)


def _steps(query: Query, told: Mapping[str, Any]) -> dict[str, Any]:
    wanted = query.parameters | ({"subjects"} if "$subjects" in query.text else set())
    if missing := wanted - set(told):
        raise AssertionError(
            f"{query.id} asks with {sorted(missing)}: say in tests/asking.py what a world gives for it"
        )
    meant = query.front.get("parameters", {})
    return {name: told.get(meant.get(name), told[name]) if name == "ids" else told[name] for name in wanted}


def _indicator(name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    one = indicators()[name]
    limits: dict[str, Any] = {**one.pattern.thresholds, **told.get("thresholds", {})}
    return limits | one.lists | {part: told[part] for part in one.pattern.context}


def _context(view: View, world: World) -> dict[str, Any]:
    subject = find_subject(view, world.gives["case_number"])
    members = read_circle(view, list(subject.ids), sorted({row["id"] for row in subject.application}))
    return check_context(view, subject, members)


def _told(answer: Callable[[], Any]) -> Any:
    """An answer, or the error that stands in its place."""
    try:
        return answer()
    except (UsageError, RefusedError) as error:
        return str(error)


def _check(view: View, world: World) -> Any:
    return _told(lambda: as_data(run_check(view, world.gives["case_number"])))


def _clocks(view: View, world: World) -> Any:
    """Of the application of the case, as if in each country: only German terms count from a prohibition."""
    rows = view.step("application", case_number=world.gives["case_number"], authority=view.case.authority)
    told = [
        read_permit(view, [row | {"country": name, "permit_type": "alcohol"} for row in rows]) for name in LANGUAGES
    ]
    return [(one.course, [asdict(clock) | {"clock": clock.clock.id} for clock in one.clocks]) for one in told if one]


def _subjects(view: View, world: World) -> Any:
    """Ids, numbers and names that mean something in this world, and some that mean nothing anywhere."""
    typed = [*world.things(), "per:nobody", "org:NL.nobody", "2026/nothing", "99999999", "Niemand, Niels, 1970-01-01"]
    typed += [str(world.gives.get(name, "")) for name in ("case_number", "number")]
    found = {word: _told(lambda word=word: find_subject(view, word)) for word in typed}  # type: ignore[misc]
    return found, [thing for thing in world.things() if known(view, thing)]


def _candidates(view: View, world: World) -> Any:
    """For the applicant of the case, and for each party by its id."""
    typed = [world.gives["case_number"], str(world.gives.get("number", "")), *world.things("Person", "Organisation")]
    return {word: _told(lambda word=word: candidates(view, find_subject(view, word))) for word in typed}  # type: ignore[misc]


def _descriptions(view: View, world: World) -> Any:
    return describe(view, world.things(*NAMED))


def _kinship(view: View, world: World) -> Any:
    """About every thing, with a signature for every second one, by a coordinator and by whoever asks in the world."""
    things = world.things("Person", "Organisation")
    signed = signed_for(view, "kinship", things[::2])
    return {word: [_told(lambda w=word, v=v: read_kinship(v, w)) for v in (signed, view)] for word in things}  # type: ignore[misc]


def _network(view: View, world: World) -> Any:
    """From two parties at once, with so low a hub that some stop, with hardly any room, and between things named."""
    starts = world.things("Person", "Organisation")[-2:]
    low, tight = around(view, starts, hops=2, hub=6), around(view, starts, hops=1, most=6)
    return [network.as_data(one) for one in (low, tight, among(view, world.things(*NAMED)))]


def _counts(view: View, world: World) -> Any:
    return {thing: counts(view, thing) for thing in world.things(*NAMED)[::3]}


def _paths(view: View, world: World) -> Any:
    """Between things of several kinds, on the day and on any day, with so low a hub that some stop, and to nobody."""
    things = world.things(*NAMED)
    pairs = [(things[0], things[-1]), (things[len(things) // 2], things[-2]), (things[1], "per:nobody")]
    ways: list[dict[str, Any]] = [{}, {"former": True}, {"former": True, "hub": 6, "most": 3}, {"longest": 2}]
    return [paths.as_data(paths.paths(view, [one], [other], **how)) for one, other in pairs for how in ways]


def _watched(view: View, world: World) -> Any:
    """Watched is what was loaded, as if seen before: what is listed, what may be added, and the paths from it."""
    things, whose = world.things(*NAMED), (view.account.id, view.case.id)
    kept, more = [id_ for id_ in things if _loaded(view, id_)], [*things[1::3], "org:NL.nobody"]
    view.store.write(CASE, id=view.case.id)
    for thing in kept:
        keep_watched(view.store, *whose, thing)
    found = [paths_from_watched(view, [end], former=True, hub=hub) for end, hub in ((things[-1], 50), (things[0], 6))]
    answer = watched(view), list(map(paths.as_data, found)), [_told(lambda t=t: watch(view, t)) for t in more]  # type: ignore[misc]
    for thing in (*kept, *more):
        drop_watched(view.store, *whose, thing)
    view.store.write(NO_CASE, id=view.case.id)
    return answer


def _loaded(view: View, id_: str) -> bool:
    """Whether the store holds the thing, whatever is visible of it."""
    return bool(view.store.read(THING.format(kind=kind_of(id_)), id=id_))


def _export(view: View, world: World) -> Any:
    """What would go to the own authority and to another, and what would stay behind."""
    start = f"around:{world.things(*NAMED)[-1]}"
    return [_told(lambda to=to: asdict(plan(view, start, to))) for to in ("nl-gm0935", "nl-gm0917")]  # type: ignore[misc]


def _subject_report(view: View, world: World) -> Any:
    """For each person of the world, by a coordinator of the authority that told most of it."""
    tellers = sorted(record.compartment.authority for record in world.records)
    who = view.account.model_copy(update={"role": "coordinator", "authority": max(tellers, key=tellers.count)})
    own = replace(view, account=who, case=replace(view.case, authority=who.authority, purpose=DATA_SUBJECT))
    typed = [*world.things("Person"), "per:nobody", "Niemand, Niels, 1970-01-01"]
    return {word: _told(lambda word=word: asdict(subject_report(own, word))) for word in typed}  # type: ignore[misc]


def _study(view: View, world: World) -> Any:
    """The counts of a study as they are, before small ones are hidden, in the quarter of most examples and before."""
    return [tally(view, read_quarter(quarter)) for quarter in ("2026Q1", "2026Q2")]


WHOLES: Mapping[str, Callable[[View, World], Any]] = {
    "check": _check,
    "clocks": _clocks,
    "subjects": _subjects,
    "candidates": _candidates,
    "descriptions": _descriptions,
    "kinship": _kinship,
    "network": _network,
    "counts": _counts,
    "paths": _paths,
    "watched": _watched,
    "export": _export,
    "subject report": _subject_report,
    "study": _study,
}
