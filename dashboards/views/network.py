"""The network around the applicant: the picture, what is picked in it, and the same as two tables."""

import streamlit as st

from dashboards.dimmed import dimmed
from dashboards.frame import Frame, Screen
from dashboards.growing import Grown, grow, read_hidden, read_opened, without
from dashboards.veil import Veil
from dashboards.widgets.connections import connections
from dashboards.widgets.drawing import drawing
from dashboards.widgets.legend import legend
from dashboards.widgets.markup import section, tag
from dashboards.widgets.network_tables import lines_table, nodes_table, notes
from dashboards.widgets.picked import card, done, pick_list
from dashboards.widgets.picture import picture
from dashboards.widgets.positions import positions
from dashboards.widgets.told import node_label
from dashboards.widgets.tools import tools
from graph.checks.describe import UNKNOWN
from graph.checks.subject import find_subject

SCREEN = Screen("network", "Network", ("official", "coordinator", "analyst", "investigator"), 2)


def show(frame: Frame) -> None:
    _, state = frame.say, frame.state
    st.html(tag("h1", _("Network")))
    tools(frame)
    with st.spinner(_("Reading the lines that this case may see …")):
        starts = _starts(frame)
        everything = grow(frame.view, starts, read_opened(state.opened))
    veil = Veil(_) if state.veiled else None
    places = positions(everything)
    grown = without(veil.grown(everything) if veil else everything, read_hidden(state.hidden))
    pale = dimmed(grown, state.picked)
    st.html(tag("p", _sentence(frame, grown), class_="lead"))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        label = _("Picture of the network. Arrow keys go from node to node, Enter picks one, Enter again opens it.")
        picture(drawing(_, grown, places), state.picked, pale, label, done)
        st.html(legend(_, grown, state.picked if pale else ""))
    with right:
        pick_list(frame, grown)
        card(frame, grown)
    connections(frame, starts, grown, veil)
    tables = (notes(_, grown), nodes_table(_, grown, state.picked, pale), lines_table(_, grown, state.picked))
    st.html(section(_("The same as tables"), *tables))


def _starts(frame: Frame) -> list[str]:
    """Where the address says, else the subject of the case and its application."""
    if frame.state.focus:
        return frame.state.focus.split(" ")
    typed = frame.state.subject or (frame.case.subject if frame.case else "")
    subject = find_subject(frame.view, typed)
    return [*subject.ids, *sorted({str(row["id"]) for row in subject.application})]


def _sentence(frame: Frame, grown: Grown) -> str:
    _ = frame.say
    names = ", ".join(node_label(_, node) for node in grown.nodes.values() if node.start and node.label != UNKNOWN)
    if not names:
        return _("Nothing that may be shown in this case stands here.")
    return _("What stands around {names}, as of {day}.", names=names, day=_.day(frame.as_of))
