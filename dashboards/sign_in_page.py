"""The sign-in page: plain HTML without a script."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from dashboards.headers import plain_policy
from dashboards.texts.texts import Texts, languages, texts
from dashboards.widgets.markup import Safe, bullets, tag
from graph.access.accounts import accounts
from graph.access.deployment import deployment

STYLE = Path(__file__).with_name("sign_in.css").read_text(encoding="utf-8")
LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
POLICY = plain_policy(STYLE)


def local(address: str) -> str:
    """An address of this server to go back to; anything else, and the doors themselves, become the start page."""
    return address if LOCAL.fullmatch(address) and not address.startswith("/sign-") else "/"


@dataclass(frozen=True)
class Page:
    """`back` is where to go afterwards, `said` what happened.

    `from_elsewhere`: a link of another site led here, with which the browser sent no cookie, so it may hold a session.
    """

    say: Texts
    back: str
    said: str = ""
    from_elsewhere: bool = False

    def html(self) -> str:
        _ = self.say
        head = tag("head", tag("meta", charset="utf-8"), *self._head())
        body = tag("body", tag("main", *self._main()))
        return f"<!DOCTYPE html>\n{tag('html', head, body, lang=_.language)}"

    def _head(self) -> list[Safe]:
        return [
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{self.say('Sign in')} – Euregraph"),
            tag("style", Safe(STYLE)),
        ]

    def _main(self) -> list[Safe]:
        _ = self.say
        said = [tag("p", self.said, role="alert")] if self.said else []
        go_on = tag("p", tag("a", _("You are signed in already? Go on."), href=self.back))
        demo = self._demo() if deployment().profile.made_up else []
        shown = [tag("h1", "Euregraph"), tag("h2", _("Sign in")), *said, *([go_on] if self.from_elsewhere else [])]
        return [*shown, self._form(), *demo, self._languages()]

    def _form(self) -> Safe:
        _ = self.say
        name, word = "username", "current-password"
        return tag(
            "form",
            tag("label", _("Account"), for_="account"),
            tag("input", id="account", name="account", autocomplete=name, required="", maxlength="100", autofocus=""),
            tag("label", _("Password"), for_="password"),
            tag("input", id="password", name="password", type="password", autocomplete=word, required=""),
            tag("input", name="next", type="hidden", value=self.back),
            tag("input", name="lang", type="hidden", value=_.language),
            tag("button", _("Sign in"), type="submit"),
            method="post",
            action="/sign-in",
        )

    def _demo(self) -> list[Safe]:
        _ = self.say
        told = _("Demonstration: made-up and open data only. The password was printed where this server was started.")
        listed = bullets(tag("span", tag("code", id_), f" {one.name}") for id_, one in accounts().items())
        return [tag("p", told), tag("h2", _("Accounts of the demonstration")), listed]

    def _languages(self) -> Safe:
        links = (
            tag("a", texts(code).word("language", code), href=f"/sign-in?{self._asked(code)}", lang=code)
            for code in languages()
            if code != self.say.language
        )
        return tag("nav", *links, aria_label=self.say("Language"))

    def _asked(self, language: str) -> str:
        return urlencode({"next": _in_language(self.back, language), "lang": language})


def language_of(asked: str, back: str) -> str:
    """The language asked for, or else that of the page to go back to."""
    return asked or parse_qs(urlsplit(back).query).get("lang", [""])[0]


def _in_language(address: str, language: str) -> str:
    parts = urlsplit(address)
    query = {name: told[-1] for name, told in parse_qs(parts.query).items()} | {"lang": language}
    return f"{parts.path}?{urlencode(query)}"
