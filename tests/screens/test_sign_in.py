"""The sign-in in a real browser, and what a hostile visitor meets at the server's door."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboards.sign_in_page import local
from dashboards.texts.texts import languages, texts
from graph.access.audit import show
from graph.access.session import Session
from graph.access.sessions import IDLE, end_sessions, start_session
from tests.screens.axe import axe_script
from tests.screens.servers import asked
from tests.screens.visiting import AXE, Place, signed_in, visit

COOKIE = "euregraph"
SIZE: Any = {"width": 1366, "height": 768}


@pytest.fixture
def outsider(browser: Browser) -> Iterator[Page]:
    """A page of somebody who has not signed in."""
    context = browser.new_context(viewport=SIZE)
    yield context.new_page()
    context.close()


def type_in(page: Page, account: str, password: str) -> None:
    page.get_by_label("Account").fill(account)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Password").press("Enter")


def last_line(session: Session) -> tuple[str, str]:
    """Account and action of the newest line of the log."""
    line = max(show(session.settings), key=lambda line: line["at"])
    return line["account"], line["action"]


def test_a_page_is_reached_through_the_sign_in_and_left_by_signing_out(
    server: str, place: Place, session: Session, outsider: Page
) -> None:
    outsider.goto(f"{server}/check?case={place.case}&lang=en")
    expect(outsider).to_have_title("Sign in – Euregraph")
    type_in(outsider, "official-maastricht", place.password)
    expect(outsider.locator(".casebar")).to_contain_text(place.case)
    assert outsider.url == f"{server}/check?case={place.case}&lang=en"
    expect(outsider.get_by_role("group", name="Account")).to_contain_text("Official of Maastricht")
    [cookie] = [one for one in outsider.context.cookies() if one["name"] == COOKIE]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    outsider.get_by_role("button", name="Sign out").click()
    expect(outsider.get_by_role("alert")).to_contain_text("You are signed out.")
    assert not [one for one in outsider.context.cookies() if one["name"] == COOKIE]
    assert last_line(session) == ("official-maastricht", "sign out")
    outsider.goto(f"{server}/check?case={place.case}")
    expect(outsider.get_by_label("Password")).to_be_visible()
    status, _, _ = asked(server, "GET", "/", {"cookie": f"{COOKIE}={cookie['value']}"})  # kept by a thief
    assert status == 303
    assert last_line(session) == ("official-maastricht", "refused")


def test_a_wrong_password_is_said_in_the_language_of_the_page(
    server: str, place: Place, session: Session, outsider: Page
) -> None:
    outsider.goto(f"{server}/check?lang=nl")
    outsider.get_by_label("Account").fill("official-genk")
    outsider.get_by_label("Wachtwoord").fill("not the password")
    outsider.get_by_role("button", name="Inloggen").click()
    expect(outsider.get_by_role("alert")).to_contain_text("passen niet bij elkaar")
    assert last_line(session) == ("official-genk", "sign in refused")
    outsider.get_by_label("Account").fill("official-genk")
    outsider.get_by_label("Wachtwoord").fill(place.password)
    outsider.get_by_role("button", name="Inloggen").click()
    expect(outsider.locator(".casebar")).to_be_visible()
    assert outsider.url.startswith(f"{server}/check?lang=nl")


def test_a_session_that_the_administrator_ends_shows_nothing_more(
    server: str, place: Place, page: Page, session: Session
) -> None:
    visit(page, server, place, "check")
    end_sessions(session.store, "official-maastricht", "ended by administrator")
    field = page.get_by_label("Case number, register number", exact=False)
    field.fill("0999000030")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Your session has ended")
    expect(page.locator("body")).not_to_contain_text("Proefman")
    assert last_line(session) == ("official-maastricht", "refused")
    page.get_by_role("alert").get_by_role("link", name="Sign in").click()
    type_in(page, "official-maastricht", place.password)
    expect(page.locator("body")).to_contain_text("Proefhoreca")
    assert "subject=0999000030" in page.url


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", languages())
def test_the_sign_in_page_can_be_read_by_everybody(server: str, browser: Browser, language: str, theme: Any) -> None:
    context = browser.new_context(viewport=SIZE, bypass_csp=True, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{server}/sign-in?said=ended&next={quote(f'/check?lang={language}')}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("alert")).to_have_text(texts(language)("Your session has ended: sign in again."))
    if script := axe_script():
        page.evaluate(script)
        assert page.evaluate(AXE) == []
    context.close()


def test_the_other_language_is_one_link_away_and_keeps_the_way_back(server: str, outsider: Page) -> None:
    outsider.goto(f"{server}/sign-in?next={quote('/check?case=7&lang=en')}")
    outsider.get_by_role("link", name="Nederlands").click()
    expect(outsider.get_by_role("button", name="Inloggen")).to_be_visible()
    expect(outsider.locator("input[name=next]")).to_have_value("/check?case=7&lang=nl")


INJECTED = """() => {
  const script = document.createElement("script");
  script.textContent = "window.injected = true";
  document.body.append(script);
  return window.injected === true;
}"""


@pytest.mark.parametrize("name", ["check", "network"])
def test_under_the_policy_the_pages_work_and_no_other_script_does(
    server: str, place: Place, page: Page, browser: Browser, name: str
) -> None:
    """The console of `page` must stay silent; on the other page it tells of the script that was refused."""
    visit(page, server, place, name)
    if name == "network":
        page.locator(".network canvas").wait_for()
        page.wait_for_function("document.querySelector('.network canvas').width > 300")
    context = signed_in(browser.new_context(), server, place)
    attacked, said = context.new_page(), []
    attacked.on("console", lambda message: said.append(message.text))
    visit(attacked, server, place, name)
    assert attacked.evaluate(INJECTED) is False
    context.close()
    assert "Content Security Policy" in " ".join(said)


PAGES = ["/", "/check?case=1&subject=x", "/network"]


@pytest.mark.parametrize("path", [*PAGES, "/_stcore/upload_file/a/b", "/media/x.csv"])
def test_without_a_session_nothing_is_served(server: str, path: str) -> None:
    status, told, body = asked(server, "GET", path)
    if path.startswith(("/_stcore", "/media")):
        assert (status, body) == (401, "Sign in first.")
    else:
        assert (status, told["location"]) == (303, f"/sign-in?next={quote(path, safe='')}")


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "..;/"])
def test_a_websocket_needs_a_session(server: str, session: Session, token: str) -> None:
    upgrade = {"connection": "Upgrade", "upgrade": "websocket", "sec-websocket-version": "13"}
    upgrade |= {"sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==", "origin": server, "cookie": f"{COOKIE}={token}"}
    assert asked(server, "GET", "/_stcore/stream", upgrade)[0] == 403
    if token == "x":
        assert last_line(session) == ("", "refused")


def test_a_session_that_was_idle_is_sent_to_the_sign_in_and_says_so(server: str, session: Session) -> None:
    token = start_session(session.store, "official-genk", int(time.time()) - IDLE)
    status, told, _ = asked(server, "GET", "/check", {"cookie": f"{COOKIE}={token}"})
    assert (status, told["location"]) == (303, "/sign-in?next=%2Fcheck&said=ended")
    assert "Max-Age=0" in told["set-cookie"]
    assert last_line(session) == ("official-genk", "refused")


FOREIGN = [{}, {"origin": "http://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]


@pytest.mark.parametrize("headers", [*FOREIGN, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}])
def test_a_form_of_another_site_signs_nobody_in_or_out(
    server: str, place: Place, session: Session, headers: dict[str, str]
) -> None:
    form = {"account": "official-genk", "password": place.password}
    status, told, body = asked(server, "POST", "/sign-in", headers, **form)
    assert (status, "set-cookie" in told) == (403, False)
    assert "not sent from a page of this server" in body
    cookie = {"cookie": f"{COOKIE}={start_session(session.store, 'official-genk', int(time.time()))}"}
    assert asked(server, "POST", "/sign-out", headers | cookie)[0] == 403
    assert asked(server, "GET", "/", cookie)[0] == 200


def test_signing_out_of_a_session_that_has_ended_takes_the_cookie_back(server: str, session: Session) -> None:
    token = start_session(session.store, "official-genk", int(time.time()))
    for _ in range(2):
        answer = asked(server, "POST", "/sign-out", {"origin": server, "cookie": f"{COOKIE}={token}"})
        assert (answer.status, answer.headers["location"]) == (303, "/sign-in?said=out&lang=en")
        assert "Max-Age=0" in answer.headers["set-cookie"]
    assert last_line(session) == ("official-genk", "refused")


def test_a_new_session_takes_the_place_of_the_one_before(server: str, place: Place, browser: Browser) -> None:
    context: BrowserContext = signed_in(browser.new_context(), server, place)
    before = [one["value"] for one in context.cookies() if one["name"] == COOKIE]
    signed_in(context, server, place, "official-genk")
    [after] = [one["value"] for one in context.cookies() if one["name"] == COOKIE]
    context.close()
    assert [asked(server, "GET", "/", {"cookie": f"{COOKIE}={token}"})[0] for token in (*before, after)] == [303, 200]


ELSEWHERE = ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "javascript:alert(1)", ""]
ODD = ["check", "/\t/elsewhere.example", "/a\r\nset-cookie: x", "/sign-out", "\\\\elsewhere", "/check\\@x"]


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *ODD])
def test_the_way_back_never_leaves_this_server(server: str, place: Place, wanted: str) -> None:
    form = {"account": "official-genk", "password": place.password, "next": wanted}
    status, told, _ = asked(server, "POST", "/sign-in", {"origin": server}, **form)
    assert (status, told["location"]) == (303, "/")


def test_the_way_back_is_kept_where_it_is_one_of_this_server() -> None:
    assert local("/check?case=1&subject=a%20b") == "/check?case=1&subject=a%20b"


SITES = ("cross-site", "same-origin")


def test_what_is_typed_at_the_sign_in_is_text(server: str) -> None:
    script = '/check?lang=en&x="><script>alert(1)</script>'
    _, told, body = asked(server, "GET", f"/sign-in?next={quote(script)}&lang=%22%3E%3Cb%3E&said=%3Cb%3E")
    assert "<script" not in body
    assert "<b>" not in body
    assert "script-src" not in told["content-security-policy"]
    assert "default-src 'none'" in told["content-security-policy"]
    assert asked(server, "POST", "/sign-in", {"origin": server}, account="x", password="y" * 5000)[0] == 403


def test_who_follows_a_link_of_another_site_may_go_on_without_a_password(server: str) -> None:
    """A cookie with SameSite=Strict does not come along, so the server cannot know of the session yet."""
    shown = [asked(server, "GET", "/sign-in?next=/check", {"sec-fetch-site": site}).body for site in SITES]
    assert ['<a href="/check">' in body for body in shown] == [True, False]


def test_another_name_for_this_server_is_not_answered(server: str) -> None:
    assert asked(server, "GET", "/sign-in", {"host": "elsewhere.example"})[0] == 400


def test_every_refusal_at_the_door_is_a_line_without_what_was_typed(server: str, session: Session) -> None:
    asked(server, "POST", "/sign-in", {"origin": server}, account="geheim-getypt", password="y")
    line = max(show(session.settings), key=lambda line: line["at"])
    assert (line["account"], line["action"]) == ("", "sign in refused")
    assert not re.search("geheim", json.dumps(line))
