"""How two things are connected: which two, over which lines of which day, and the paths between them."""

from collections.abc import Sequence

import streamlit as st

from dashboards.frame import Frame
from dashboards.growing import Grown
from dashboards.state import WATCH_SET
from dashboards.veil import Veil
from dashboards.widgets.choice import choice
from dashboards.widgets.failure import show_failure
from dashboards.widgets.markup import section, tag
from dashboards.widgets.path_sentences import told_paths
from dashboards.widgets.told import node_label, told_apart
from dashboards.widgets.watching import watch_list
from graph.errors import EuregraphError
from graph.model.kinds import the_model
from graph.network.lines import all_types, kind_of
from graph.network.paths import Paths, meant, paths
from graph.network.watched import paths_from_watched


def connections(frame: Frame, starts: Sequence[str], grown: Grown, veil: Veil | None) -> None:
    """The two ends are nodes of the picture, or typed in as in the check."""
    _ = frame.say
    st.html(section(_("How two things are connected")))
    _ask(frame, grown)
    if frame.state.path_from == WATCH_SET:
        watch_list(frame, veil)
    if not frame.state.path_to:
        st.html(tag("p", _("Choose where a path ends: nothing has been searched yet."), class_="note"))
        return
    try:
        with st.spinner(_("Looking for paths …")):
            found = _found(frame, starts)
    except EuregraphError as error:
        show_failure(_, error)
        return
    st.html(told_paths(frame, veil.paths(found) if veil else found))


def _found(frame: Frame, starts: Sequence[str]) -> Paths:
    state = frame.state
    things = [id_ for id_ in starts if kind_of(id_) != "Application"] or starts  # the applicant, not its application
    kinds = state.path_kinds.split(" ") if state.path_kinds else None
    if state.path_from == WATCH_SET:
        return paths_from_watched(frame.view, meant(frame.view, state.path_to), kinds, bool(state.path_former))
    first = meant(frame.view, state.path_from) if state.path_from else things
    return paths(frame.view, first, meant(frame.view, state.path_to), kinds, bool(state.path_former))


def _ask(frame: Frame, grown: Grown) -> None:
    _, state = frame.say, frame.state
    first, last, kinds, former = st.columns([3, 3, 3, 2], gap="small", vertical_alignment="bottom")
    ends = _ends(frame, grown)
    starts = {"": _("where the picture starts"), WATCH_SET: _("from my watch set"), **ends}
    choice(first, _("Path from"), starts, "path_from", state.path_from, typed=True)
    choice(last, _("Path to"), {"": _("nothing chosen"), **ends}, "path_to", state.path_to, typed=True)
    types = {type_: _.word("kind", type_) for type_ in sorted(all_types())}
    st.session_state.update(path_kinds=[one for one in state.path_kinds.split(" ") if one in types])
    kinds.multiselect(
        _("Kinds of lines"),
        list(types),
        key="path_kinds",
        format_func=types.__getitem__,
        on_change=_remember,
        placeholder=_("every kind"),
    )
    st.session_state.update(path_former=bool(state.path_former))
    former.checkbox(_("Other days too"), key="path_former", on_change=_remember)


def _ends(frame: Frame, grown: Grown) -> dict[str, str]:
    """Every thing of the picture by its name, and what was typed."""
    _, state = frame.say, frame.state
    things = {id_: node_label(_, node) for id_, node in grown.nodes.items() if node.kind in the_model().things}
    typed = {one: one for one in (state.path_from, state.path_to) if one and one not in (*things, WATCH_SET)}
    return told_apart(things | (dict.fromkeys(typed, _("what was typed")) if state.veiled else typed))


def _remember() -> None:
    kinds, former = st.session_state["path_kinds"], st.session_state["path_former"]
    st.query_params.update(path_kinds=" ".join(kinds), path_former="1" if former else "")
