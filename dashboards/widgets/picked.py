"""What is picked in the network: its card, and what opening it would load, counted before it is loaded."""

import streamlit as st

from dashboards.frame import Frame
from dashboards.growing import Grown, read_opened, write_opened
from dashboards.state import read_state
from dashboards.widgets.drawing import line_name
from dashboards.widgets.markup import tag
from dashboards.widgets.network_tables import line_card, node_card
from dashboards.widgets.told import node_label
from graph.model.kinds import the_model
from graph.network.neighbourhood import counts


def done(act: str, id_: str) -> None:
    """A click or key in the picture: pick a node or line, or open a node with everything around it."""
    if act == "open":
        open_around(id_, "")
    st.query_params["picked"] = id_


def open_around(id_: str, kind: str) -> None:
    opened = read_opened(read_state(st.query_params.to_dict()).opened)
    if (id_, kind) not in opened:
        st.query_params["opened"] = write_opened([*opened, (id_, kind)])


def take_back() -> None:
    opened = read_opened(read_state(st.query_params.to_dict()).opened)
    st.query_params["opened"] = write_opened(opened[:-1])


def pick_list(frame: Frame, grown: Grown) -> None:
    """Picking without the picture: every node and line by name."""
    _ = frame.say
    every = {"": _("nothing"), **_names(frame, grown)}
    st.session_state["picked"] = frame.state.picked if frame.state.picked in every else ""
    st.selectbox(_("Picked"), list(every), key="picked", format_func=every.__getitem__, on_change=_remember)
    if frame.state.opened:
        st.button(_("Take back what was opened last"), on_click=take_back)


def _names(frame: Frame, grown: Grown) -> dict[str, str]:
    _ = frame.say
    nodes = {id_: node_label(_, node) for id_, node in grown.nodes.items()}
    ends = {line.id: (nodes.get(line.first.start, ""), nodes.get(line.first.end, "")) for line in grown.lines}
    names = {line.id: line_name(_, line) for line in grown.lines}
    lines = {id_: _("{start} – {name} – {end}", start=a, name=names[id_], end=z) for id_, (a, z) in ends.items()}
    return nodes | lines


def _remember() -> None:
    st.query_params["picked"] = st.session_state["picked"]


def card(frame: Frame, grown: Grown) -> None:
    _ = frame.say
    picked = frame.state.picked
    line = next((one for one in grown.lines if one.id == picked), None)
    if line:
        st.html(line_card(_, grown, line))
    elif picked in grown.nodes:
        st.html(node_card(_, grown.nodes[picked]))
        if grown.nodes[picked].kind in the_model().things:
            _expansion(frame, picked)
    else:
        told = _("Click a node or a line, or pick it in the list above, to see why it is here.")
        st.html(tag("p", told, class_="note"))


def _expansion(frame: Frame, id_: str) -> None:
    _ = frame.say
    st.html(tag("h3", _("Open what stands around it")))
    for count in counts(frame.view, id_):
        kind, way = _.word("kind", count.kind), _.word("way", count.way)
        label = _("{kind}, {way}: {number}", kind=kind, way=way, number=count.things or count.acts)
        st.button(label, key=f"open {count.kind} {count.way}", on_click=open_around, args=(id_, count.kind))
