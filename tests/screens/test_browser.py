"""The screens in a real browser on loopback: what is seen, what keys do, and that nothing leaves this machine."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboards.widgets.entry import Entry, Firm, Named
from graph.access.accounts import account
from graph.access.cases import open_case
from graph.access.closing import close_case
from graph.access.session import Session
from ingest.desk import enter_application
from tests.screens.axe import axe_script
from tests.screens.conftest import SOURCES
from tests.screens.visiting import AXE, Place, signed_in, visit

PAGES = ("", "check", "network", "application", "network paths", "network veiled", "network watched")
STATES = {"paths": "&path_to={firm}&picked={firm}", "veiled": "&path_to={firm}&picked={firm}&veiled=1"}
STATES |= {"watched": "&path_to={firm}&picked={premises}&path_from=my-watch-set"}
FIRM, PAPERS = (230, 159, 0), (86, 180, 233)  # the colours of an organisation and of an application
PREMISES = (0, 158, 115)
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
SUBJECT, FIRM_ID, PREMISES_ID = "2026-0142", "org:BEKBOBCE.0999000030", "pre:nl:0935200000012345"


def test_a_case_is_opened_and_the_check_says_its_sentence(server: str, page: Page) -> None:
    page.goto(f"{server}/")
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
    close_case(session.store, session.settings, who, case.id, "no_decision", "made up for a test", session.today)


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


def test_what_is_on_no_path_through_the_picked_node_dims_by_keys(server: str, place: Place, page: Page) -> None:
    """From the application to the right stands a person; the premises are on no path through her."""
    visit(page, server, place, "network")
    page.locator(".network canvas").wait_for()
    page.wait_for_function("document.querySelector('.network canvas').width > 300")
    papers = middle_of(page, PAPERS)
    gone = f"colour => isNaN(({MIDDLE})(document.querySelector('.network canvas'), colour).x)"
    assert not page.evaluate(gone, list(PREMISES))
    page.locator(".network").focus()
    for key, said in (("ArrowRight", "2026-0142"), ("ArrowRight", "Ilse van den Voorbeeld")):
        page.keyboard.press(key)
        expect(page.locator(".live")).to_contain_text(said)
    page.keyboard.press("Enter")
    rows = page.get_by_role("table", name="Nodes of the picture").get_by_role("row")
    expect(rows.filter(has_text="Marktproef 4")).to_contain_text("on no path through what is picked")
    expect(page.get_by_text("Dimmed is what lies on no path from the start through Ilse")).to_be_visible()
    page.wait_for_function(gone, arg=list(PREMISES))
    assert middle_of(page, PAPERS) == pytest.approx(papers, abs=2)
    expect(rows.filter(has_text="Ilse van den Voorbeeld")).to_have_attribute("aria-current", "true")


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


def test_a_node_is_watched_and_paths_from_it_are_told_by_keys(server: str, place: Place, page: Page) -> None:
    visit(page, server, place, "network", more=f"&picked={PREMISES_ID}&path_to={FIRM_ID}")
    page.get_by_role("button", name="Watch this").press("Enter")
    stop = page.get_by_role("button", name="Stop watching", exact=True)
    expect(stop).to_be_visible()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    field = page.get_by_role("combobox", name="Path from")
    field.press("ArrowDown")
    field.press_sequentially("from my watch set")
    expect(page.get_by_role("option", name="from my watch set")).to_be_visible()
    field.press("Enter")
    paths = page.locator("ol.paths li")
    expect(page.get_by_text("The paths from your watch set, shortest first")).to_be_visible()
    expect(paths.first.locator("strong")).to_contain_text(re.compile("^Marktproef 4, .* → Genker Proefhoreca BV$"))
    page.get_by_role("button", name="Stop watching Marktproef 4", exact=False).press("Enter")
    expect(page.locator("body")).to_contain_text("Your watch set is empty")
    expect(page.get_by_role("button", name="Watch this")).to_be_visible()
    expect(stop).to_have_count(0)


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
    page = signed_in(context, server, place).new_page()
    name, _, state = name.partition(" ")
    visit(page, server, place, name, language, STATES.get(state, "").format(firm=FIRM_ID, premises=PREMISES_ID))
    expect(page.locator("html")).to_have_attribute("lang", language)
    ground = page.locator(".stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 29)"}[theme]
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("table:not(:has(> caption))")).to_have_count(0)
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


STEWARD = "steward-maastricht"


def test_a_steward_looks_at_a_delivery_and_at_what_was_refused(
    server: str, place: Place, page: Page, tmp_path: Path
) -> None:
    signed_in(page.context, server, place, STEWARD)
    page.goto(f"{server}/deliveries")
    stands = page.get_by_role("table", name="Each source and its last delivery")
    expect(stands).to_contain_text("nl_municipality")
    expect(stands).not_to_contain_text("be_municipality")
    stands.get_by_role("row").filter(has_text="nl_municipality").get_by_role("link").click()
    expect(page.get_by_role("table", name="What became of the rows of each file")).to_contain_text("permit.csv")
    upload(page, packed(tmp_path / "wrong.zip", "closure", "klosure"))
    page.get_by_role("button", name="Look at it, nothing is written").click()
    expect(page.get_by_role("status").last).to_contain_text("Nothing was written.")
    expect(page.get_by_role("status").last).to_contain_text("measure: 1 refused")
    upload(page, packed(tmp_path / "other.zip", ",alcohol,", ",terrace,"))
    page.get_by_role("button", name="Look at it, nothing is written").click()
    expect(page.get_by_role("table", name="What a load would change")).to_contain_text("permit_type")
    upload(page, packed(tmp_path / "right.zip"))
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("status").last).to_contain_text("It is loaded as number")
    page.goto(f"{server}/deliveries")
    expect(page.get_by_role("table", name="Deliveries so far")).to_contain_text("right")


def upload(page: Page, path: Path) -> None:
    """A click before the server has the file would be one without it."""
    with page.expect_response(lambda answer: "/_stcore/upload_file/" in answer.url and answer.request.method == "PUT"):
        page.locator("input[type=file]").set_input_files(path)


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
    page = signed_in(context, server, place, STEWARD).new_page()
    page.goto(f"{server}/deliveries?load=1&lang={language}")
    page.locator("table").nth(3).wait_for()
    expect(page.locator("table:not(:has(> caption))")).to_have_count(0)
    if script := axe_script():
        page.evaluate(script)
        found = page.evaluate(AXE)  # the uploader is Streamlit's own; its button is reached by key
        assert [one for one in found if "stFileUploaderDropzone" not in one] == []
    context.close()


def test_an_auditor_finds_the_log_and_an_official_does_not(server: str, place: Place, page: Page) -> None:
    signed_in(page.context, server, place, "auditor")
    page.goto(server)
    page.get_by_role("link", name="The log").click()
    expect(page.get_by_role("heading", name="To look at")).to_be_visible()
    signed_in(page.context, server, place)
    page.goto(server)
    expect(page.get_by_role("link", name="Check an applicant")).to_be_visible()
    expect(page.get_by_role("link", name="The log")).to_have_count(0)
