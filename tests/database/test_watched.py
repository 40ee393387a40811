"""The watch set: of one account in one case, never more than its View shows, gone with the case."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.access.accounts import account
from graph.access.audit import AuditLog, show
from graph.access.closing import close_case
from graph.access.erasure import erase_entries
from graph.access.log.reading import Wanted, lines
from graph.access.opening import open_view
from graph.access.view import View
from graph.access.watch import keep_watched, kept_watched
from graph.errors import RefusedError, UsageError
from graph.network import watch_cli, watched
from graph.network.neighbourhood import around
from graph.network.paths import Paths, as_data, paths
from graph.network.watched import paths_from_watched, unwatch, watch, watches
from graph.store.connection import Store
from tests.database.deliveries import TODAY, fresh, load
from tests.database.test_paths import FIRM, FIRST, PREMISES, SECOND, _person, _police, _town, _view

LABEL = "MATCH (w:StateWatch) RETURN count(*) AS number"


@pytest.fixture
def world(store: Store, tmp_path: Path) -> Store:
    fresh(store)
    load(store, _town().at(tmp_path / "town"))
    return store


def _ids(view: View) -> list[str]:
    return [node.id for node in watched.watched(view)]


def _as(view: View, id_: str) -> View:
    return replace(view, account=view.account.model_copy(update={"id": id_}))


def test_a_thing_is_watched_once_and_no_more_when_taken_out(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    for id_ in (PREMISES, FIRM, FIRM, SECOND):
        watch(view, id_)
    assert _ids(view) == [SECOND, FIRM, PREMISES]
    assert [node.label for node in watched.watched(view)][1] == "Proefhoreca B.V."
    assert [watches(view, id_) for id_ in (FIRM, FIRST)] == [True, False]
    for _ in range(2):
        unwatch(view, FIRM)
    assert _ids(view) == [SECOND, PREMISES]


def test_it_is_of_one_account_and_one_case(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    watch(view, FIRM)
    assert [_ids(other) for other in (_view(world, log), _as(view, "colleague"), view)] == [[], [], [FIRM]]
    unwatch(_as(view, "colleague"), FIRM)
    assert _ids(view) == [FIRM]


def test_it_ends_with_the_case(world: Store, log: AuditLog) -> None:
    view, other = _view(world, log), _view(world, log)
    watch(view, FIRM)
    watch(other, FIRM)
    close_case(world, world.settings, view.account, view.case.id, "no_decision", "made up for a test", TODAY)
    with pytest.raises(RefusedError, match="closed"):
        watch(view, PREMISES)  # on a page that was opened before
    erase_entries(world, world.settings, view.case.id)
    assert kept_watched(world, view.account.id, view.case.id) == []
    assert (_ids(other), world.read(LABEL)) == ([FIRM], [{"number": 1}])


def test_paths_are_those_of_each_thing_shortest_first(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    things = sorted([_person(view, "Voorbeeld"), _person(view, "Bewoner"), FIRM])
    for id_ in things:
        watch(view, id_)
    found = paths_from_watched(view, [SECOND], former=True)
    each = [paths(view, [id_], [SECOND], former=True) for id_ in things]
    told, wanted = (
        [json.dumps(as_data(Paths((path,))), default=str) for one in several for path in one.paths]
        for several in ([found], each)
    )
    assert sorted(told) == sorted(wanted)
    assert [len(path.steps) for path in found.paths] == sorted(len(path.steps) for path in found.paths)
    assert {path.nodes[0].id for path in found.paths} == set(things)
    cut = paths_from_watched(view, [SECOND], former=True, most=2)
    assert (cut.paths, cut.left_out) == (found.paths[:2], len(wanted) - 2)


def test_the_guards_of_paths_hold(world: Store, log: AuditLog) -> None:
    """By day and kind of line, at hubs; a thing without a path is named, and an end that nobody knows."""
    view = _view(world, log)
    person = _person(view, "Toetsman")
    watch(view, person)
    assert paths_from_watched(view, [FIRM], ["PARTY_IN"]).paths
    stopped = paths_from_watched(view, [FIRM], ["PARTY_IN"], hub=3)
    assert (stopped.paths, [node.id for node in stopped.stopped]) == ((), [FIRST])
    assert [node.id for node in stopped.without] == [person]
    assert "No path from Toetsman." in list(stopped.notes())
    assert paths_from_watched(view, ["org:NL.none"]).unknown
    with pytest.raises(UsageError, match="1 to 4 steps"):
        paths_from_watched(view, [FIRM], longest=5)


def test_what_is_one_thing_is_asked_once(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    same = [node.id for node in around(view, [PREMISES], 0).nodes]
    for id_ in same:
        watch(view, id_)
    found = paths_from_watched(view, [FIRST], ["CONCERNS"])
    assert len(same) == len(watched.watched(view)) == 2
    assert [(len(path.steps), path.nodes[1].id, path.same) for path in found.paths] == [(1, FIRST, ())]


def test_the_set_is_full_of_what_is_visible(world: Store, log: AuditLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched, "MOST_WATCHED", 2)
    view = _view(world, log)
    keep_watched(world, view.account.id, view.case.id, "per:never seen")
    for id_ in (FIRM, PREMISES, FIRM):
        watch(view, id_)
    with pytest.raises(UsageError, match="At most 2"):
        watch(view, FIRST)
    unwatch(view, FIRM)
    watch(view, FIRST)
    assert _ids(view) == [FIRST, PREMISES]


def test_what_is_not_visible_any_more_is_as_if_never_watched(world: Store, log: AuditLog, tmp_path: Path) -> None:
    """A group is watched where police data are open; the same account then asks where they are not."""
    load(world, _police().at(tmp_path / "police"), "nl_police")
    group = _group(_view(world, log, "investigator-limburg"))
    official, other = _view(world, log), _view(world, log)
    keep_watched(world, official.account.id, official.case.id, group)
    for view in (official, other):
        watch(view, FIRM)

    def told(view: View) -> list[Any]:
        found = as_data(paths_from_watched(view, [SECOND], former=True))
        return [watched.watched(view), found, as_data(paths_from_watched(view, [group]))]

    assert told(official) == told(other)
    assert _ids(official) == [FIRM]
    refused = []
    for id_ in (group, "grp:nobody"):
        with pytest.raises(UsageError) as error:
            watch(official, id_)
        refused.append(str(error.value))
        unwatch(official, id_)
    assert refused[0] == refused[1]
    assert group not in refused[0]


def _group(view: View) -> str:
    return next(node.id for node in around(view, [FIRM]).nodes if node.kind == "Group")


def test_a_watched_group_is_seen_where_it_is_open(world: Store, log: AuditLog, tmp_path: Path) -> None:
    load(world, _police().at(tmp_path / "police"), "nl_police")
    view = _view(world, log, "investigator-limburg")
    watch(view, group := _group(view))
    assert [[node.id for node in path.nodes] for path in paths_from_watched(view, [FIRM]).paths] == [[group, FIRM]]
    shut = open_view(world, log, view.account, view.case, TODAY, known_at=1)
    assert (_ids(shut), paths_from_watched(shut, [FIRM])) == ([], Paths())


def test_each_look_is_one_line_of_the_log(world: Store, log: AuditLog) -> None:
    view = _view(world, log)
    watch(view, FIRM)
    watched.watched(view)
    paths_from_watched(view, [SECOND])
    unwatch(view, FIRM)
    wanted = ["network watch", "network watch add", "network watch list", "network paths from watch set"]
    assert [line["action"] for line in show(world.settings)] == [*wanted, "network watch remove"]
    assert FIRM not in str(lines(world.settings, Wanted()))


def test_what_is_no_id_is_refused(world: Store, log: AuditLog) -> None:
    for change in (watch, unwatch):
        with pytest.raises(UsageError, match="the id of a thing"):
            change(_view(world, log), "Proefman")


def test_from_the_command_line(world: Store, log: AuditLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, view = world.settings, _view(world, log)
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    monkeypatch.chdir(tmp_path)
    asks = ["--user", account("coordinator-maastricht").id, "--case", view.case.id, "--today", TODAY.isoformat()]

    def run(*words: str) -> tuple[str, str]:
        result = CliRunner().invoke(watch_cli.app, [*words, *asks], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    assert "in your watch set" in run("paths", SECOND)[1]
    assert run("add", FIRM)[1] == f"{FIRM} is watched in case {view.case.id}.\n"
    assert run("list")[0] == f"Organisation: Proefhoreca B.V.  {FIRM}\n"
    assert [one["id"] for one in json.loads(run("list", "--json")[0])] == [FIRM]
    found = paths_from_watched(view, [SECOND])
    assert json.loads(run("paths", SECOND, "--json")[0]) == json.loads(json.dumps(as_data(found), default=str))
    assert len(run("paths", SECOND)[0].splitlines()) == len(found.paths) > 0
    run("remove", FIRM)
    assert "in your watch set" in run("list")[1]
