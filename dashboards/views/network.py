"""The network around the applicant: the picture, what is picked in it, and the same as two tables."""

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.growing import Grown, grow, read_opened
from dashboards.widgets.drawing import drawing
from dashboards.widgets.legend import legend
from dashboards.widgets.markup import section, tag
from dashboards.widgets.network_tables import lines_table, nodes_table, notes
from dashboards.widgets.picked import card, done, pick_list
from dashboards.widgets.picture import picture
from dashboards.widgets.told import node_label
from graph.checks.describe import UNKNOWN
from graph.checks.subject import find_subject

SCREEN = Screen("network", "Network", ("official", "coordinator", "analyst", "investigator"), 2)


def show(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h1", _("Network")))
    with st.spinner(_("Reading the lines that this case may see …")):
        grown = grow(frame.view, _starts(frame), read_opened(frame.state.opened))
    st.html(tag("p", _sentence(frame, grown), class_="lead"))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        label = _("Picture of the network. Arrow keys go from node to node, Enter picks one, Enter again opens it.")
        picture(drawing(_, grown), frame.state.picked, label, done)
        st.html(legend(_, grown))
    with right:
        pick_list(frame, grown)
        card(frame, grown)
    picked = frame.state.picked
    tables = (notes(_, grown), nodes_table(_, grown, picked), lines_table(_, grown, picked))
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
