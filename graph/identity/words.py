"""Decisions on persons in words, for the command line; screens have their own texts."""

from collections.abc import Iterable, Iterator, Mapping

from graph.access.identity import IdentityDecision
from graph.access.view import View
from graph.checks.candidates import Candidate
from graph.checks.describe import describe

WHAT = {"same": "are one person", "different": "are two persons"}


def labels_of(view: View, decisions: Iterable[IdentityDecision]) -> dict[str, str]:
    """What the persons of these decisions are called in a View."""
    told = describe(view, sorted({id_ for one in decisions for id_ in one.persons}))
    return {id_: one.label for id_, one in told.items()}


def candidate_lines(found: Iterable[Candidate]) -> Iterator[str]:
    for one in found:
        yield f"{one.label}  {', '.join(one.ids)}"
        yield from (f"  {record}" for record in dict.fromkeys(row["record"] for row in one.rows))


def decision_lines(decisions: Iterable[IdentityDecision], names: Mapping[str, str]) -> Iterator[str]:
    for one in decisions:
        yield f"{one.id}  {sentence(one, names)}"
        yield f"  {_stands(one)}; facts: {', '.join(one.facts)}"


def sentence(one: IdentityDecision, names: Mapping[str, str]) -> str:
    """That two are one, or two: by whom, since when and why."""
    who = " and ".join(f"{names[id_]} ({id_})" for id_ in one.persons)
    by = f"decided by {one.asked_by}"
    if one.answered_by:
        by += f", {'refused' if one.state == 'refused' else 'signed'} by {one.answered_by} on {one.answered_on}"
    return f"{who} {WHAT[one.decided]}: {by}, because {one.reason}"


def _stands(one: IdentityDecision) -> str:
    if one.state == "undone":
        return f"taken back by {one.undone_by} on {one.undone_on}, because {one.undone_because}"
    if one.state == "asked":
        return f"asked on {one.asked_on}, waits for a coordinator"
    return f"signed, holds until {one.until}" if one.state == "signed" else f"refused {one.because}".rstrip()
