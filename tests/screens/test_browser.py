"""The screens in a real browser on loopback: what is seen, what keys do, and that nothing leaves this machine."""

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from dashboards.widgets.entry import Entry, Firm, Named
from graph.access.accounts import account
from graph.access.cases import close_case, open_case
from graph.access.erasure import erase_entries
from graph.access.session import Session
from graph.store.ports import free_ports
from ingest.desk import enter_application
from tests.screens.axe import axe_script
from tests.screens.conftest import BROWSER, SOURCES, Place

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
SERVE = "import sys; from datetime import date; from pathlib import Path; from dashboards.serve import serve; "
SERVE += "serve(Path(sys.argv[1]), int(sys.argv[2]), today=date(2026, 6, 1))"
PAGES = ("", "check", "network", "application", "network paths", "network veiled")
STATES = {"paths": "&path_to={firm}&picked={firm}", "veiled": "&path_to={firm}&picked={firm}&veiled=1"}
AXE = "async () => (await axe.run()).violations.map(one => one.id + ': ' + one.nodes.map(node => node.html))"
FIRM, PAPERS = (230, 159, 0), (86, 180, 233)  # the colours of an organisation and of an application
MIDDLE = """(canvas, colour) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const ratio = canvas.width / canvas.clientWidth;
  let [x, y, count] = [0, 0, 0];
  let first = null;  // the topmost of that colour; what is further away than a node is wide is another one
  for (let at = 0; at < data.length; at += 4) {
    if (colour.every((part, index) => data[at + index] === part)) {
      const [left, top] = [(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)];
      first = first || [left, top];
      if (Math.hypot(left - first[0], top - first[1]) < 24 * ratio) {
        x += left;
        y += top;
        count += 1;
      }
    }
  }
  return { x: x / count / ratio, y: y / count / ratio };
}"""
SUBJECT, FIRM_ID = "2026-0142", "org:BEKBOBCE.0999000030"
START_SECONDS = 60
expect.set_options(timeout=40_000)  # a page may read for seconds on a small machine


@pytest.fixture(scope="session")
def server(place: Place) -> Iterator[str]:
    port = free_ports(1)[0]
    command = [sys.executable, "-c", SERVE, str(place.data), str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "STREAMLIT_SERVER_PORT": ""})
    address = f"http://127.0.0.1:{port}"
    _wait(process, address)
    yield address
    process.terminate()
    process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health"):
                return
        except URLError:
            time.sleep(0.1)  # it does not listen yet
    pytest.fail(f"The server at {address} did not start.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not BROWSER:
        pytest.fail("There is no chromium here: install the package chromium.", pytrace=False)
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may ask this machine only, and whose console says nothing of a broken policy."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
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


def visit(page: Page, server: str, place: Place, name: str, language: str = "en", more: str = "") -> None:
    page.goto(f"{server}/{name}?user=official-maastricht&case={place.case}&lang={language}{more}")
    page.locator("h1").wait_for()
    page.locator("table, .lead").last.wait_for()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)


def test_a_case_is_opened_and_the_check_says_its_sentence(server: str, page: Page) -> None:
    page.goto(f"{server}/?user=official-maastricht")
    page.get_by_label("Subject: case number", exact=False).fill("2026-0142")
    page.get_by_role("button", name="Open the case").click()
    expect(page.locator(".casebar")).to_contain_text("Wet Bibob art. 3")
    page.get_by_role("link", name="Check an applicant").click()
    expect(page.locator(".lead").first).to_contain_text("Indicators that are met")
    expect(page.get_by_role("heading", name="The circle")).to_be_visible()
    assert "case=" in page.url


def test_an_indicator_opens_by_key_and_shows_its_facts(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "check")
    row = page.locator("details").first
    row.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("table", name="The facts, as their sources told them")).to_be_visible()
    expect(row.get_by_role("heading", name="What could explain it innocently")).to_be_visible()


@pytest.fixture
def namesakes(session: Session) -> Iterator[str]:
    """A case in which somebody was typed in who has name and birth date of a person in the samples."""
    who = account("official-maastricht")
    case = open_case(session.store, who, "permit_screening", "NL_BIBOB_3", "T-11", "T-11", session.today)
    permit = {"case_number": "T-11", "permit_type": "alcohol", "date_application": "2026-05-30"}
    people = (Named("Proefman", "Daan", "1984-03-12", "manager"),)
    enter_application(session, who.id, case.id, Entry(permit, Firm("Proeflokaal Elf B.V.", "NL"), people).rows())
    yield case.id
    close_case(session.store, who, case.id, "made up for a test", session.today)
    erase_entries(session.store, session.settings, case.id)


def test_one_of_two_that_the_input_means_is_checked_alone(server: str, namesakes: str, page: Page) -> None:
    """The choice stands open where the input means both, and is folded where it means one; by keys."""
    visit(page, server, Place(Path(), namesakes), "check", more="&subject=Proefman, Daan, 1984-03-12")
    listed = page.get_by_role("table", name="Whom else the input could mean")
    expect(page.locator("body")).to_contain_text("What was typed may mean each of these")
    expect(listed.get_by_role("link")).to_have_count(2)
    listed.get_by_role("link", name="Check Daan Proefman").last.press("Enter")
    page.wait_for_url("**subject=per%3A**")
    expect(page.locator(".stHtml section").first).to_contain_text("id of a thing")
    expect(page.locator("body")).not_to_contain_text("What was typed may mean each of these")
    expect(listed).to_be_hidden()
    page.get_by_text("Not the one you mean?").press("Enter")
    expect(listed).to_contain_text("birth date")
    expect(listed.get_by_role("link")).to_have_count(1)


def test_the_picture_of_the_circle_is_drawn_beside_its_table(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "check")
    image = page.get_by_role("img", name="Drawing of the table", exact=False)
    assert image.evaluate("one => one.naturalWidth") == 250
    table, drawn = page.get_by_role("table", name="Who stands behind").bounding_box(), image.bounding_box()
    assert table
    assert drawn
    assert drawn["x"] > table["x"] + table["width"] - 1
    assert drawn["x"] + drawn["width"] <= 1366


def test_what_was_typed_stands_in_the_address(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "check")
    field = page.get_by_label("Case number, register number", exact=False)
    field.fill("0999000030")
    field.press("Enter")
    expect(page.locator(".stHtml section").first).to_contain_text("register or VAT number")
    assert "subject=0999000030" in page.url


def test_the_network_is_read_by_keys_alone(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "network")
    page.locator(".network canvas").wait_for()
    page.locator(".network").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".live")).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Open what stands around it")).to_be_visible()
    assert "picked=" in page.url
    expect(page.locator(".network")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.wait_for_url("**opened=**")


def middle_of(page: Page, colour: tuple[int, int, int]) -> dict[str, float]:
    """Where the nodes of a colour stand on the canvas, in pixels of the page."""
    found: dict[str, float] = page.locator(".network canvas").evaluate(MIDDLE, list(colour))
    return found


def test_a_click_on_a_node_shows_its_card_and_moves_nothing(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "network")
    page.locator(".network canvas").wait_for()
    page.wait_for_function("document.querySelector('.network canvas').width > 300")
    firm, papers = middle_of(page, FIRM), middle_of(page, PAPERS)
    page.locator(".network canvas").click(position=firm)  # type: ignore[arg-type]
    expect(page).to_have_url(re.compile("picked=org"))
    expect(page.get_by_role("heading", name="Open what stands around it")).to_be_visible()
    assert middle_of(page, PAPERS) == pytest.approx(papers, abs=2)


def test_what_was_hidden_is_undone_and_done_again_by_keys(server: str, place: Place, page: Page) -> None:
    """It outlives what else is changed on the page."""
    visit(page, server, place, "network", more=f"&picked={FIRM_ID}")
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    row = page.get_by_role("table", name="Nodes of the picture").get_by_role("rowheader", name="Genker Proefhoreca BV")
    expect(row).to_have_count(1)
    expect(undo).to_be_disabled()
    page.get_by_role("button", name="Hide this node").press("Enter")
    expect(row).to_have_count(0)
    page.get_by_text("Hide names, for sharing a screen").click()
    expect(page.locator("body")).to_contain_text("person 1")
    undo.press("Enter")
    expect(undo).to_be_disabled()
    page.get_by_text("Hide names, for sharing a screen").click()
    expect(row).to_have_count(1)
    redo.press("Enter")
    expect(row).to_have_count(0)
    expect(redo).to_be_disabled()


def test_names_are_hidden_everywhere_on_the_page(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "network", more=f"&picked={FIRM_ID}&path_to={FIRM_ID}")
    body = page.locator("body")
    expect(body).to_contain_text("Genker Proefhoreca BV")
    page.get_by_role("checkbox", name="Hide names, for sharing a screen").press("Space")
    expect(body).to_contain_text("organisation 1")
    for name in ("Proefhoreca", "Proefman", "Voorbeeld", "Marktproef", "0142"):
        expect(body).not_to_contain_text(name)


def test_paths_between_two_things_are_told_by_sentences(server: str, place: Place, page: Page) -> None:
    """From the card of a node, then over some kinds of lines only."""
    visit(page, server, place, "network", more=f"&picked=app:nl-gm0935/{SUBJECT}")
    page.get_by_role("button", name="Show how the start is connected with it").press("Enter")
    paths = page.locator("ol.paths li")
    expect(paths.first).to_contain_text("applicant")
    expect(paths.first).to_contain_text("legal relation applicant")
    field = page.get_by_role("combobox", name="Path to")
    field.fill("Voorbeeld, Ilse van den, 1990-11-02")
    field.press("Enter")
    expect(paths.first).to_contain_text("Ilse van den Voorbeeld")
    field.fill("Niemand, Niels, 1970-01-01")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing that may be shown in this case answers")


def test_an_application_is_typed_in_and_checked(page: Page, server: str, place: Place) -> None:
    """By keys alone; a day that is none is told, and what was typed stays."""
    visit(page, server, place, "application")
    told = {"Case number of the application": "T-7", "Name of the organisation": "Proeflokaal Zeven B.V."}
    told |= {"Day of the application (YYYY-MM-DD)": "30-05-2026", "Surname": "Toetsema", "Town": "Maastricht"}
    for label, text in told.items():
        page.get_by_label(label, exact=True).first.fill(text)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Keep it in this case").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("date_application")
    expect(page.get_by_label("Surname").first).to_have_value("Toetsema")
    page.get_by_label("Day of the application (YYYY-MM-DD)").fill("2026-05-30")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Keep it in this case").press("Enter")
    page.get_by_role("link", name="Check the applicant").click()
    expect(page.locator("body")).to_contain_text("Proeflokaal Zeven B.V.")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("nl", "dark")])
def test_a_page_can_be_read_by_everybody(
    server: str, place: Place, browser: Browser, name: str, language: str, theme: Any
) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True, color_scheme=theme)
    page = context.new_page()
    name, _, state = name.partition(" ")
    visit(page, server, place, name, language, STATES.get(state, "").format(firm=FIRM_ID))
    expect(page.locator("html")).to_have_attribute("lang", language)
    ground = page.locator(".stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 29)"}[theme]
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("table").count() == page.locator("table > caption").count()
    if script := axe_script():
        page.evaluate(script)
        assert page.evaluate(AXE) == []
    context.close()


def test_every_answer_carries_the_headers(server: str) -> None:
    with urlopen(server) as answer:
        told = answer.headers
    assert "frame-ancestors 'none'" in told["content-security-policy"]
    assert "unsafe" not in told["content-security-policy"]
    assert "http" not in told["content-security-policy"]
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"


STEWARD = "deliveries?user=steward-maastricht"


def test_a_steward_looks_at_a_delivery_and_at_what_was_refused(server: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{server}/{STEWARD}")
    stands = page.get_by_role("table", name="Each source and its last delivery")
    expect(stands).to_contain_text("nl_municipality")
    expect(stands).not_to_contain_text("be_municipality")
    stands.get_by_role("row").filter(has_text="nl_municipality").get_by_role("link").click()
    expect(page.get_by_role("table", name="What became of the rows of each file")).to_contain_text("permit.csv")
    page.locator("input[type=file]").set_input_files(packed(tmp_path / "wrong.zip", "closure", "klosure"))
    page.get_by_role("button", name="Look at it, nothing is written").click()
    expect(page.get_by_role("status").last).to_contain_text("Nothing was written.")
    expect(page.get_by_role("status").last).to_contain_text("measure: 1 refused")
    page.locator("input[type=file]").set_input_files(packed(tmp_path / "right.zip"))
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("status").last).to_contain_text("It is loaded as number")


def packed(path: Path, old: str = "", new: str = "") -> Path:
    """The sample of a municipality as a zip, with one word changed."""
    with zipfile.ZipFile(path, "w") as made:
        for file in sorted((SOURCES / "nl_municipality" / "sample" / "first").iterdir()):
            made.writestr(file.name, file.read_text(encoding="utf-8").replace(old or "\0", new))
    return path


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("nl", "dark")])
def test_the_stewards_page_can_be_read_by_everybody(
    server: str, browser: Browser, place: Place, language: str, theme: Any
) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{server}/{STEWARD}&load=1&lang={language}")
    page.locator("table").nth(3).wait_for()
    assert page.locator("table").count() == page.locator("table > caption").count()
    if script := axe_script():
        page.evaluate(script)
        found = page.evaluate(AXE)  # the uploader is Streamlit's own; its button is reached by key
        assert [one for one in found if "stFileUploaderDropzone" not in one] == []
    context.close()


def test_an_auditor_finds_the_log_and_an_official_does_not(server: str, page: Page) -> None:
    page.goto(f"{server}/?user=auditor")
    page.get_by_role("link", name="The log").click()
    expect(page.get_by_role("heading", name="To look at")).to_be_visible()
    page.goto(f"{server}/?user=official-maastricht")
    expect(page.get_by_role("link", name="Check an applicant")).to_be_visible()
    expect(page.get_by_role("link", name="The log")).to_have_count(0)
