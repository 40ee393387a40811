"""The application at hand: its official term, its clocks, what is to be asked, with the source of every statement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, bullets, fold, join, section, table, tag
from dashboards.widgets.official import spoken_terms, with_official
from dashboards.widgets.told import teller
from graph.checks.permit import INTEGRITY, Permit
from graph.permits.clocks import Reading
from graph.permits.days import Calendar, Length
from graph.permits.profile import profiles_of
from graph.permits.sentences import clock_sentence, in_language, notes
from graph.permits.statements import Person, Statement


def nearest(_: Texts, permit: Permit) -> Safe:
    """One line for the case bar: days left, last day, and the rule it follows."""
    told = permit.nearest
    if told is None:
        return tag("span", _("no term is recorded for the state of the application"))
    said = f"{in_language(told.clock.said, _.language)}: {_spoken(_, told)}"
    return tag("span", said, tag("span", f"{_rule(_, told)}; {_origin(_, told.clock)}", class_="short"))


def permit_section(_: Texts, permit: Permit | None) -> Safe:
    title = _("The application and its terms")
    if permit is None:
        told = _("No application is recorded for what was typed: type its case number to see its terms.")
        return section(title, tag("p", told))
    parts = permit.regime.parts
    asked = [(_("To be asked from the applicant"), parts.documents), (_("Persons to check"), parts.persons)]
    more = [
        (_("When it is needed or checked"), parts.trigger),
        (_("What the authority may do"), parts.instruments),
        (_("Whom to ask"), parts.channels),
    ]
    return section(
        title,
        _named(_, permit),
        *(tag("p", _(template, **_values(_, values)), class_="note") for template, values in notes(permit.regime)),
        *(tag("p", in_language(silent, _.language), class_="note") for silent in permit.regime.silences),
        _integrity(_, permit),
        _clocks(_, permit.clocks, permit.regime.calendar),
        *(join([tag("h3", head), _list(_, stated)]) for head, stated in asked),
        *(fold(head, _list(_, stated)) for head, stated in more),
    )


def _named(_: Texts, permit: Permit) -> Safe:
    """The official term first; the neighbours' nearest terms open by click or key."""
    row, terms = permit.row, permit.regime.terms
    official = spoken_terms(terms) if terms else _("Official term not recorded")
    day = _.day(row["date_application"]) if row["date_application"] else _("a day that is not recorded")
    told = _("({word}), applied on {day}; state:", word=_.word("code", row["permit_type"]), day=day)
    state = with_official(_, permit.course.status, row["country"], row["authority"], "status")
    by = _("decided by {who}", who=permit.decided_by) if permit.decided_by else ""
    others = [one for one in profiles_of(row["permit_type"]) if one.terms and one.country != row["country"]]
    names = [join([f"{_.word('country', one.country)}: ", spoken_terms(one.terms)]) for one in others]
    return join(
        [
            tag("p", official, " ", told, " ", state, f", {by}" if by else Safe("")),
            fold(_("Nearest terms of the neighbours"), bullets(names)) if names else Safe(""),
        ]
    )


def _integrity(_: Texts, permit: Permit) -> Safe:
    """What the integrity file tells, where this case may read it."""
    country, rows = permit.row["country"], [row for row in permit.integrity if any(map(row.get, INTEGRITY))]
    if not rows:
        return Safe("")
    heads = [*(_.word("field", name) for name in INTEGRITY), _("Told by"), _("Record")]
    told = [
        [
            *(
                with_official(_, row[name], country, row["authority"], name) if row[name] else None
                for name in INTEGRITY
            ),
            teller(row),
            tag("code", row["record"]),
        ]
        for row in rows
    ]
    return table(_("What the integrity file tells"), heads, told)


def _clocks(_: Texts, clocks: Sequence[Reading], calendar: Calendar | None) -> Safe:
    if not clocks:
        return tag("p", _("No term is recorded for this state of the application."))
    heads = [_("Term"), _("Where it stands"), _("Rule"), _("Counted from"), _("Last day"), _("Days left"), _("Source")]
    return table(_("Terms, in days; none of them decides anything"), heads, [_row(_, one, calendar) for one in clocks])


def _row(_: Texts, told: Reading, calendar: Calendar | None) -> list[object]:
    clock, counted = told.clock, calendar if told.clock.length.unit == "working days" else None
    effects = [in_language(one, _.language) for one in (clock.effect, told.pause.said if told.pause else {}) if one]
    sources = [_origin(_, one) for one in (clock, told.pause, counted) if one]
    return [
        in_language(clock.said, _.language),
        join([_spoken(_, told), *effects], "; "),
        _rule(_, told),
        told.start,
        told.due,
        told.left,
        join(sources, " · "),
    ]


def _spoken(_: Texts, told: Reading) -> str:
    template, values = clock_sentence(told)
    return _(template, **_values(_, values))


def _values(_: Texts, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _.day(value) if isinstance(value, date) else value for name, value in values.items()}


def _rule(_: Texts, told: Reading) -> str:
    clock, event = told.clock, _.word("event", told.clock.starts)
    if not clock.extension:
        return _("{length} from {event}", length=_length(_, clock.length), event=event)
    return _(
        "{length} from {event}, once longer by {extension}",
        length=_length(_, clock.length),
        event=event,
        extension=_length(_, clock.extension),
    )


def _length(_: Texts, length: Length) -> str:
    return f"{length.number} {_.word('unit', length.unit)}"


def _list(_: Texts, stated: Sequence[Statement]) -> Safe:
    return bullets(_item(_, one) for one in stated) if stated else tag("p", _("not recorded"))


def _item(_: Texts, one: Statement) -> Safe:
    relation = [_.word("relation", word) for word in one.relation] if isinstance(one, Person) else []
    said = in_language(one.said, _.language)
    if relation:
        said = _("{said} (in the circle: {classes})", said=said, classes=", ".join(relation))
    return join([said, " ", tag("span", _origin(_, one), class_="short")])


def _origin(_: Texts, one: Statement | Calendar) -> str:
    return f"{one.source}; {_.word('seen', one.certainty)}"
