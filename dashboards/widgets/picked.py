"""What is picked in the network: its card, and what opening it would load, counted before it is loaded."""

import streamlit as st

from dashboards.frame import Frame
from dashboards.growing import Grown, Line, read_hidden, read_opened, write_hidden, write_opened
from dashboards.state import read_state
from dashboards.widgets.choice import choice
from dashboards.widgets.drawing import line_name
from dashboards.widgets.markup import Safe, join, tag
from dashboards.widgets.network_tables import line_card, node_card
from dashboards.widgets.told import node_label, told_apart
from dashboards.widgets.watching import watch_button
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


def hide(id_: str) -> None:
    hidden = read_hidden(read_state(st.query_params.to_dict()).hidden)
    st.query_params.update(hidden=write_hidden([*hidden, id_]), picked="")


def connect(id_: str) -> None:
    st.query_params["path_to"] = id_


def pick_list(frame: Frame, grown: Grown) -> None:
    """Picking without the picture: every node and line by name."""
    _ = frame.say
    every = {"": _("nothing"), **told_apart(_names(frame, grown))}
    choice(st.container(), _("Picked"), every, "picked", frame.state.picked)


def _names(frame: Frame, grown: Grown) -> dict[str, str]:
    _ = frame.say
    nodes = {id_: node_label(_, node) for id_, node in grown.nodes.items()}
    ends = {line.id: (nodes.get(line.first.start, ""), nodes.get(line.first.end, "")) for line in grown.lines}
    names = {line.id: line_name(_, line) for line in grown.lines}
    lines = {id_: _("{start} – {name} – {end}", start=a, name=names[id_], end=z) for id_, (a, z) in ends.items()}
    return nodes | lines


def card(frame: Frame, grown: Grown) -> None:
    _ = frame.say
    picked = frame.state.picked
    line = next((one for one in grown.lines if one.id == picked), None)
    st.html(_card(frame, grown, line))
    if picked in grown.nodes:
        st.button(_("Hide this node"), on_click=hide, args=(picked,))
        if grown.nodes[picked].kind in the_model().things:
            st.button(_("Show how the start is connected with it"), on_click=connect, args=(picked,))
            watch_button(frame, picked)
            _expansion(frame, picked)


def _card(frame: Frame, grown: Grown, line: Line | None) -> Safe:
    _, node = frame.say, grown.nodes.get(frame.state.picked)
    if not line and not node:
        told = _("Click a node or a line, or pick it in the list above, to see why it is here.")
        return tag("p", told, class_="note")
    if frame.state.veiled:
        told = _("Names are hidden, and so is what the sources say: records hold numbers and names.")
        head = node_label(_, node) if node else line_name(_, line) if line else ""
        return join([tag("h2", head), tag("p", told, class_="note")])
    return line_card(_, grown, line) if line else node_card(_, grown.nodes[frame.state.picked])


def _expansion(frame: Frame, id_: str) -> None:
    _ = frame.say
    st.html(tag("h3", _("Open what stands around it")))
    for count in counts(frame.view, id_):
        kind, way = _.word("kind", count.kind), _.word("way", count.way)
        label = _("{kind}, {way}: {number}", kind=kind, way=way, number=count.things or count.acts)
        st.button(label, key=f"open {count.kind} {count.way}", on_click=open_around, args=(id_, count.kind))
