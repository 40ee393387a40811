"""`euregraph policy`: which rows the policy has, and what it says to an account."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from graph.access.accounts import Account
from graph.access.authorities import authority, delivers
from graph.access.overdue import ACT, rests_on_signature
from graph.access.policies import Asker, Decision, Rule, decide, rule_for, rules
from graph.access.review import review
from graph.access.session import Session, open_session
from graph.access.standing import Signed
from graph.access.view import View
from graph.cli_options import Case, Data, Json, Today, User, tell
from graph.errors import RefusedError, UsageError
from graph.settings import read_settings

app = typer.Typer(help="Who may read what, by which article.", no_args_is_help=True)

NOTHING = "Nothing that may be shown in this case answers to the record {record}."


@app.command()
def show(
    source: Annotated[str, typer.Option(help="Country whose data are asked for: NL, BE, DE or LU.")] = "",
    category: Annotated[str, typer.Option(help="Legal category.")] = "",
    today: Today = None,
    as_json: Json = False,
) -> None:
    """The rows of the policy, each with article, certainty and review date; what no row names is denied."""
    found = [rule for rule in rules() if source.upper() in {"", rule.source} and category in {"", *rule.categories}]
    day = today or date.today()  # noqa: DTZ011
    tell([rule.model_dump(mode="json") for rule in found], as_json, lambda: "\n".join(_row(one, day) for one in found))


def _row(rule: Rule, today: date) -> str:
    asked = f"{rule.source} {' '.join(rule.categories)} <- {' '.join(rule.asker)}: {' '.join(rule.roles)}"
    settled = "not settled, so denied" if rule.certainty == "?" else f"certainty {rule.certainty}"
    back = f", {rule.lookback} years back" if rule.lookback else ""
    within = f", in a case shared by the {rule.within}" if rule.within else ""
    route = f"\n    {rule.route}" if rule.route else ""
    said = f"{rule.gives}{within}{back}; {rule.article}; {settled}; {review(rule.reviewed, today)} ({rule.reviewed})"
    return f"{asked}, for {' '.join(rule.purposes)}\n    {said}{route}"


@app.command()
def explain(
    deliverer: Annotated[str, typer.Argument(metavar="AUTHORITY", help="Whose data: an id of `deployment`.")] = "",
    category: Annotated[str, typer.Argument(help="Legal category.")] = "",
    purpose: Annotated[str, typer.Option(help="For what; in a case its own purpose.")] = "permit_screening",
    record: Annotated[str, typer.Option(help="Instead of both: a record that is visible in the case.")] = "",
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """What the policy says to an account of one authority's data of one category, and by which row.

    It is decided from the policy alone, never from which rows exist; a record is explained only where it is visible.
    """
    with open_session(read_settings(data), today) as session:
        view = session.view(user, case) if case else None
        if record:
            deliverer, category = _of_record(view, record)
        asker = _asker(view, session.signed_in(user), purpose)
        _check(deliverer, category)
        _note(session, asker, case, {"authority": deliverer, "category": category, "purpose": asker.purpose})
        decision = decide(asker, deliverer, category, session.today)
        rule = rule_for(asker.account, asker.purpose, deliverer, category)
        told = {"authority": deliverer, "category": category, "purpose": asker.purpose, **_said(decision)}
        told["row"] = rule.model_dump(mode="json") if rule else None
        signed = _signed(view, deliverer, category)
        told["override"] = {"by": signed.by, "until": signed.until} if signed else None
        tell(told, as_json, lambda: "\n".join(_explained(told, decision, rule, session.today)))


def _of_record(view: View | None, record: str) -> tuple[str, str]:
    if view is None:
        raise UsageError("A record is explained in a case: name it with --case.")
    with view.action("policy explain"):
        rows = view.step("facts", records=[record])
    if not rows:
        raise RefusedError(NOTHING.format(record=record))
    return str(rows[0]["authority"]), str(rows[0]["category"])


def _asker(view: View | None, who: Account, purpose: str) -> Asker:
    return view.asker if view else Asker(who, purpose)


def _signed(view: View | None, deliverer: str, category: str) -> Signed | None:
    """The signature that lets an overdue rule hold on, where the decision rests on one; of several the longest."""
    if view is None or not rests_on_signature(view.asker, deliverer, category, view.today):
        return None
    about = f"{deliverer} {category}"
    return max((s for s in view.signed if (s.act, s.about) == (ACT, about)), key=lambda s: s.until)


def _check(deliverer: str, category: str) -> None:
    known = delivers(authority(deliverer).kind).categories
    if category not in known:
        raise UsageError(f"{deliverer} delivers no {category!r} data; it delivers: {' '.join(known) or 'nothing'}.")


def _note(session: Session, asker: Asker, case: str, told: dict[str, Any]) -> None:
    session.audit.write(asker.account.id, case, "policy explain", "policy", told)


def _said(decision: Decision) -> dict[str, Any]:
    return {"gives": decision.gives, "article": decision.article, "route": decision.route}


def _explained(told: dict[str, Any], decision: Decision, rule: Rule | None, today: date) -> Iterator[str]:
    yield f"{authority(told['authority']).name}, {told['category']} data, for {told['purpose']}: {decision.gives}"
    yield f"  because: {decision.article}"
    if decision.route:
        yield f"  how to ask: {decision.route}"
    if rule is None:
        return
    if rule.certainty == "?":
        yield "  the law is not settled here, so it is denied until a lawyer fills it in"
    if rule.within and decision.gives == "none":
        yield f"  only in a case that the {rule.within} opened and shared"
    yield f"  reviewed {rule.reviewed}: {review(rule.reviewed, today)}"
    if signed := told["override"]:
        yield f"  it holds on in this case, for {signed['by']} signed that it does ({ACT}), until {signed['until']}"
