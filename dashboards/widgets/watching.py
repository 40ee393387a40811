"""What the reader watches in this case: put in at the card of a node, listed where paths are sought from it."""

from collections.abc import Callable

import streamlit as st

from dashboards.frame import Frame
from dashboards.veil import Veil
from dashboards.widgets.failure import show_failure
from dashboards.widgets.told import node_label, told_apart
from graph.access.view import View
from graph.errors import EuregraphError
from graph.network.watched import unwatch, watch, watched, watches


def watch_button(frame: Frame, id_: str) -> None:
    """For a thing of the picture."""
    _ = frame.say
    if watches(frame.view, id_):
        _change(frame, _("Stop watching"), unwatch, id_)
    else:
        _change(frame, _("Watch this"), watch, id_)


def watch_list(frame: Frame, veil: Veil | None) -> None:
    """A button for each watched thing, also for those that are not in the picture."""
    _ = frame.say
    nodes = (veil.node(node) if veil else node for node in watched(frame.view))
    names = told_apart({node.id: node_label(_, node) for node in nodes})
    with st.container(horizontal=True, gap="small"):
        for id_, name in names.items():
            _change(frame, _("Stop watching {label}", label=name), unwatch, id_)


def _change(frame: Frame, label: str, change: Callable[[View, str], None], id_: str) -> None:
    """The page is drawn anew, for other parts of it tell of the watch set too."""
    if not st.button(label, key=f"{change.__name__} {label} {id_}"):
        return
    try:
        change(frame.view, id_)
    except EuregraphError as error:
        show_failure(frame.say, error)
        return
    st.rerun()
