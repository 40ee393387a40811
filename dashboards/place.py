"""Where the screens read: the store and the log of this server, opened once for all its visitors."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock

import streamlit as st

from graph.access.session import Session, open_session
from graph.settings import read_settings

READING = Lock()  # the log is one chain of lines per process: one visitor at a time reads and writes it


@st.cache_resource(show_spinner=False)
def open_place(data: str, today: str, opened_on: str) -> Session:
    """The session of a data folder ("" means the settings') and a day ("" means the store's own, else today).

    It is nobody's: a visitor has a token of his own.
    """
    stack = ExitStack()
    atexit.register(stack.close)
    settings = read_settings(Path(data) if data else None)
    opened = stack.enter_context(open_session(settings, date.fromisoformat(today) if today else None))
    return replace(opened, kind="browser")


def this_place() -> Session:
    """The session this server was started for: `serve` hands data folder and day over as secrets of the app."""
    told = st.secrets.get("serve", {})
    return open_place(told.get("data", ""), told.get("today", ""), date.today().isoformat())  # noqa: DTZ011


@contextmanager
def reading_waits() -> Iterator[None]:
    """While the block runs other visitors may read: for work that takes long and writes no line of the log."""
    READING.release()
    try:
        yield
    finally:
        READING.acquire()
