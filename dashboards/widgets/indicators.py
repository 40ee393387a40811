"""The indicators in three states; a row opens to its facts, its threshold and what could explain it innocently."""

from datetime import date

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, bullets, fold, join, section, table, tag
from dashboards.widgets.told import authority_name, in_language, reason, sentence, teller
from graph.access.grounds import Ground
from graph.checks.check import Answer, Check
from graph.patterns.findings import Fact, Finding
from graph.patterns.patterns import Pattern, indicators


def indicator_rows(_: Texts, result: Check) -> Safe:
    """Met, then cannot tell, then not met (folded); what only gives context stands apart."""
    met = [told for told in result.of("met") if told.pattern.weight != "context"]
    context = [told for told in result.of("met") if told.pattern.weight == "context"]
    return section(
        _("Indicators"),
        _group(_, result, _("Met"), met, _("No supporting or strong indicator is met in what was searched.")),
        _group(_, result, _("Context, which means nothing by itself"), context),
        _group(_, result, _("Cannot be answered here"), result.of("cannot tell")),
        fold(_("Not met"), *_rows(_, result, result.of("not met"))) if result.of("not met") else "",
    )


def _group(_: Texts, result: Check, title: str, told: list[Answer], empty: str = "") -> Safe:
    if not told and not empty:
        return Safe("")
    return join([tag("h3", title), *(_rows(_, result, told) or [tag("p", empty)])])


def _rows(_: Texts, result: Check, told: list[Answer]) -> list[Safe]:
    return [row for one in told for row in (_found(_, result, one) if one.findings else [_without(_, result, one)])]


def _found(_: Texts, result: Check, told: Answer) -> list[Safe]:
    return [
        _row(_, told, sentence(_, result, told.pattern, one), _told_by(_, one), _facts(_, one)) for one in told.findings
    ]


def _without(_: Texts, result: Check, told: Answer) -> Safe:
    lead = _("why it cannot be answered: open this row") if told.reasons else _("everything that it needs was searched")
    return _row(_, told, in_language(_, told.pattern.title), lead, Safe(""))


def _row(_: Texts, told: Answer, sentence: str, short: str, facts: Safe) -> Safe:
    weight = _.word("weight", told.pattern.weight)
    head = join([tag("span", sentence, class_="said"), tag("span", f"{weight} · {short}", class_="short")])
    return fold(head, facts, *_about(_, told), _query(_, told.pattern))


def _told_by(_: Texts, finding: Finding) -> str:
    """Dates and grades of the facts, and who told them; sources by name, not by number."""
    days = sorted({day for fact in finding.facts for day in (fact.since, fact.until) if day})
    span = join(dict.fromkeys([days[0].isoformat(), days[-1].isoformat()]), " – ") if days else _("without date")
    sources = ", ".join(sorted({authority_name(fact.authority) for fact in finding.facts}))
    grades = ", ".join(sorted({fact.grade for fact in finding.facts if fact.grade})) or _("no grade")
    return _("{span} · told by {sources} · {grades}", span=span, sources=sources, grades=grades)


def _facts(_: Texts, finding: Finding) -> Safe:
    heads = [
        _("Fact"),
        _("From"),
        _("Until"),
        _("Told by"),
        _("Told on"),
        _("Grade"),
        _("Handling code"),
        _("Usable as ground"),
        _("Delivery, file and line"),
    ]
    return table(_("The facts, as their sources told them"), heads, [_fact(_, fact) for fact in finding.facts])


def _fact(_: Texts, fact: Fact) -> list[object]:
    line = f"{fact.delivery or ''} {fact.file}:{fact.line}".strip() if fact.file else None
    day: date | None = fact.collected_on
    return [
        tag("code", fact.record),
        fact.since,
        fact.until,
        teller(vars(fact)),
        day,
        fact.grade,
        fact.handling,
        _ground(_, fact.ground),
        line,
    ]


def _ground(_: Texts, told: Ground) -> str:
    """Yes, no, or with whose permission, and by which rule."""
    if told.usable == "permission":
        return _("with permission of {authority} ({article})", authority=authority_name(told.of), article=told.article)
    if told.usable == "yes":
        return _("yes ({article})", article=told.article)
    return _("no ({article})", article=told.article)


def _about(_: Texts, told: Answer) -> list[Safe]:
    pattern = told.pattern
    parts: list[tuple[str, list[object]]] = [
        (_("Why it cannot be answered"), list(dict.fromkeys(reason(_, one) for one in told.reasons))),
        (_("What could explain it innocently"), list(in_language(_, pattern.innocent))),
        (_("What would speak against it"), [in_language(_, pattern.against)]),
        (_("Not looked at yet"), list(pattern.not_yet.get(_.language) or pattern.not_yet.get("en", ()))),
        (_("Threshold and version"), [_threshold(_, pattern)]),
        (_("The applicant's reply"), [_("No reply is recorded.")]),
    ]
    return [join([tag("h4", title), bullets(items)]) for title, items in parts if items]


def _threshold(_: Texts, pattern: Pattern) -> str:
    limits = ", ".join(f"{name} = {value}" for name, value in pattern.thresholds.items()) or _("none")
    return _(
        "{title}: {limits}; indicator {id}, version {version}, {status}.",
        title=in_language(_, pattern.title),
        limits=limits,
        id=pattern.id,
        version=pattern.version,
        status=_.word("status", pattern.status),
    )


def _query(_: Texts, pattern: Pattern) -> Safe:
    return fold(_("Show query"), tag("pre", tag("code", indicators()[pattern.id].query.text), tabindex="0"))
