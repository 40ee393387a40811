"""The generated page docs/legal-frame.md: what the law asks, and where it stands in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from docs.law_pages import COUNTRIES, NOTE
from graph.access.closing import outcomes
from graph.access.four_eyes import acts
from graph.access.legal_bases import legal_bases
from graph.access.purposes import Purpose, purposes
from graph.patterns.patterns import indicators

FOLDER = Path(__file__).parent
TESTS = FOLDER.parent / "tests"
ROW = re.compile(r"test_safeguard_(\d+)_(\w+)")


def written() -> dict[str, Any]:
    """The hand-written parts (docs/legal_frame.yaml)."""
    told = yaml.load((FOLDER / "legal_frame.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return dict(told)


def rows_with_tests() -> dict[int, list[str]]:
    """Number of a demand of safeguards -> the tests that are named after it."""
    found: dict[int, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (match := ROW.fullmatch(node.name)):
                named = f"{path.relative_to(TESTS.parent).as_posix()}: {match[2].replace('_', ' ')}"
                found.setdefault(int(match[1]), []).append(named)
    return found


def legal_frame_page() -> Iterator[str]:
    """Purposes, circle, second signatures, outcomes, indicators' data, safeguards, DPIA, register entry, scope."""
    told = written()
    yield "# The legal frame\n"
    yield NOTE
    yield "Research, not legal advice: each deployment has it reviewed. Who may read what stands in"
    yield "[policy](policy.md), what is kept for how long in [operate](operate.md).\n"
    yield "## What a case may be opened for\n"
    yield "The list is closed. `circle` names the relation classes that are open at the start; those in brackets are"
    yield "opened person by person, by a written extension that rests on facts and that a second person signs.\n"
    yield "| country | purpose | roles | legal bases | indicators | circle | hops | article | sure | reviewed |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    yield from (_purpose(one) for one in purposes().values())
    yield "\n## What takes two persons\n"
    yield "| act | signed by | holds for days | article | sure |\n| --- | --- | --- | --- | --- |"
    yield from (f"| {n} | {', '.join(a.signs)} | {a.days} | {a.article} | {a.certainty} |" for n, a in acts().items())
    yield "\n## How a case may end\n"
    for name, one in outcomes().items():
        against = ", goes against somebody: a second person signs" if one.negative else ""
        where = f" ({', '.join(one.countries)})" if one.countries else ""
        yield f"- {name.replace('_', ' ')}{where}{against}"
    yield "\n## What the indicators read\n"
    for indicator in indicators().values():
        pattern = indicator.pattern
        needs = ", ".join(sorted({f"{one.category} of a {one.kind}" for one in pattern.needs + pattern.absence_needs}))
        yield f"- {pattern.code} {pattern.title['en']}: {needs}"
    yield from _safeguards(told["not_tested"])
    yield from _pairs("Data protection impact assessment: a skeleton", told["dpia"])
    yield from _pairs("Entry for an algorithm register", told["algorithm_register"])
    yield from _pairs("Out of scope, and why", told["out_of_scope"])


def _purpose(one: Purpose) -> str:
    closed = f" ({', '.join(one.circle.extension)})" if one.circle.extension else ""
    cells = (
        COUNTRIES[one.country],
        one.purpose.replace("_", " "),
        ", ".join(one.roles),
        "; ".join(legal_bases()[code].article for code in one.bases),
        "answered" if one.indicators else "not answered",
        ", ".join(one.circle.open) + closed,
        str(one.circle.hops),
        one.article,
        one.certainty,
        str(one.reviewed),
    )
    return "| " + " | ".join(cells) + " |"


def _safeguards(why: dict[str, str]) -> Iterator[str]:
    yield "\n## The demands of ethics and law, by number\n"
    yield "| # | test, or why there is none yet |\n| --- | --- |"
    tested = rows_with_tests()
    for number in sorted(tested.keys() | {int(one) for one in why}):
        yield f"| {number} | {'; '.join(tested.get(number, [])) or why[str(number)]} |"


def _pairs(title: str, rows: list[list[str]]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield from (f"- **{name}**: {said}." for name, said in rows)
