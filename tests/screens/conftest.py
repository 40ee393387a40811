"""A data folder with the samples of four sources and one open case; a browser where this machine has one."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.access.accounts import account
from graph.access.cases import open_case
from graph.access.session import Session, open_session
from graph.settings import Settings
from graph.store import embedded
from ingest.run import load, open_job

TODAY = date(2026, 6, 1)
SOURCES = Path(__file__).parents[2] / "ingest" / "sources"
SAMPLES = {"nl_municipality": "first", "be_municipality": "first", "be_kbo": "full", "nl_kvk_hr": "first"}
LEFT_OUT = pytest.StashKey[int]()
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


class Place(NamedTuple):
    """A data folder and the case that is open in it."""

    data: Path
    case: str


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("screens") / "data"
    settings = Settings(data=data, keys=data.with_name("data.keys"))
    with open_session(settings, TODAY) as session:
        for source, sample in SAMPLES.items():
            with open_job(session.store, settings, source, SOURCES / source / "sample" / sample, TODAY) as job:
                load(job)
        who = account("official-maastricht")
        case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", "2026-0142", "2026-0142", TODAY)
    yield Place(data, case.id)
    embedded.stop(data)


@pytest.fixture
def session(place: Place) -> Iterator[Session]:
    settings = Settings(data=place.data, keys=place.data.with_name("data.keys"))
    with open_session(settings, TODAY) as opened:
        yield opened


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where there is no browser its tests are left out and the last lines say so; under CI they fail."""
    wanting = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if BROWSER or not wanting or os.environ.get("CI") in {"true", "1"}:
        return
    config.stash[LEFT_OUT] = len(wanting)
    config.hook.pytest_deselected(items=wanting)
    items[:] = [item for item in items if item not in wanting]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{count} tests in a browser were not run: there is no chromium here.", yellow=True)
