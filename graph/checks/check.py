"""The applicant check: who is meant, the circle, the indicators in three states, and what was not searched."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.access.consultations import Consultation, consultations
from graph.access.identity import IdentityDecision
from graph.access.order import note_open_sources
from graph.access.purposes import Relation
from graph.access.view import View
from graph.checks.circle import Member, circle_ids, read_circle
from graph.checks.coverage import SEARCHED, Cover, Reason, countries_of, coverage, lacking
from graph.checks.describe import Description, describe
from graph.checks.overlaps import overlapping
from graph.checks.permit import Permit, newest, read_permit
from graph.checks.subject import Subject, closure, find_subject
from graph.patterns.findings import Finding, find
from graph.patterns.patterns import Indicator, Pattern, State, indicators, named_list
from graph.store.connection import Rows

UNDECIDED = "What was found lacks a day that would decide it."
OUTSIDE = "{country}: in a case for {purpose} indicators are not answered ({article})."


@dataclass(frozen=True)
class Answer:
    """One indicator: met, not met, or cannot tell with the reasons; a met *context* indicator never stands alone."""

    pattern: Pattern
    state: State
    findings: tuple[Finding, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Check:
    """`overlaps`: what is told of premises that overlap with those of the application, or are a part.

    `decided`: who is the subject, and who is not, by decisions of the case.
    `by_extension`: relation classes that the purpose keeps closed until a second person has signed, person by person.
    """

    subject: Subject
    names: dict[str, Description]
    circle: tuple[Member, ...]
    answers: tuple[Answer, ...]
    covers: tuple[Cover, ...]
    overlaps: Rows
    permit: Permit | None
    by_extension: tuple[Relation, ...]
    consulted: tuple[Consultation, ...]
    decided: tuple[IdentityDecision, ...]
    as_of: date
    known_at: int

    def of(self, state: State) -> list[Answer]:
        return [answer for answer in self.answers if answer.state == state]


def run_check(view: View, typed: str) -> Check:
    """The whole check as one action of the log."""
    with view.action("check"):
        subject = find_subject(view, typed)
        note_open_sources(view)
        members = read_circle(view, list(subject.ids), sorted({row["id"] for row in subject.application}))
        covers = coverage(view)
        view.note("searched", [f"{one.authority.id} {one.category}" for one in covers if one.reach in SEARCHED])
        context = _firm_context(view, subject, members)
        asked = [one for one in indicators().values() if view.account.role in one.pattern.roles]
        answers = tuple(answer(view, one, context, covers) for one in asked)
        things = {m.id for m in members} | set(subject.ids) | set(context["premises"])
        overlaps = overlapping(view, context["premises"])
        things |= {row["id"] for row in overlaps}
        things |= {thing for told in answers for finding in told.findings for thing in finding.things}
        decided = tuple(one for one in view.decided if set(one.persons) & set(subject.ids))
        things |= {person for one in decided for person in one.persons}
        return Check(
            subject,
            describe(view, sorted(things)),
            tuple(members),
            answers,
            tuple(covers),
            overlaps,
            read_permit(view, subject.application),
            view.purpose.circle.extension,
            tuple(consultations(view.store, view.case.id)),
            decided,
            view.as_of,
            view.known_at,
        )


def _firm_context(view: View, subject: Subject, members: list[Member]) -> dict[str, Any]:
    """Without what is disputed: the circle that is shown has it, the one that indicators look at has not."""
    firm = view.undisputed()
    if firm is not view:
        subject = replace(subject, ids=tuple(closure(firm, list(subject.named))))
        members = read_circle(firm, list(subject.ids), sorted({row["id"] for row in subject.application}))
    return check_context(firm, subject, members)


def check_context(view: View, subject: Subject, members: list[Member]) -> dict[str, Any]:
    """What a check gives to the queries: subject, circle, premises, country, the day and the activity group."""
    application = newest(subject.application)
    premises = sorted({row["premises"] for row in subject.application if row["premises"]})
    circle = circle_ids(view, list(subject.ids), members)
    return {
        "subjects": sorted(subject.ids),
        "circle": circle,
        "applications": sorted({row["id"] for row in subject.application}),
        "premises": closure(view, premises) if premises else [],
        "places": closure(view, sorted({*premises, *_seats(view, subject)})),
        "country": view.account.country,
        "countries": countries_of(circle),
        "applied_on": (application and application["date_application"]) or view.as_of,
        "group": named_list("activity_group").get(application["permit_type"], "none") if application else "none",
    }


def _seats(view: View, subject: Subject) -> list[str]:
    return [row["id"] for row in view.step("seats", ids=list(subject.ids))]


def answer(view: View, indicator: Indicator, context: dict[str, Any], covers: list[Cover]) -> Answer:
    """Met: evidence, and every absence it interprets is open and fresh. Not met: none, and all needs are.

    Else: cannot tell, also where what was found lacks what would decide it. What is disputed is no evidence.
    """
    pattern = indicator.pattern
    if not view.purpose.indicators:
        return Answer(pattern, "cannot tell", (), (outside(view),))
    found = tuple(find(view.undisputed(), indicator, context))
    findings = tuple(one for one in found if not one.undecided)
    needs = pattern.absence_needs if findings else pattern.needs + pattern.absence_needs
    missing = lacking(view, needs, covers, context["countries"])
    if found and not findings:
        missing.append(Reason(UNDECIDED, {}))
    state: State = "cannot tell" if missing else "met" if findings else "not met"
    return Answer(pattern, state, findings or found, tuple(missing))


def outside(view: View) -> Reason:
    """Why an indicator is not even looked at: decided from the purpose alone."""
    told = view.purpose
    return Reason(OUTSIDE, {"country": told.country, "purpose": told.purpose, "article": told.article})
