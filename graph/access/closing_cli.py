"""`euregraph case close` and `euregraph sign`: what ends a case, and what two persons do together."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from graph.access.cases import own_case, read_case
from graph.access.closing import close_case
from graph.access.consultations import note_consultation
from graph.access.four_eyes import Signature, ask_signature, waiting
from graph.access.identity import ACT
from graph.access.overdue import overdue_rule
from graph.access.session import open_session
from graph.access.view import View
from graph.checks.kinship import one_person
from graph.checks.register import read_register, register_lines
from graph.checks.subject import find_subject
from graph.cli_options import Case, Data, Json, Today, User, read_day, tell
from graph.errors import RefusedError, UsageError
from graph.identity.deciding import answer_act
from graph.settings import read_settings

sign = typer.Typer(help="What one person asks for and another one signs.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="ID")]
Reason = Annotated[str, typer.Option(help="Why, in your own words.")]
# what these acts are about is looked for in the View of whoever asks
ABOUT: dict[str, Callable[[View, str], str]] = {
    "circle_extension": lambda view, typed: find_subject(view, typed).ids[0],
    "kinship": one_person,
    "overdue_rule": lambda view, typed: overdue_rule(view.asker, typed, view.today),
}


def close(
    id_: Annotated[str, typer.Argument(metavar="CASE")],
    reason: Reason,
    outcome: Annotated[str, typer.Option(help="How it ends, from the closed list.")],
    diob_advice: Annotated[str, typer.Option(help="Belgium: reference of the advice of DIOB.")] = "",
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Close a case and erase what was typed into it; the tool never proposes an outcome."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        with session.refusals(who.id, id_):
            close_case(session.store, session.settings, who, id_, outcome, reason, session.today, diob_advice)
        session.audit.write(who.id, id_, "case close", id_, {"outcome": outcome, "reason": reason})
        typer.echo(f"Case {id_} is closed.", err=True)


def consult(
    id_: Annotated[str, typer.Argument(metavar="CASE")],
    register: Annotated[str, typer.Option(help="bibob_register, be_central_register, gzr, bzr, imi, ... or other.")],
    asked_as: Annotated[str, typer.Option(help="Name or number under which the register was asked.")],
    answer: Annotated[str, typer.Option(help="hit, no_hit, refused or pending.")],
    on: Annotated[date | None, typer.Option("--on", parser=read_day, help="Day of the consultation.")] = None,
    reference: Annotated[str, typer.Option(help="Reference of the answer.")] = "",
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Note that a register outside this tool was consulted by hand: it counts in what was searched."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        with session.refusals(who.id, id_):
            day = on or session.today
            made = note_consultation(session.store, who, id_, register, day, asked_as, answer, reference)
        session.audit.write(who.id, id_, "case consult", asked_as, {"register": made.register, "answer": made.answer})
        typer.echo(f"{made.register} of {made.date} is noted in case {id_}.", err=True)


def register(
    id_: Annotated[str, typer.Argument(metavar="CASE")],
    user: User = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Persons processed and databases consulted in a case of the own authority, made from the log."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        with session.refusals(who.id, id_):
            case = read_case(session.store, who, id_)
            if case.authority != who.authority:
                raise RefusedError(f"Case {id_} was opened by {case.authority}: it keeps the register.")
        view = None if case.closed_on else session.view(user, id_)
        found = read_register(session.store, session.settings, case, view)
        session.audit.write(who.id, id_, "case register", case.subject, {"things": len(found.things)})
        tell(asdict(found), as_json, lambda: "\n".join(register_lines(found)))


@sign.command("ask")
def ask(
    act: Annotated[str, typer.Argument(help="What it is: circle_extension, gang_data, kinship, ...")],
    about: Annotated[str, typer.Option(help="Whom or what: a person or firm as in `check`, an outcome, ...")],
    reason: Reason,
    fact: Annotated[list[str] | None, typer.Option(help="A record that it rests on; may be repeated.")] = None,
    user: User = "",
    case: Case = "",
    data: Data = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Ask a second person of the own authority to sign an act in a case."""
    with open_session(read_settings(data), today) as session:
        who = session.reader(user)
        facts = tuple(fact or ())
        with session.refusals(who.id, case):
            found = own_case(session.store, who, case)
            if act == ACT:
                raise UsageError("Ask with `euregraph identity same` or `different`: they look at what it rests on.")
            if act in ABOUT:
                about = ABOUT[act](session.view(user, case), about)
            made = ask_signature(session.store, who, found, act, about, reason, facts, session.today)
        session.audit.write(who.id, case, "sign ask", about, {"act": act, "reason": reason, "facts": facts})
        tell(asdict(made), as_json, lambda: _line(made))


@sign.command("list")
def list_(user: User = "", data: Data = None, as_json: Json = False) -> None:
    """What the own authority was asked to sign and nobody has answered."""
    with open_session(read_settings(data)) as session:
        who = session.signed_in(user)
        found = waiting(session.store, who)
        session.audit.write(who.id, "", "sign list", "signatures", {"found": len(found)})
        tell([asdict(one) for one in found], as_json, lambda: "\n".join(map(_line, found)) or "Nothing waits.")


@sign.command("answer")
def answer(
    id_: Id,
    refuse: Annotated[bool, typer.Option("--refuse", help="Refuse instead of signing.")] = False,
    because: Annotated[str, typer.Option(help="Why, in your own words.")] = "",
    user: User = "",
    data: Data = None,
    today: Today = None,
) -> None:
    """Sign or refuse what a colleague asked for; who asked cannot sign."""
    with open_session(read_settings(data), today) as session:
        who = session.signed_in(user)
        said = "refused" if refuse else "signed"
        with session.refusals(who.id):
            told = answer_act(session, who, id_, "refused" if refuse else "signed", because)
        session.audit.write(who.id, told.case, f"sign {said}", told.about, {"act": told.act, "because": because})
        typer.echo(f"{told.act} about {told.about} in case {told.case} is {said}.", err=True)


def _line(one: Signature) -> str:
    facts = f" (facts: {', '.join(one.facts)})" if one.facts else ""
    return f"{one.id}  {one.act} about {one.about} in case {one.case}, asked by {one.asked_by}: {one.reason}{facts}"
