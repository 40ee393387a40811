"""Undo, redo, hidden names and hidden nodes: what is done with a network, not what is in it."""

import streamlit as st

from dashboards.frame import Frame
from dashboards.history import go, keep_history

VEILED = "veiled"


def tools(frame: Frame) -> None:
    """Stands before the network is read, so that a step that cannot be read can be undone."""
    _, state, history = frame.say, frame.state, keep_history(frame.state)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(_("Undo"), on_click=go, args=(-1,), disabled=history.at == 0)
        st.button(_("Redo"), on_click=go, args=(1,), disabled=history.at == len(history.steps) - 1)
        st.button(_("Show hidden nodes"), on_click=_show_all, disabled=not state.hidden)
        st.session_state[VEILED] = bool(state.veiled)
        st.checkbox(_("Hide names, for sharing a screen"), key=VEILED, on_change=_veil)


def _show_all() -> None:
    st.query_params["hidden"] = ""


def _veil() -> None:
    st.query_params["veiled"] = "1" if st.session_state[VEILED] else ""
