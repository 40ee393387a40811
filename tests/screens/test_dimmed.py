"""What dims around a picked node, against every path of the picture walked one by one."""

import re
from itertools import pairwise
from pathlib import Path
from random import Random

import networkx as nx
import pytest

from dashboards import widgets
from dashboards.dimmed import dimmed
from dashboards.growing import Grown, Line
from dashboards.texts.texts import languages, texts
from dashboards.widgets.legend import legend
from dashboards.widgets.network_tables import nodes_table
from graph.network.network import Edge, Node

SEEDS = range(200)


def picture(starts: str, *ends: str) -> Grown:
    """Nodes and lines of one letter or two: "ab" is a line from a to b, "a" a node without one."""
    names = sorted({*starts, *"".join(ends)})
    nodes = {name: Node(name, "Person", name, "circle", start=name in starts) for name in names}
    lines = (Line((_edge(f"{at}{end}", *end),)) for at, end in enumerate(ends) if len(end) == 2)
    return Grown(nodes, tuple(lines), (), {})


def _edge(id_: str, start: str, end: str) -> Edge:
    days = (None, None, None)
    return Edge(id_, "DIRECTS", start, end, "none", id_, "s", "a", *days, "", "", "open", "", False, "confirmed")


def letters(grown: Grown, picked: str) -> str:
    return "".join(sorted(dimmed(grown, picked) & set(grown.nodes)))


def test_the_way_from_the_start_and_what_hangs_behind_stay() -> None:
    grown = picture("s", "sa", "ab", "bc", "bd", "sx", "xy")
    assert letters(grown, "b") == "xy"
    assert letters(grown, "c") == "dxy"
    assert dimmed(grown, "c") - set("dxy") == {"3bd", "4sx", "5xy"}


def test_a_detour_is_a_way_too() -> None:
    """z is reached over b as well: s, a, b, c, z."""
    assert letters(picture("s", "sa", "ab", "sc", "cb", "cz", "sx"), "b") == "x"


def test_nothing_dims_for_a_start_a_line_or_nothing() -> None:
    grown = picture("s", "sa", "sb")
    assert [dimmed(grown, picked) for picked in ("", "s", "0sa", "nobody")] == [frozenset()] * 4


def test_what_nothing_joins_with_the_start_keeps_its_own() -> None:
    assert letters(picture("s", "sa", "bc"), "b") == "as"


def walked(grown: Grown, picked: str) -> set[str]:
    """The nodes and lines of all paths from the starts, as one, that meet the picked node."""
    one = {name: "start" if node.start else name for name, node in grown.nodes.items()}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(one.values())
    ends = {line.id: frozenset({one[line.first.start], one[line.first.end]}) for line in grown.lines}
    graph.add_edges_from((min(pair), max(pair)) for pair in ends.values() if len(pair) == 2)
    ways = [way for end in set(graph) - {"start"} for way in nx.all_simple_paths(graph, "start", end) if picked in way]
    steps = {frozenset(step) for way in ways for step in pairwise(way)} | {frozenset({"start"})}
    met = {name for way in ways for name in way}
    return {name for name in grown.nodes if one[name] in met} | {id_ for id_, pair in ends.items() if pair in steps}


def test_exactly_what_is_on_no_path_dims() -> None:
    dims = 0
    for seed in SEEDS:
        dice = Random(seed)
        names = "abcdefgh"[: dice.randrange(3, 9)]
        pairs = ["".join(dice.sample(names, 2)) for _ in range(dice.randrange(1, 2 * len(names)))]
        grown = picture("".join(dice.sample(names, dice.choice((1, 1, 2)))), *pairs)
        for picked, node in grown.nodes.items():
            stays = walked(grown, picked)
            if node.start or picked not in stays:
                continue
            pale = {*grown.nodes, *(line.id for line in grown.lines)} - stays
            assert dimmed(grown, picked) == pale, (seed, picked)
            dims += len(pale)
    assert dims


@pytest.mark.parametrize("language", languages())
def test_what_dims_is_said_in_words(language: str) -> None:
    _, grown = texts(language), picture("s", "sa", "sb")
    rows = str(nodes_table(_, grown, "a", dimmed(grown, "a"))).split("<tr")
    assert [_("on no path through what is picked") in row for row in rows[2:]] == [False, True, False]
    said = _("Dimmed is what lies on no path from the start through {label}.", label="a")
    assert said in legend(_, grown, "a")
    assert said not in legend(_, grown)


def test_dimmed_words_stay_readable_on_the_ground_of_the_picture() -> None:
    """4.5 to 1 (WCAG 2.1, 1.4.3); the picture has the same white ground in both themes."""
    script = Path(widgets.__file__).with_name("network.js").read_text(encoding="utf-8")
    [colour] = re.findall(r'const PALE = .*word: "#(\w{6})"', script)
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
