"""The gate: without a live session nothing but the sign-in page and Streamlit's own scripts is served."""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboards.front import Front
from graph.errors import SignInError, StoreError

OPEN = ("/sign-in", "/sign-out", "/_stcore/health")
SCRIPTS = ("/static/", "/favicon.")
NOT_PAGES = ("/_stcore/", "/media/", "/component/", "/_mcp", "/auth/", "/oauth2callback")
NOBODY = "Sign in first."


class Gate:
    """Page loads go to the sign-in and come back afterwards; everything else is refused."""

    def __init__(self, app: ASGIApp, front: Front) -> None:
        self.app, self.front = app, front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in OPEN or scope["path"].startswith(SCRIPTS):
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        token = self.front.token(asked.cookies)
        try:
            lives = await run_in_threadpool(self._lives, token)
        except StoreError as error:
            await PlainTextResponse(str(error), 503)(scope, receive, send)
            return
        if lives:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(asked, bool(token))(scope, receive, send)

    def _lives(self, token: str) -> bool:
        if not token:
            return False
        try:
            self.front.visitor(token).signed_in()
        except SignInError:
            return False
        return True

    def _answer(self, asked: HTTPConnection, ended: bool) -> Response:
        path = asked.url.path
        if asked.scope["method"] not in {"GET", "HEAD"} or path.startswith(NOT_PAGES):
            return PlainTextResponse(NOBODY, 401)
        back = f"{path}?{asked.url.query}" if asked.url.query else path
        answer = RedirectResponse(f"/sign-in?{urlencode({'next': back} | ({'said': 'ended'} if ended else {}))}", 303)
        if ended:
            self.front.take_back(answer)
        return answer
