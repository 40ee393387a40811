"""The security headers of every answer; what runs in the page is named by its hash."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = b"content-security-policy"
# what Streamlit itself puts into style elements: nothing (it fills them as objects) and one rule of its buttons
STREAMLIT_STYLES = (
    "",
    "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
)
YEAR = 365 * 24 * 3600


def content_policy() -> str:
    """No outside host at all; blob: is how components load their script."""
    scripts = " ".join(["'self'", "blob:", *inline_hashes()])
    parts = {
        "default-src": "'self'",
        "script-src": scripts,
        "style-src": " ".join(["'self'", *map(hashed, STREAMLIT_STYLES)]),
        "font-src": "'self' data:",
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def plain_policy(style: str) -> str:
    """For a page of our own without a script: this style and a form to this server, nothing else."""
    return (
        f"default-src 'none'; style-src {hashed(style)}; img-src 'self'; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'none'"
    )


def inline_hashes() -> list[str]:
    """The inline scripts of Streamlit's own page, by their hashes, so that no other may run."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return [hashed(text) for text in scripts]


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class Headers:
    """Adds the security headers to every answer; one that brings a policy of its own keeps it."""

    def __init__(self, app: ASGIApp, tls: bool) -> None:
        self.app = app
        self.policy = (POLICY, content_policy().encode())
        self.headers = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        ]
        if tls:
            self.headers.append((b"strict-transport-security", f"max-age={YEAR}".encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in self.headers}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in own]
                bare = POLICY not in {name.lower() for name, _ in kept}
                message["headers"] = [*kept, *self.headers, *([self.policy] if bare else [])]
            await send(message)

        await self.app(scope, receive, sending)
