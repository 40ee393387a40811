"""What shapes and lines mean, in words, for the kinds that are in the picture."""

from dashboards.growing import Grown
from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, tag
from dashboards.widgets.told import node_label

FORMS = {
    "circle": "circle",
    "square": "square",
    "house": "house",
    "document": "sheet of paper",
    "hexagon": "hexagon",
    "triangle": "triangle",
    "diamond": "diamond",
    "claim": "double ring",
}


def legend(_: Texts, grown: Grown, through: str = "") -> Safe:
    """`through` is the node for which the rest of the picture is drawn dimmer, if one is."""
    kinds = {node.kind: node.shape for node in grown.nodes.values()}
    shapes = "; ".join(
        f"{_.word('shape', FORMS.get(shape, 'document'))}: {_.word('kind', kind)}"
        for kind, shape in sorted(kinds.items())
    )
    lines = _("Whole lines are confirmed, dashed unconfirmed, dotted tentative, dash and dot derived, paler ended.")
    silent = _("Other numbers of the same thing, of which nothing else is told, are not drawn.")
    said = [_("Shapes: {shapes}.", shapes=shapes), lines, silent]
    if through:
        label = node_label(_, grown.nodes[through])
        said.append(_("Dimmed is what lies on no path from the start through {label}.", label=label))
    return tag("p", " ".join(said), class_="note")
