"""A data folder with the samples of four sources and one open case; a browser where this machine has one."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from graph.access.accounts import account
from graph.access.cases import open_case
from graph.access.demo_accounts import keep_demo_accounts
from graph.access.session import Session, open_session
from graph.settings import Settings
from graph.store import embedded
from ingest.run import load, open_job
from tests.screens.servers import serving
from tests.screens.visiting import Place, signed_in

TODAY = date(2026, 6, 1)
SOURCES = Path(__file__).parents[2] / "ingest" / "sources"
SAMPLES = {"nl_municipality": "first", "be_municipality": "first", "be_kbo": "full", "nl_kvk_hr": "first"}
LEFT_OUT = pytest.StashKey[int]()
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("screens") / "data"
    settings = Settings(data=data, keys=data.with_name("data.keys"))
    with open_session(settings, TODAY) as session:
        for source, sample in SAMPLES.items():
            with open_job(session.store, settings, source, SOURCES / source / "sample" / sample, TODAY) as job:
                load(job)
        keep_demo_accounts(session)
        who = account("official-maastricht")
        case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", "2026-0142", "2026-0142", TODAY)
    yield Place(data, case.id)
    embedded.stop(data)


@pytest.fixture
def session(place: Place) -> Iterator[Session]:
    settings = Settings(data=place.data, keys=place.data.with_name("data.keys"))
    with open_session(settings, TODAY) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(place: Place) -> Iterator[str]:
    with serving(place.data) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not BROWSER:
        pytest.fail("There is no chromium here: install the package chromium.", pytrace=False)
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, server: str, place: Place) -> Iterator[Page]:
    """The page of an official, which may ask this machine only, and whose console says nothing of a broken policy."""
    context = signed_in(browser.new_context(viewport={"width": 1366, "height": 768}), server, place)
    opened = context.new_page()
    outside: list[str] = []
    broken: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            outside.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:
            broken.append(message.text)

    opened.on("request", asked)
    opened.on("console", said)
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert not outside, f"requests left this machine: {outside}"
    assert not broken, f"the console says: {broken}"


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
