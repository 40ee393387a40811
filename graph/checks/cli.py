"""`euregraph check` and `euregraph patterns`."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from graph.access.session import open_session
from graph.checks.check import Answer, Check, run_check
from graph.checks.permit_words import permit_data
from graph.checks.words import check_lines, summary
from graph.cli_options import AsOf, Case, Data, Json, Today, User, tell
from graph.errors import UsageError
from graph.patterns.patterns import Indicator, indicators
from graph.settings import read_settings

patterns = typer.Typer(help="The indicators.", no_args_is_help=True)


def check(
    subject: Annotated[
        str,
        typer.Argument(help="Case number, register or VAT number, or 'Surname, Given names, YYYY-MM-DD'."),
    ],
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Check one applicant: who, circle, indicators with their facts, what was not searched."""
    with open_session(read_settings(data), today) as session:
        result = run_check(session.view(user, case, as_of), subject)
        tell(as_data(result), as_json, lambda: "\n".join(check_lines(result)))


def as_data(result: Check) -> dict[str, Any]:
    """The check as plain data: the same content as the screen and the text."""
    return {
        "summary": summary(result),
        "subject": {
            "typed": result.subject.typed,
            "read_as": result.subject.read_as,
            "ids": result.subject.ids,
        },
        "names": {id_: {"label": told.label, "statements": told.rows} for id_, told in result.names.items()},
        "circle": [asdict(member) for member in result.circle],
        "indicators": [_answer(told) for told in result.answers],
        "overlaps": result.overlaps,
        "coverage": [
            {"authority": c.authority.id, "category": c.category, "reach": c.reach, "said": str(c.reason)}
            for c in result.covers
        ],
        "circle_by_extension": list(result.by_extension),
        "decided": [asdict(one) for one in result.decided],
        "consulted": [asdict(one) for one in result.consulted],
        "permit": permit_data(result.permit),
        "as_of": result.as_of,
        "known_at": result.known_at,
    }


def _answer(told: Answer) -> dict[str, Any]:
    pattern = told.pattern
    return {
        "id": pattern.id,
        "version": pattern.version,
        "title": pattern.title["en"],
        "weight": pattern.weight,
        "state": told.state,
        "findings": [asdict(finding) for finding in told.findings],
        "reasons": [str(reason) for reason in told.reasons],
        "innocent": pattern.innocent["en"],
        "not_yet": pattern.not_yet.get("en", ()),
    }


def _indicator(id_: str) -> Indicator:
    if id_ not in indicators():
        raise UsageError(f"Unknown indicator {id_!r}; known: {', '.join(indicators())}.")
    return indicators()[id_]


@patterns.command("list")
def list_(as_json: Json = False) -> None:
    """Every indicator with its state."""
    found = [one.pattern for one in indicators().values()]
    tell(
        [{"id": p.id, "code": p.code, "status": p.status, "title": p.title["en"]} for p in found],
        as_json,
        lambda: "\n".join(f"{p.id:32} {p.code}  {p.status:8} {p.title['en']}" for p in found),
    )


@patterns.command()
def show(id_: Annotated[str, typer.Argument(metavar="INDICATOR")], as_json: Json = False) -> None:
    """One indicator: what it means, its thresholds, what could explain it, its query."""
    one = _indicator(id_)
    tell(
        one.pattern.model_dump(mode="json") | {"query": one.query.text},
        as_json,
        lambda: f"{one.pattern.title['en']}\n\n{one.query.text}",
    )


@patterns.command()
def run(
    id_: Annotated[str, typer.Argument(metavar="INDICATOR")],
    subject: Annotated[str, typer.Argument(help="As in `euregraph check`.")],
    user: User = "",
    case: Case = "",
    as_of: AsOf = None,
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """One indicator for one applicant."""
    _indicator(id_)
    with open_session(read_settings(data), today) as session:
        result = run_check(session.view(user, case, as_of), subject)
        told = next((a for a in result.answers if a.pattern.id == id_), None)
        if told is None:
            raise UsageError(f"The indicator {id_} is not shown to this role.")
        tell(_answer(told), as_json, lambda: "\n".join(check_lines(result, [told])))


@patterns.command()
def coverage(user: User = "", case: Case = "", data: Data = None, today: Today = None, as_json: Json = False) -> None:
    """Which data each indicator needs, and whether this case may read them."""
    from graph.checks.coverage import coverage as covers
    from graph.checks.coverage import lacking

    with open_session(read_settings(data), today) as session:
        view = session.view(user, case)
        with view.action("coverage"):
            known = covers(view)
            rows = [
                {
                    "id": one.pattern.id,
                    "lacking": [
                        str(reason) for reason in lacking(view, one.pattern.needs + one.pattern.absence_needs, known)
                    ],
                }
                for one in indicators().values()
            ]
        tell(
            rows,
            as_json,
            lambda: "\n".join(
                f"{row['id']}: {'; '.join(row['lacking']) or 'everything it needs was searched'}" for row in rows
            ),
        )
