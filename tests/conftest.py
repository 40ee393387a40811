"""Both engines for every test that asks for `store`: the embedded one and a real Neo4j.

Where no Neo4j can be started, or no small disk mounted, what needs it is left out and the last lines say so; under
CI it fails.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.settings import Settings
from graph.store import embedded
from graph.store.connection import Store, open_store
from tests.engines import RunningNeo4j, neo4j_missing, start_neo4j
from tests.real_samples import no_samples
from tests.small_disk import no_small_disk

SOME = 20_000  # a Neo4j with little memory keeps no transaction that deletes a whole region
EMPTY = f"""
MATCH (n) WHERE NOT n:StateSchema AND (NOT n:StateStore OR n.id <> 'store')
WITH n LIMIT {SOME} DETACH DELETE n RETURN count(*) AS gone
"""
Needs = Callable[[pytest.Item], bool]
Missing = Callable[[], str | None]
LEFT_OUT = pytest.StashKey[list[str]]()


def _needs_neo4j(item: pytest.Item) -> bool:
    asked = getattr(item, "callspec", None)
    named = {asked.params.get("store"), asked.params.get("engine")} if asked else set()
    return "neo4j_server" in getattr(item, "fixturenames", ()) or "neo4j" in named


def _needs_small_disk(item: pytest.Item) -> bool:
    return "small_disk" in getattr(item, "fixturenames", ())


def _needs_real_samples(item: pytest.Item) -> bool:
    return "real_samples" in getattr(item, "fixturenames", ())


def _leave_out(config: pytest.Config, items: list[pytest.Item], needs: Needs, missing: Missing, said: str) -> None:
    """Leave out what cannot run here, and keep a sentence for the last lines."""
    wanting = [item for item in items if needs(item)]
    reason = missing() if wanting else None
    if reason is None:
        return
    config.stash[LEFT_OUT].append(f"{said.format(len(wanting))} not run: {reason}.")
    config.hook.pytest_deselected(items=wanting)
    items[:] = [item for item in items if not needs(item)]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.stash[LEFT_OUT] = []
    _leave_out(config, items, _needs_real_samples, no_samples, "{} tests of real register files were")
    if os.environ.get("CI") in {"true", "1"}:
        return
    _leave_out(config, items, _needs_neo4j, neo4j_missing, "The Neo4j half of {} database tests was")
    _leave_out(config, items, _needs_small_disk, no_small_disk, "{} tests of a full disk were")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that runs a part of the tests leaves its sentences to the one that prints the last lines."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["left out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every process collects all tests, so each tells the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def real_samples() -> None:
    """For a test that reads them (tests/real_samples.py); without them it is left out, also under CI."""


@pytest.fixture(scope="session")
def small_disk() -> None:
    """For a test that mounts one (tests/small_disk.py)."""
    if reason := no_small_disk():
        pytest.fail(f"No small disk for this test: {reason}.", pytrace=False)


@pytest.fixture(scope="session")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    data = tmp_path_factory.mktemp("embedded") / "data"
    engine = embedded.start(data)
    yield Settings(
        data=data,
        keys=data.with_name("keys"),
        uri=engine.uri,
        user=engine.user,
        password_file=data / "engine.secret",
        database=engine.database,
    )
    embedded.stop(data)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNeo4j]:
    if reason := neo4j_missing():
        pytest.fail(f"No Neo4j for this test: {reason}.", pytrace=False)
    server = start_neo4j(tmp_path_factory.mktemp("neo4j"))
    yield server
    server.stop()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Folders of this test alone; the embedded engine, not started yet."""
    return Settings(data=tmp_path / "data", keys=tmp_path / "keys")


@pytest.fixture(
    params=[
        pytest.param("embedded", marks=pytest.mark.engines),
        pytest.param("neo4j", marks=pytest.mark.engines),
    ]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database (its schema stays from test to test) and folders of this test alone."""
    if request.param == "embedded":
        server = request.getfixturevalue("embedded_server")
    else:
        server = request.getfixturevalue("neo4j_server")
    place = Settings(
        data=tmp_path / "data",
        keys=tmp_path / "keys",
        uri=server.uri,
        user=server.user,
        password_file=server.password_file,
        database="neo4j" if request.param == "neo4j" else embedded.DATABASE,
    )
    with open_store(place) as opened:
        clear(opened)
        yield opened


def clear(store: Store) -> None:
    """Everything goes but the store's own node and what it knows of its schema, which stays."""
    while store.write(EMPTY).rows[0]["gone"] == SOME:
        pass


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files anew; review the difference")
