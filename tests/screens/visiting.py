"""What a visitor does first in a browser: sign in and open a page."""

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page, expect

from graph.access.demo_accounts import FILE

AXE = "async () => (await axe.run()).violations.map(one => one.id + ': ' + one.nodes.map(node => node.html))"
expect.set_options(timeout=40_000)  # a page may read for seconds on a small machine


class Place(NamedTuple):
    """A data folder and the case that is open in it."""

    data: Path
    case: str

    @property
    def password(self) -> str:
        return (self.data.with_name("data.keys") / FILE).read_text(encoding="utf-8")


def signed_in(context: BrowserContext, server: str, place: Place, who: str = "official-maastricht") -> BrowserContext:
    """The context with the cookie of a session of this account."""
    form: dict[str, str | float | bool] = {"account": who, "password": place.password}
    headers = {"origin": server}
    assert context.request.post(f"{server}/sign-in", form=form, headers=headers, max_redirects=0).status == 303
    return context


def visit(page: Page, server: str, place: Place, name: str, language: str = "en", more: str = "") -> None:
    page.goto(f"{server}/{name}?case={place.case}&lang={language}{more}")
    page.locator("h1").wait_for()
    page.locator("table, .lead").last.wait_for()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
