"""The routes `/sign-in` and `/sign-out`: a form that only a page of this server may send."""

from contextlib import suppress
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboards.front import Front
from dashboards.headers import POLICY as POLICY_HEADER
from dashboards.sign_in_page import POLICY, Page, language_of, local
from dashboards.texts.texts import Texts, texts
from graph.errors import SignInError

MOST_BYTES = 4096


def routes(front: Front) -> list[Route]:
    doors = SignIn(front)
    return [
        Route("/sign-in", doors.show, methods=["GET"]),
        Route("/sign-in", doors.enter, methods=["POST"]),
        Route("/sign-out", doors.leave, methods=["POST"]),
    ]


async def database_silent(_: Request, error: Exception) -> Response:
    """The answer of these routes where the database does not do what it should."""
    return PlainTextResponse(str(error), 503)


class SignIn:
    def __init__(self, front: Front) -> None:
        self.front = front

    async def show(self, request: Request) -> Response:
        told = request.query_params
        back = local(told.get("next", "/"))
        _ = texts(language_of(told.get("lang", ""), back))
        said = {"ended": _("Your session has ended: sign in again."), "out": _("You are signed out.")}
        elsewhere = request.headers.get("sec-fetch-site") == "cross-site"
        return _answer(Page(_, back, said.get(told.get("said", ""), ""), elsewhere), 200)

    async def enter(self, request: Request) -> Response:
        """Sign in and go back to where the visitor wanted to go; a refusal shows the form again."""
        form = await _form(request)
        back = local(form.get("next", "/"))
        _ = texts(form.get("lang", ""))
        if not self._own(request):
            return _answer(Page(_, back, _foreign(_)), 403)
        try:
            token = await run_in_threadpool(self._sign_in, request, form)
        except SignInError as error:
            return _answer(Page(_, back, _(error.sentence, **error.gaps)), 403)
        answer = RedirectResponse(back, 303)
        self.front.give(answer, token)
        return answer

    def _sign_in(self, request: Request, form: dict[str, str]) -> str:
        """The new token; a session that the browser held before ends with it."""
        door = self.front.place().door
        token = door.sign_in(form.get("account", ""), form.get("password", ""))
        door.replace(self.front.token(request.cookies))
        return token

    async def leave(self, request: Request) -> Response:
        _ = texts(request.query_params.get("lang", ""))
        if not self._own(request):
            return _answer(Page(_, "/", _foreign(_)), 403)
        token = self.front.token(request.cookies)
        with suppress(SignInError):  # it has ended already, and that is a line of the log
            await run_in_threadpool(lambda: self.front.place().door.sign_out(token))
        answer = RedirectResponse(f"/sign-in?said=out&lang={_.language}", 303)
        self.front.take_back(answer)
        return answer

    def _own(self, request: Request) -> bool:
        """Whether a page of this server sent the form: the browser says so, in one of two ways."""
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        return request.headers.get("origin") == (self.front.origin or f"http://{request.headers.get('host')}")


def _foreign(_: Texts) -> str:
    return _("This was not sent from a page of this server, so nothing was done: try again here.")


def _answer(page: Page, status: int) -> Response:
    headers = {POLICY_HEADER.decode(): POLICY, "cache-control": "no-store"}
    return HTMLResponse(page.html(), status, headers=headers)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form; a larger one is empty."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return {}
    return {name: told[0] for name, told in parse_qs(body.decode("utf-8", "replace")).items()}
