"""The same network as plain tables, and the card of what is picked."""

from collections.abc import Collection, Mapping
from typing import Any

from dashboards.growing import Grown, Line
from dashboards.texts.texts import Texts
from dashboards.widgets.drawing import line_name
from dashboards.widgets.markup import Safe, bullets, join, table, tag
from dashboards.widgets.official import told_by_authority
from dashboards.widgets.records import merged, records
from dashboards.widgets.told import authority_name, graded, node_label
from graph.network.network import Edge, Node

ORIGIN = (
    "record",
    "source",
    "authority",
    "collected_on",
    "grade",
    "category",
    "handling",
    "disputed",
    "since",
    "until",
)


def nodes_table(_: Texts, grown: Grown, picked: str, pale: Collection[str] = ()) -> Safe:
    """What the picture dims (`pale`) is said in words."""
    heads = [_("Node"), _("Kind"), _("Told by"), _("Note")]
    rows = [
        [node_label(_, node), _.word("kind", node.kind), _sources(node), _note(_, node, node.id in pale)]
        for node in grown.nodes.values()
    ]
    return table(_("Nodes of the picture"), heads, rows, picked=[node.id == picked for node in grown.nodes.values()])


def lines_table(_: Texts, grown: Grown, picked: str) -> Safe:
    heads = [
        _("From node"),
        _("Line"),
        _("To node"),
        _("Relation"),
        _("From"),
        _("Until"),
        _("Certainty"),
        _("Told by"),
        _("Grade"),
    ]
    rows = [_line(_, grown, line) for line in grown.lines]
    faded = [line.first.ended for line in grown.lines]
    return table(_("Lines of the picture"), heads, rows, faded, [line.id == picked for line in grown.lines])


def notes(_: Texts, grown: Grown) -> Safe:
    """Where the picture stopped, and what the limit left out by kind and alphabet."""
    stopped = [
        _(
            "{label}: {number} things stand next to it; its lines are not followed.",
            label=node_label(_, node),
            number=node.stopped,
        )
        for node in grown.nodes.values()
        if node.stopped
    ]
    stopped += [
        _(
            "{label}: listed as serving many ({service}); its lines are not followed.",
            label=node_label(_, node),
            service=_.word("code", node.listed),
        )
        for node in grown.nodes.values()
        if node.listed
    ]
    left = [
        _("Left out, the last of the alphabet: {number} of kind {kind}.", number=number, kind=_.word("kind", kind))
        for kind, number in grown.left_out.items()
    ]
    return bullets([*stopped, *left]) if stopped or left else Safe("")


def told_rows(node: Node) -> list[Mapping[str, Any]]:
    """The statements that say who told them; a bare address is told by its line."""
    return [row for row in node.statements if row.get("authority")]


def node_card(_: Texts, node: Node) -> Safe:
    """What each source says of a node: names, roles and dates, with records and handling code."""
    head = [tag("h2", node_label(_, node)), tag("p", _.word("kind", node.kind), class_="note")]
    heads = [_("What"), _("As told")]
    told = [
        table(_("As told by {source}", source=authority_name(str(row["authority"]))), heads, _statement(_, row))
        for row in merged(told_rows(node))
    ]
    nothing = tag("p", _("No source that may be shown here says more about it than its lines."))
    return join([*head, *(told or [nothing])])


def line_card(_: Texts, grown: Grown, line: Line) -> Safe:
    """Why is this here: record, source, date and grade, as delivered."""
    ends = _(
        "{start} – {name} – {end}",
        start=_label(_, grown, line.first.start),
        name=line_name(_, line),
        end=_label(_, grown, line.first.end),
    )
    return join(
        [
            tag("h2", _("Why is this here?")),
            tag("p", ends),
            *(
                table(
                    _("Record of {source}", source=authority_name(edge.authority)),
                    [_("What"), _("As told")],
                    _record(_, edge),
                )
                for edge in line.edges
            ),
        ]
    )


def _label(_: Texts, grown: Grown, id_: str) -> str:
    return node_label(_, grown.nodes[id_]) if id_ in grown.nodes else id_


def _sources(node: Node) -> str:
    return ", ".join(dict.fromkeys(authority_name(str(row["authority"])) for row in told_rows(node)))


def _closed(_: Texts, node: Node) -> str:
    """Why nothing is followed through a node."""
    return _("listed as serving many") if node.listed else _("too many neighbours to follow") if node.stopped else ""


def _note(_: Texts, node: Node, pale: bool) -> str:
    told = _("where the picture starts") if node.start else _closed(_, node)
    dim = _("on no path through what is picked") if pale else ""
    return "; ".join(one for one in (told, dim) if one)


def _line(_: Texts, grown: Grown, line: Line) -> list[object]:
    edge = line.first
    told = ", ".join(dict.fromkeys(authority_name(one.authority) for one in line.edges))
    grades = ", ".join(dict.fromkeys(said for one in line.edges if (said := graded(_, vars(one)))))
    return [
        _label(_, grown, edge.start),
        line_name(_, line),
        _label(_, grown, edge.end),
        _.word("relation", edge.relation),
        edge.since,
        edge.until,
        _.word("certainty", edge.certainty),
        told,
        grades,
    ]


def _statement(_: Texts, row: Mapping[str, Any]) -> list[list[object]]:
    told = {name: value for name, value in row.items() if name not in ORIGIN}
    said = [[_.word("field", name), _said(_, name, value, row["authority"])] for name, value in told.items()]
    return said + _origin(_, row)


def _record(_: Texts, edge: Edge) -> list[list[object]]:
    told = edge.told.items()
    said: list[list[object]] = [[_.word("field", name), _said(_, name, value, edge.authority)] for name, value in told]
    return said + _origin(_, vars(edge))


def _said(_: Texts, name: str, value: object, authority: object) -> object:
    """A value as told; a code of a closed list in words with its official term, several values one after another."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return told_by_authority(_, value, authority, name) if _.known("code", value) else value


def _origin(_: Texts, row: Mapping[str, Any]) -> list[list[object]]:
    shown = {
        "authority": authority_name(str(row["authority"])),
        "category": _.word("category", row["category"]),
        "record": records(row["record"]),
        "disputed": _("disputed"),
    }
    return [[_.word("field", name), shown.get(name, row[name])] for name in ORIGIN if row.get(name)]
