"""Serve the screens on this machine only: there is no sign-in yet, so nobody else may reach them."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.bootstrap import load_config_options

from dashboards.widgets.failure import show_unexpected
from graph.access.deployment import refuse_reading
from graph.errors import UsageError

LOOPBACK = "127.0.0.1"
# what Streamlit itself puts into style elements: nothing (it fills them as objects) and one rule of its buttons
STREAMLIT_STYLES = (
    "",
    "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
)
APP = Path(__file__).with_name("app.py")
OPTIONS = {
    "server_address": LOOPBACK,
    "server_headless": True,
    "server_fileWatcherType": "none",
    "server_allowedHosts": (LOOPBACK, "localhost"),
    "server_enableXsrfProtection": True,
    "server_enableCORS": True,
    "server_enableAgentApi": False,
    "browser_gatherUsageStats": False,
    "client_toolbarMode": "minimal",
    "client_showErrorDetails": "none",
    "client_showErrorLinks": "false",  # they would carry the error to outside hosts
    # without a base the browser's own choice of light or dark holds; widgets/style.css has the same colours
    "theme_light_primaryColor": "#0b5394",
    "theme_light_textColor": "#1f2328",
    "theme_dark_primaryColor": "#2f6fb5",
    "theme_dark_textColor": "#e6e8eb",
    "theme_dark_backgroundColor": "#16191d",
    "theme_dark_secondaryBackgroundColor": "#22262b",
    "theme_font": '"Segoe UI", system-ui, "Liberation Sans", sans-serif',
}


def serve(data: Path | None, port: int = 8501, address: str = LOOPBACK, today: date | None = None) -> None:
    """Run the screens until they are stopped; UsageError for any address but 127.0.0.1."""
    check_address(address)
    refuse_reading()
    load_config_options({**OPTIONS, "server_port": port})
    told = {"data": str(data) if data else "", "today": today.isoformat() if today else ""}
    headers = Middleware(Headers, policy=content_policy())
    app = st.App(APP, secrets={"serve": {**told}}, middleware=[headers], on_script_error=show_unexpected)
    uvicorn.run(app, host=LOOPBACK, port=port, log_level="warning", server_header=False)


def check_address(address: str) -> None:
    """UsageError for any address that others could reach."""
    if address != LOOPBACK:
        raise UsageError(f"The screens are served on {LOOPBACK} only, not on {address}: there is no sign-in yet.")


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


def inline_hashes() -> list[str]:
    """The inline scripts of Streamlit's own page, by their hashes, so that no other may run."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return [hashed(text) for text in scripts]


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class Headers:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in self.headers}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
                message["headers"] = [*kept, *self.headers]
            await send(message)

        await self.app(scope, receive, sending)
