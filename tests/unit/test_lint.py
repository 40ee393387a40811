"""The lint: what no indicator, field, export or ordering may be, and that it sees what breaks it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.patterns.lint import SCORES, reasons
from graph.patterns.patterns import indicators, read_indicator

ROOT = Path(__file__).parents[2]
COUNTED = ("finding", "answer", "indicator", "met")


@pytest.mark.parametrize("name", indicators())
def test_safeguard_13_an_indicator_rests_on_more_than_a_name_or_a_place(name: str) -> None:
    assert list(reasons(indicators()[name].query.text)) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (p)-[x:DIRECTS]->(o) RETURN p.id AS id, count(x) AS risk_score", "risk_score: nobody"),
        ("MATCH (p)-[x:DIRECTS]->(o) RETURN p.id AS id, count(x) AS indicators_met", "indicators_met: nobody"),
        ("MATCH (p)<-[d:DESCRIBES]-(s) WHERE s.surname STARTS WITH 'El ' RETURN p.id AS id", "surname is compared"),
        (
            "MATCH (p)<-[d:DESCRIBES]-(s) WHERE s.birth_place IN ['X'] AND s.status = 'y' RETURN p.id AS id",
            "birth_place",
        ),
        ("MATCH (p)<-[d:DESCRIBES]-(s) WHERE s.surname = $name RETURN p.id AS id", "surname is compared"),
        (
            "MATCH (p)-[l:LIVES_AT]->(r)<-[d:DESCRIBES]-(s) WHERE s.postcode IN ['6211'] RETURN p.id AS id",
            "postcode alone",
        ),
    ],
)
def test_what_no_indicator_may_do_is_seen(query: str, said: str) -> None:
    assert any(said in one for one in reasons(query)), list(reasons(query))


def test_a_file_that_does_is_refused_by_name_and_reason(tmp_path: Path) -> None:
    told = ROOT / "cypher" / "patterns" / "fronts" / "front-man.cypher"
    changed = tmp_path / "front-man.cypher"
    head, end, body = told.read_text(encoding="utf-8").partition("*/")
    changed.write_text(head + end + re.sub(r"\bfirms\b", "risk", body), encoding="utf-8")
    with pytest.raises(UsageError, match=r"front-man\.cypher is refused: .*nobody is given a score"):
        read_indicator(changed)


def sources() -> Iterator[Path]:
    for folder in ("graph", "dashboards", "ingest"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if "region" not in path.parts)


def fields(tree: ast.AST) -> Iterator[str]:
    """Names that a result can have: fields of classes and keys of maps."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (ast.unparse(one.target) for one in node.body if isinstance(one, ast.AnnAssign))
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def orderings(tree: ast.AST) -> Iterator[str]:
    """The keys by which something is put in order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in {"sorted", "sort", "min", "max", "nlargest"}:
                yield from (ast.unparse(word.value) for word in node.keywords if word.arg == "key")


def wrong(text: str) -> list[str]:
    tree = ast.parse(text)
    scores = [name for name in fields(tree) if SCORES.search(name)]
    counted = [key for key in orderings(tree) if "len(" in key and any(one in key for one in COUNTED)]
    return scores + counted


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_safeguard_01_no_field_export_or_ordering_is_a_score(path: Path) -> None:
    assert [one for one in wrong(path.read_text(encoding="utf-8")) if one != "danger_conclusion_reported"] == []


@pytest.mark.parametrize(
    "text",
    [
        "class Finding:\n    risk_score: int",
        "told = {'rank': 1}",
        "people = sorted(people, key=lambda one: -len(one.findings))",
        "worst = max(people, key=lambda one: len(indicators_of(one)))",
    ],
)
def test_a_score_is_seen(text: str) -> None:
    assert wrong(text)
