"""The check in words, for the command line; screens have their own texts from the same templates."""

from collections.abc import Iterator, Sequence

from graph.access.authorities import authorities
from graph.checks.check import Answer, Check
from graph.checks.permit_words import permit_lines, with_official
from graph.codes.official import official_anywhere
from graph.identity.words import sentence as decision_sentence
from graph.patterns.findings import Fact, Finding
from graph.patterns.patterns import State

LEADS: dict[State, str] = {"met": "Met", "cannot tell": "Cannot be answered", "not met": "Not met"}


def sentence(result: Check, told: Answer, finding: Finding, language: str = "en") -> str:
    """The sentence of a finding with names instead of ids and whole dates."""
    values = {name: _shown(result, value) for name, value in finding.values.items()}
    return told.pattern.sentence_of(finding.undecided)[language].format_map(values)


def _shown(result: Check, value: object) -> str:
    text = "" if value is None else str(value)
    if text in authorities():
        return authorities()[text].name
    return result.names[text].label if text in result.names else text


def summary(result: Check) -> str:
    """One sentence that names the indicators; it never counts them, for a count would be a score of a person."""
    parts = [f"{lead}: {titles}." for state, lead in LEADS.items() if (titles := _titles(result, state))]
    return " ".join(parts) or "No indicator is shown to this role."


def _titles(result: Check, state: State) -> str:
    """Titles of a state; a context indicator that is met is told with the others only, never alone."""
    found = result.of(state)
    strong = [told for told in found if told.pattern.weight != "context"]
    return "; ".join(told.pattern.title["en"] for told in (found if strong or state != "met" else []))


def check_lines(result: Check, answers: Sequence[Answer] = ()) -> Iterator[str]:
    yield summary(result)
    yield f"As of {result.as_of}, known at load {result.known_at}; read as {result.subject.read_as}."
    labels = [result.names[id_].label for id_ in result.subject.ids if id_ in result.names]
    yield "Who: " + ", ".join(dict.fromkeys(labels))
    names = {id_: told.label for id_, told in result.names.items()}
    yield from (f"  {decision_sentence(one, names)}" for one in result.decided)
    yield "\nCircle"
    for member in result.circle:
        dates = f"{member.since or '?'} to {member.until or 'today'}"
        former = (" (former)" if member.former else "") + (" (disputed)" if member.fact["disputed"] else "")
        by = authorities().get(str(member.fact["authority"]))
        role = with_official(member.role, by.country, by.id, "role") if by else member.role
        who = f"{member.relation}: {result.names[member.id].label}, {role}{former}"
        yield f"  {who}, {dates}, told by {member.fact['source']}"
    if result.by_extension:
        yield f"  Opened only by a written extension that a second person signs: {', '.join(result.by_extension)}."
    yield from permit_lines(result.permit)
    for state in ("met", "cannot tell", "not met"):
        for told in answers or result.answers:
            if told.state == state:
                yield from _answer_lines(result, told)
    yield from _overlap_lines(result)
    yield "\nSearched and not searched"
    yield from (f"  {cover.reason}" for cover in result.covers)
    for one in result.consulted:
        where = f" ({one.reference})" if one.reference else ""
        named = " / ".join(official_anywhere(one.register).values())
        register = f"{one.register} ({named})" if named else one.register
        yield f"  {register}, consulted by hand on {one.date} as {one.asked_as}: {one.answer}{where}"


def _overlap_lines(result: Check) -> Iterator[str]:
    if result.overlaps:
        yield "\nOverlapping premises (not taken for the same)"
    for row in result.overlaps:
        yield f"  {result.names[row['id']].label}, told by {row['authority']} on {row['collected_on']}, {row['record']}"


def _fact_line(fact: Fact) -> str:
    grade = f", grade {fact.grade}" if fact.grade else ""
    handling = f", handling code {fact.handling}" if fact.handling else ""
    where = f", {fact.delivery} {fact.file}:{fact.line}"
    return f"    {fact.record}, told by {fact.authority} on {fact.collected_on}{grade}{handling}{where}; {usable(fact)}"


def usable(fact: Fact) -> str:
    """Whether the record may be named as a ground of the decision, as a sentence part."""
    told = fact.ground
    if told.usable == "permission":
        return f"usable as ground with permission of {authorities()[told.of].name} ({told.article})"
    return f"{'usable' if told.usable == 'yes' else 'not usable'} as ground ({told.article})"


def _answer_lines(result: Check, told: Answer) -> Iterator[str]:
    pattern = told.pattern
    yield f"\n{told.state.upper()}  {pattern.title['en']} ({pattern.weight}, {pattern.id} version {pattern.version})"
    for finding in told.findings:
        yield f"  {sentence(result, told, finding)}"
        for fact in finding.facts:
            yield _fact_line(fact)
    yield from (f"  {reason}" for reason in told.reasons)
    if told.findings:
        yield from (f"  could be innocent: {text}" for text in pattern.innocent["en"])
        yield f"  would speak against it: {pattern.against['en']}"
    yield from (f"  not yet: {text}" for text in pattern.not_yet.get("en", ()))
