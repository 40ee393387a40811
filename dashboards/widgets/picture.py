"""The picture of a network: our own component with the vis-network that comes inside the pyvis package."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st

HEIGHT = 480
HTML = '<div class="network" tabindex="0" role="application"></div><p class="live" aria-live="polite"></p>'
KEY = "picture"


@cache
def script() -> str:
    """vis-network, then our script; nothing is copied into this package and nothing is fetched from elsewhere."""
    vis = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return f"{vis.read_text(encoding='utf-8')}\n{Path(__file__).with_name('network.js').read_text(encoding='utf-8')}"


def picture(
    drawing: Mapping[str, Any], picked: str, pale: Collection[str], label: str, done: Callable[[str, str], None]
) -> None:
    """Draw, nodes and lines of `pale` dimmer; `done` is told what a person did ("pick" or "open") and to what."""

    def told() -> None:
        done(*(st.session_state[KEY].done[part] for part in ("act", "id")))

    component = st.components.v2.component("euregraph.network", html=HTML, js=script(), isolate_styles=False)
    component(key=KEY, data={**drawing, "picked": picked, "pale": sorted(pale), "label": label}, on_done_change=told)
