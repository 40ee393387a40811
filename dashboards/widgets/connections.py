"""How two things are connected: paths as sentences, shortest first, one line each, over chosen lines of a day."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards.frame import Frame
from dashboards.growing import Grown
from dashboards.texts.texts import Texts
from dashboards.veil import Veil
from dashboards.widgets.drawing import edge_name
from dashboards.widgets.failure import show_failure
from dashboards.widgets.markup import Safe, bullets, join, section, tag
from dashboards.widgets.told import authority_name, node_label, told_apart
from graph.errors import EuregraphError
from graph.model.kinds import the_model
from graph.network.joining import Tie
from graph.network.lines import all_types, kind_of
from graph.network.network import Edge
from graph.network.paths import Path, Paths, meant, paths

KEYS = ("path_from", "path_to", "path_kinds", "path_former")


def connections(frame: Frame, starts: Sequence[str], grown: Grown, veil: Veil | None) -> None:
    """The two ends are nodes of the picture, or typed in as in the check."""
    _ = frame.say
    st.html(section(_("How two things are connected")))
    _ask(frame, grown)
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
    first = meant(frame.view, state.path_from) if state.path_from else things
    kinds = state.path_kinds.split(" ") if state.path_kinds else None
    return paths(frame.view, first, meant(frame.view, state.path_to), kinds, bool(state.path_former))


def _ask(frame: Frame, grown: Grown) -> None:
    _, state = frame.say, frame.state
    first, last, kinds, former = st.columns([3, 3, 3, 2], gap="small", vertical_alignment="bottom")
    ends = _ends(frame, grown)
    _selected(first, _("Path from"), {"": _("where the picture starts"), **ends}, "path_from", state.path_from)
    _selected(last, _("Path to"), {"": _("nothing chosen"), **ends}, "path_to", state.path_to)
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
    typed = {one: one for one in (state.path_from, state.path_to) if one and one not in things}
    return told_apart(things | (dict.fromkeys(typed, _("what was typed")) if state.veiled else typed))


def _selected(place: DeltaGenerator, label: str, ends: Mapping[str, str], key: str, now: str) -> None:
    st.session_state[key] = now
    place.selectbox(
        label,
        list(ends),
        key=key,
        format_func=lambda id_: ends.get(id_, id_),
        on_change=_remember,
        accept_new_options=True,
    )


def _remember() -> None:
    told = {key: st.session_state[key] for key in KEYS}
    told |= {"path_kinds": " ".join(told["path_kinds"]), "path_former": "1" if told["path_former"] else ""}
    for key, value in told.items():
        st.query_params[key] = value or ""


def told_paths(frame: Frame, found: Paths) -> Safe:
    _ = frame.say
    if found.unknown:
        return tag("p", _("Nothing that may be shown in this case answers to one of the two ends."), class_="lead")
    if not found.paths:
        none = _(
            "No path of at most four steps was found in what this case may see, over these lines, as of {day}.",
            day=_.day(frame.as_of),
        )
        return join([tag("p", none, class_="lead"), _limits(_, found)])
    lead = _("The paths between the two, shortest first, as of {day}:", day=_.day(frame.as_of))
    items = (tag("li", *_path(_, path)) for path in found.paths)
    return join([tag("p", lead, class_="lead"), tag("ol", *items, class_="paths"), _limits(_, found)])


def _limits(_: Texts, found: Paths) -> Safe:
    """What keeps the list from being all there is."""
    told = [
        _(
            "{label}: {number} things stand next to it; no path was sought through it.",
            label=node_label(_, node),
            number=node.stopped,
        )
        for node in found.stopped
    ]
    more = [_("There are more paths, none shorter than the last: choose kinds of lines.")] if found.left_out else []
    return bullets([*told, *more]) if told or more else Safe("")


def _path(_: Texts, path: Path) -> list[Safe]:
    if not path.steps:
        return [tag("span", _("Both are one thing here: {label}.", label=node_label(_, path.nodes[0])))]
    chain = tag("strong", " → ".join(node_label(_, node) for node in path.nodes))
    steps = [one for step in path.steps for one in dict.fromkeys(_tie(_, tie) for tie in step)]
    same = [
        _("{source} tells that two numbers on this path are one thing.", source=source)
        for source in dict.fromkeys(authority_name(link.authority) for link in path.same)
    ]
    return [chain, Safe(" "), tag("span", " ".join([*steps, *same]))]


def _tie(_: Texts, tie: Tie) -> str:
    line = tie.lines[0]
    return _(
        "{line}: legal relation {relation}, {time}, told by {source}.",
        line=_between(_, tie),
        relation=", ".join(_.word("relation", one) for one in tie.relations),
        time=_time(_, line),
        source=authority_name(line.authority),
    )


def _between(_: Texts, tie: Tie) -> str:
    start, end = node_label(_, tie.start), node_label(_, tie.end)
    if tie.act is None:
        return _("{start} – {name} – {end}", start=start, name=edge_name(_, tie.lines[0]), end=end)
    first, second = (_.word("end", line.type) for line in tie.lines)
    act = node_label(_, tie.act)
    return _("{act}: {start} ({first}), {end} ({second})", act=act, start=start, first=first, end=end, second=second)


def _time(_: Texts, line: Edge) -> str:
    since, until = (_.day(day) if day else "" for day in (line.since, line.until))
    if since and until:
        return _("from {since} until {until}", since=since, until=until)
    if since:
        return _("since {since}", since=since)
    return _("until {until}", until=until) if until else _("without dates")
