"""Paths as sentences, shortest first, one line each, with the legal relation of each step."""

from dashboards.frame import Frame
from dashboards.state import WATCH_SET
from dashboards.texts.texts import Texts
from dashboards.widgets.drawing import edge_name
from dashboards.widgets.markup import Safe, bullets, join, tag
from dashboards.widgets.told import authority_name, node_label
from graph.network.joining import Tie
from graph.network.network import Edge, Node
from graph.network.paths import Path, Paths


def told_paths(frame: Frame, found: Paths) -> Safe:
    _ = frame.say
    watching = frame.state.path_from == WATCH_SET
    if watching and not found.paths and not found.without:
        return tag("p", _("Your watch set is empty: pick a node and choose to watch it."), class_="lead")
    if found.unknown:
        return tag("p", _("Nothing that may be shown in this case answers to one of the two ends."), class_="lead")
    if not found.paths:
        none = _(
            "No path of at most four steps was found in what this case may see, over these lines, as of {day}.",
            day=_.day(frame.as_of),
        )
        return join([tag("p", none, class_="lead"), _limits(_, found)])
    day = _.day(frame.as_of)
    between = _("The paths between the two, shortest first, as of {day}:", day=day)
    lead = _("The paths from your watch set, shortest first, as of {day}:", day=day) if watching else between
    items = (tag("li", *_path(_, path)) for path in found.paths)
    return join([tag("p", lead, class_="lead"), tag("ol", *items, class_="paths"), _limits(_, found)])


def _closed(_: Texts, node: Node) -> str:
    label = node_label(_, node)
    if node.listed:
        service = _.word("code", node.listed)
        return _(
            "{label}: listed as serving many ({service}); no path was sought through it.", label=label, service=service
        )
    return _(
        "{label}: {number} things stand next to it; no path was sought through it.", label=label, number=node.stopped
    )


def _limits(_: Texts, found: Paths) -> Safe:
    """What keeps the list from being all there is."""
    told = [_closed(_, node) for node in found.stopped]
    told += [_("No path from {label}.", label=node_label(_, node)) for node in found.without]
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
