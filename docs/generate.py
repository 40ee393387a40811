"""Writes the pages of docs that follow from the code: policy, legal frame, model, sources, patterns, permits, cli."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import typer.main

from docs.law_pages import NOTE, policy_page
from docs.legal_frame import legal_frame_page
from docs.source_pages import delivery_page, source_page, sources_page
from graph.model.kinds import GUARD, ORIGIN, TRUTH, Form, Kind, the_model
from graph.patterns.patterns import Need, indicators
from graph.permits.profile import PARTS, Reviewed, procedure, profile_files, read_profile
from graph.permits.sentences import clock_rule, origin
from ingest.spec import sources

FOLDER = Path(__file__).parent


def model_page() -> Iterator[str]:
    yield "# The model\n"
    yield NOTE
    yield (
        "Every record and every line of a record carries the guard (" + ", ".join(f"`{name}`" for name in GUARD) + "),"
    )
    yield "what is true when (" + ", ".join(f"`{name}`" for name in TRUTH) + "); a record also its origin ("
    yield ", ".join(f"`{name}`" for name in ORIGIN) + ").\n"
    for form, title in ((Form.THING, "Things"), (Form.RECORD, "Records"), (Form.RELATIONSHIP, "Relationships")):
        yield f"## {title}\n"
        for kind in the_model().of(form).values():
            yield from _kind(kind)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"### {kind.kind}\n"
    yield f"{kind.means}\n"
    if kind.form is Form.RELATIONSHIP:
        law = "" if kind.relation == "none" else f" Relation class: *{kind.relation}*."
        yield f"From {' or '.join(kind.ends[0])} to {' or '.join(kind.ends[1])}.{law}\n"
    if kind.describes:
        yield f"Describes: {kind.describes}.\n"
    if kind.properties:
        yield "| property | type | meaning |\n| --- | --- | --- |"
        yield "\n".join(f"| {name} | {spec.type} | {spec.means} |" for name, spec in kind.properties.items()) + "\n"


def patterns_page() -> Iterator[str]:
    yield "# Indicators\n"
    yield NOTE
    for one in indicators().values():
        p = one.pattern
        yield f"## {p.code} {p.title['en']} (`{p.id}`, version {p.version}, {p.status})\n"
        yield f"Weight: {p.weight}. Shown to: {', '.join(p.roles)}. "
        yield (
            "Thresholds: " + (", ".join(f"{name} = {value}" for name, value in p.parameters.items()) or "none") + ".\n"
        )
        yield "\n".join(f"- Legal basis {country}: {law}" for country, law in p.legal_basis.items())
        yield "\n".join(f"- Could be innocent: {text}" for text in p.innocent["en"])
        yield f"- Speaks against it: {p.against['en']}"
        yield "\n".join(map(_need, p.needs + p.absence_needs))
        yield "\n".join(f"- Not yet: {text}" for text in p.not_yet.get("en", ()))
        yield ""


def _need(need: Need) -> str:
    told = f", one of which tells {' and '.join(need.tells)}" if need.tells else ""
    return f"- Needs: {need.category} data of every {' or '.join(need.kind)} ({need.where}){told}"


def permits_page() -> Iterator[str]:
    yield "# Permit profiles\n"
    yield NOTE
    yield "What applies to a type of permit in a country: data in `graph/permits`, each statement with its source and"
    yield "how it was seen. It informs and decides nothing. A year after its review a profile is warned of, after two"
    yield "it is not used; [operate](operate.md) says how a municipality puts a rule of its own in its place.\n"
    yield "| profile | official term | follows | reviewed |\n| --- | --- | --- | --- |"
    found = [read_profile(path) for path in profile_files()]
    for one in found:
        terms = " / ".join(one.terms.values()) or "not recorded"
        follows = ", ".join(one.follows) or "nothing"
        yield f"| `{one.country.lower()}-{one.permit_type}` | {terms} | {follows} | {one.oldest} |"
    yield "\nThe general profile of a country holds for every type without one of its own.\n"
    yield from (f"- `{one.country.lower()}-general`: {', '.join(one.holds_for)}" for one in found if one.general)
    for name in sorted({name for one in found for name in one.follows}):
        yield f"\n## Procedure {name}\n"
        yield from _stated(procedure(name))
    for one in found:
        if one.silent or any(getattr(one, part) for part in PARTS):
            yield f"\n## {one.country} {one.permit_type.replace('_', ' ')}\n"
            yield from _stated(one)


def _stated(told: Reviewed) -> Iterator[str]:
    if told.silent:
        yield f"- not said: {told.silent['en']}"
    for part in PARTS:
        for one in getattr(told, part):
            clock = f" (`{one.id}`): {clock_rule(one)}" if part == "clocks" else ""
            yield f"- {part}: {one.said['en']}{clock} *[{origin(one)}]*"


def cli_page() -> Iterator[str]:
    from euregraph import app

    yield "# The command line\n"
    yield NOTE
    yield "Exit codes: 0 done · 1 it ran and something is wrong · 2 usage or settings · 3 refused by policy.\n"
    yield from _command(typer.main.get_command(app), "euregraph")


def _command(command: Any, path: str) -> Iterator[str]:
    """A group names its commands, and is one itself if it runs without one; a command its help and options."""
    inner = getattr(command, "commands", None)
    if inner is None or command.invoke_without_command:
        yield from _described(command, path)
    for name, each in (inner or {}).items():
        yield from _command(each, f"{path} {name}")


def _described(command: Any, path: str) -> Iterator[str]:
    yield f"## `{path}`\n\n{(command.help or '').strip()}\n"
    for parameter in command.params:
        names = ", ".join(f"`{name}`" for name in parameter.opts)
        told = getattr(parameter, "help", None) or ""
        shown = names if names.startswith("`-") else f"`{str(parameter.metavar or parameter.name).upper()}`"
        yield f"- {shown} {told}".rstrip()
    yield ""


PAGES = {
    "delivery.md": delivery_page,
    "policy.md": policy_page,
    "legal-frame.md": legal_frame_page,
    "model.md": model_page,
    "sources.md": sources_page,
    "patterns.md": patterns_page,
    "permits.md": permits_page,
    "cli.md": cli_page,
} | {f"sources/{name}.md": partial(source_page, spec) for name, spec in sources().items()}


def page(name: str) -> str:
    lines = "\n".join(line for line in PAGES[name]() if line is not None).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def main() -> None:
    (FOLDER / "sources").mkdir(exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")


if __name__ == "__main__":
    main()
