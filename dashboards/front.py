"""What the server's own routes need: the store, its address, and the cookie that holds a visitor's token."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.responses import Response

from graph.access.session import Session

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Front:
    """`origin` is the https address that browsers use; empty: plain http on this machine alone."""

    place: Callable[[], Session]
    origin: str = ""

    @property
    def cookie(self) -> str:
        """A browser takes a name with `__Host-` only from this very host, over TLS and for every path."""
        return "__Host-euregraph" if self.origin else "euregraph"

    @property
    def hosts(self) -> list[str]:
        named = self.origin.removeprefix("https://").partition(":")[0]
        return [LOOPBACK, "localhost", *([named] if named else [])]

    def token(self, cookies: Mapping[str, str]) -> str:
        return cookies.get(self.cookie, "")

    def visitor(self, token: str) -> Session:
        """The session object of this visitor; it may read the database for the first time, which takes a while."""
        return replace(self.place(), token=token)

    def give(self, answer: Response, token: str) -> None:
        """Put the token into the browser, where no script and no other site can use it."""
        answer.set_cookie(self.cookie, token, path="/", httponly=True, samesite="strict", secure=bool(self.origin))

    def take_back(self, answer: Response) -> None:
        answer.delete_cookie(self.cookie, path="/", httponly=True, samesite="strict", secure=bool(self.origin))
