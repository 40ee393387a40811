"""Serve the screens: on this machine, or behind a server that ends TLS in front of them."""

from datetime import date
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit.web.bootstrap import load_config_options

from dashboards.front import LOOPBACK, Front
from dashboards.gate import Gate
from dashboards.headers import Headers
from dashboards.place import open_place
from dashboards.sign_in import database_silent, routes
from dashboards.widgets.failure import show_unexpected
from graph.access.demo_accounts import keep_demo_accounts
from graph.access.deployment import deployment
from graph.access.session import Session
from graph.errors import StoreError, UsageError
from graph.settings import read_settings

APP = Path(__file__).with_name("app.py")
OPTIONS = {
    "server_headless": True,
    "server_fileWatcherType": "none",
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
    """Run the screens until they are stopped; UsageError for an address that may not be served."""
    origin = read_settings(data).origin
    check_address(address, origin)
    told = {"data": str(data) if data else "", "today": today.isoformat() if today else ""}

    def place() -> Session:
        return open_place(told["data"], told["today"], date.today().isoformat())  # noqa: DTZ011

    front = Front(place, origin)
    load_config_options(
        {**OPTIONS, "server_address": address, "server_port": port, "server_allowedHosts": tuple(front.hosts)}
    )
    keep_demo_accounts(place())
    uvicorn.run(made_app(front, told), host=address, port=port, log_level="warning", server_header=False)


def made_app(front: Front, told: dict[str, str]) -> st.App:
    """The screens behind their headers and their gate."""
    layers = [
        Middleware(Headers, tls=bool(front.origin)),
        Middleware(TrustedHostMiddleware, allowed_hosts=front.hosts, www_redirect=False),
        Middleware(Gate, front=front),
    ]
    return st.App(
        APP,
        secrets={"serve": {**told, "cookie": front.cookie}},
        routes=routes(front),
        middleware=layers,
        exception_handlers={StoreError: database_silent},
        on_script_error=show_unexpected,
    )


def check_address(address: str, origin: str) -> None:
    """UsageError for the demonstration anywhere but on this machine, and for others without TLS in front of them."""
    made_up = deployment().profile.made_up
    if made_up and (origin or address != LOOPBACK):
        raise UsageError(f"The demonstration is served on {LOOPBACK} only, without EUREGRAPH_ORIGIN.")
    if address != LOOPBACK and not origin:
        raise UsageError(
            f"To serve on {address} and not on {LOOPBACK} alone, TLS must end in front of it: set EUREGRAPH_ORIGIN"
            " to the https address that browsers use."
        )
