"""The premises of the application on one timeline: operators, permits, measures, leases, as far as they may be read."""

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, join, section, table, tag
from dashboards.widgets.official import official_terms
from dashboards.widgets.told import named, node_label, teller
from graph.checks.check import Check
from graph.network.network import Edge, Network, Node

BEGINS = ("date_application", "since", "date_start")
ENDS = ("until", "date_decision", "date_end")


def premises_timeline(_: Texts, network: Network, overlaps: Safe) -> Safe:
    """Oldest first, what has no date last; an empty timeline says why."""
    places = {node.id: node for node in network.nodes if node.kind == "Premises"}
    others = {node.id: node for node in network.nodes if node.kind != "Premises"}
    if not places:
        return section(
            _("Premises"),
            tag(
                "p",
                _("No premises are recorded for what was typed: type the case number of an application to see them."),
            ),
        )
    rows = [row for edge in network.edges if (row := _row(_, places, others, edge))]
    rows.sort(key=lambda row: (not row[0], str(row[0]), str(row[1]), [str(cell) for cell in row]))
    heads = [
        _("From"),
        _("Until or decided"),
        _("What"),
        _("Name"),
        _("State"),
        _("Premises"),
        _("Told by"),
        _("Record"),
    ]
    names = ", ".join(dict.fromkeys(node_label(_, place) for place in places.values() if place.start))
    notes = [
        tag(
            "p",
            _(
                "{label}: {number} things stand next to it; its lines are not followed.",
                label=node_label(_, one),
                number=one.stopped,
            ),
            class_="note",
        )
        for one in places.values()
        if one.stopped
    ]
    return section(_("Premises"), table(_("What happened at {names}", names=names), heads, rows), overlaps, *notes)


def overlapping_numbers(_: Texts, result: Check) -> Safe:
    """Premises of the same street that overlap, or are a part of it: the reader looks whether they are the same."""
    if not result.overlaps:
        return Safe("")
    lead = tag(
        "p",
        _(
            "These overlap with the premises of the application: by house number, or one is part of the other."
            " They are not taken for the same."
        ),
    )
    heads = [_("Premises"), _("Told by"), _("Told on"), _("Grade"), _("Record")]
    rows = [
        [
            named(_, result.names[row["id"]].label),
            teller(row),
            row["collected_on"],
            row["grade"],
            tag("code", row["record"]),
        ]
        for row in result.overlaps
    ]
    return join([lead, table(_("Overlapping premises"), heads, rows)])


def _row(_: Texts, places: dict[str, Node], others: dict[str, Node], edge: Edge) -> list[object] | None:
    """A line between premises and something else; lines between other things belong to the circle."""
    ends = {edge.start, edge.end}
    place, other = ends & set(places), ends & set(others)
    if not place or not other:
        return None
    node = others[other.pop()]
    told = node.statements[0] if node.statements else {}
    begin = edge.since or next((told[name] for name in BEGINS if told.get(name)), None)
    end = edge.until or next((told[name] for name in ENDS if told.get(name)), None)
    state = _.known("code", told["status"]) if told.get("status") and node.kind == "Application" else None
    kind = _.word("kind", node.kind)
    return [
        begin,
        end,
        kind,
        join([node_label(_, node), official_terms(_, told)]),
        state,
        node_label(_, places[place.pop()]),
        teller(vars(edge)),
        tag("code", edge.record),
    ]
