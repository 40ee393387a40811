"""Every indicator of cypher/patterns: its examples on both engines, its texts, and what it needs to say "not met"."""

from collections.abc import Iterator
from string import Formatter
from typing import get_args

import pytest

from graph.access.authorities import Authority, authorities, delivers
from graph.access.policies import BEGINNING, Decision
from graph.access.view import View
from graph.checks.check import Answer, answer, check_context
from graph.checks.circle import read_circle
from graph.checks.coverage import COUNTRIES, Cover, coverage, lacking
from graph.checks.subject import find_subject
from graph.patterns.patterns import LANGUAGES, Example, Indicator, indicators
from graph.store.connection import Store
from graph.store.schema import apply_schema
from ingest.spec import sources
from tests.examples import load_records, records_of, view_for

EVERY = tuple(indicators().values())
TOLD = {word for one in sources().values() for word in one.tells(one.kinds)}
EXAMPLES = [
    pytest.param(one, example, id=f"{one.pattern.id}: {example.name}")
    for one in EVERY
    for example in one.pattern.examples
]
VARIANTS = set(get_args(Example.model_fields["variant"].annotation))
DELIVERING = {"NL", "BE"}  # a legal basis is asked for where deliveries come from today


def of_every(one: Indicator) -> str:
    return one.pattern.id


def answered(view: View, one: Indicator, example: Example) -> Answer:
    """The answer of one indicator, from the same steps as the whole check."""
    with view.action("example"):
        subject = find_subject(view, example.case_number)
        applications = sorted({row["id"] for row in subject.application})
        members = read_circle(view, list(subject.ids), applications)
        return answer(view, one, check_context(view, subject, members), coverage(view))


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("one", "example"), EXAMPLES)
def test_an_example_gets_the_answer_it_expects(store: Store, one: Indicator, example: Example) -> None:
    apply_schema(store)
    load_records(store, records_of(example, store.settings.keys))
    with view_for(store, store.settings, example) as view:
        told = answered(view, one, example)

    reasons = "; ".join(map(str, told.reasons)) or "nothing is lacking"
    assert told.state == example.expect, (
        f"{one.pattern.id}, {example.name!r}: {len(told.findings)} findings, {reasons}. Change the query,"
        f" the needs, or what the example expects, in cypher/patterns/{one.pattern.theme}/{one.pattern.id}.cypher."
    )
    for finding in told.findings:
        assert finding.facts, (
            f"{one.pattern.id}: a finding without facts: return a <name>_record column or list `facts`."
        )
        for fact in finding.facts:
            assert None not in (fact.delivery, fact.file, fact.line), f"{fact.record}: no place in a delivery is told"
        for language in LANGUAGES:
            said = one.pattern.sentence_of(finding.undecided)[language].format_map(finding.values)
            assert "None" not in said, f"{one.pattern.id}, {language}: a gap has no value in {said!r}: use coalesce."


@pytest.mark.parametrize("one", EVERY, ids=of_every)
def test_an_indicator_has_the_four_variants(one: Indicator) -> None:
    missing = VARIANTS - {example.variant for example in one.pattern.examples}
    assert not missing, f"{one.pattern.id} has no example of {', '.join(sorted(missing))}: add one to its front matter."
    expects = {example.expect for example in one.pattern.examples if example.variant == "positive"}
    assert expects == {"met"}, f"{one.pattern.id}: a positive example is one that is met."
    hidden = {example.expect for example in one.pattern.examples if example.variant == "hidden"}
    assert "met" not in hidden, f"{one.pattern.id}: a hidden example would be met only by who may see more."


@pytest.mark.parametrize("one", EVERY, ids=of_every)
def test_safeguard_02_the_sentence_names_every_threshold_in_every_language(one: Indicator) -> None:
    told = {language: gaps(one.pattern.sentence[language]) for language in LANGUAGES}
    for language, named in told.items():
        missing = set(one.pattern.parameters) - named
        assert not missing, f"{one.pattern.id}, {language}: the sentence does not name {', '.join(sorted(missing))}."
    assert len({frozenset(named) for named in told.values()}) == 1, (
        f"{one.pattern.id}: languages have other gaps: {told}."
    )


@pytest.mark.parametrize("one", EVERY, ids=of_every)
def test_safeguard_02_the_front_matter_is_complete(one: Indicator) -> None:
    pattern = one.pattern
    assert set(pattern.legal_basis) >= DELIVERING, f"{pattern.id}: name its legal basis in {sorted(DELIVERING)}."
    for name in ("innocent", "not_yet"):
        counts = {language: len(getattr(pattern, name).get(language, ())) for language in LANGUAGES}
        assert len(set(counts.values())) == 1, f"{pattern.id}: {name} says other things per language: {counts}."
    assert all(pattern.innocent.values()), f"{pattern.id}: say at least one innocent explanation."
    assert pattern.needs, f"{pattern.id}: without `needs` it would say 'not met' where nothing was searched."
    kinds: dict[str, tuple[str, ...]] = {a.kind: delivers(a.kind).categories for a in authorities().values()}
    for need in pattern.needs + pattern.absence_needs:
        for kind in need.kind:
            assert need.category in kinds.get(kind, ()), f"{pattern.id}: no {kind} delivers {need.category}."
        assert set(need.tells) <= TOLD, f"{pattern.id}: no source tells {', '.join(set(need.tells) - TOLD)}."


def test_codes_are_not_given_twice() -> None:
    codes = [one.pattern.code for one in EVERY]
    assert len(set(codes)) == len(codes), f"two indicators have one code: {sorted(codes)}"


def _all_open(view: View) -> Iterator[Cover]:
    """Every kind of authority in all four countries, and the asker's own, each open and fresh."""
    kinds = {told.kind for told in authorities().values()}
    made_up = [Authority(id=f"{c}-{k}", name=k, kind=k, country=c) for c in COUNTRIES for k in sorted(kinds)]
    for one in (*made_up, authorities()[view.account.authority]):
        for category in delivers(one.kind).categories:
            decision, told = Decision("content", "test", BEGINNING), dict.fromkeys(TOLD, view.today)
            yield Cover(one, category, "searched", view.today, decision, 35, told)


@pytest.mark.parametrize("one", EVERY, ids=of_every)
def test_where_everything_is_open_no_evidence_means_not_met(store: Store, one: Indicator) -> None:
    apply_schema(store)
    example = next(e for e in one.pattern.examples if e.variant == "near miss")
    load_records(store, records_of(example, store.settings.keys))
    with view_for(store, store.settings, example) as view:
        covers = list(_all_open(view))
        needs = one.pattern.needs + one.pattern.absence_needs
        assert lacking(view, needs, covers) == []
        with view.action("example"):
            subject = find_subject(view, example.case_number)
            context = check_context(view, subject, read_circle(view, list(subject.ids), []))
            assert answer(view, one, context, covers).state == "not met"
            assert answer(view, one, context, []).state == "cannot tell"
