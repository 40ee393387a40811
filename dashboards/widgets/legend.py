"""What shapes and lines mean, in words, for the kinds that are in the picture."""

from dashboards.growing import Grown
from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, tag

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


def legend(_: Texts, grown: Grown) -> Safe:
    kinds = {node.kind: node.shape for node in grown.nodes.values()}
    shapes = "; ".join(
        f"{_.word('shape', FORMS.get(shape, 'document'))}: {_.word('kind', kind)}"
        for kind, shape in sorted(kinds.items())
    )
    lines = _("Whole lines are confirmed, dashed unconfirmed, dotted tentative, dash and dot derived, paler ended.")
    silent = _("Other numbers of the same thing, of which nothing else is told, are not drawn.")
    return tag("p", _("Shapes: {shapes}.", shapes=shapes), " ", lines, " ", silent, class_="note")
