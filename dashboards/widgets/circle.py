"""The circle of the applicant: everybody with a role, the legal class of the relation, and the fact that says so."""

from dashboards.texts.texts import Texts
from dashboards.widgets.circle_picture import circle_picture
from dashboards.widgets.markup import Safe, join, section, table, tag
from dashboards.widgets.official import told_by_authority
from dashboards.widgets.told import graded, named, teller
from graph.checks.check import Check
from graph.checks.circle import Member


def circle(_: Texts, result: Check) -> Safe:
    """Former ones are grey and say so; the order is that of the relation classes, never one of persons."""
    note = _by_extension(_, result)
    if not result.circle:
        none = _("No role is recorded in what was searched; section “Searched and not searched” says what that was.")
        return section(_("The circle"), tag("p", none), *note)
    heads = [_("Relation"), _("Name"), _("Role"), _("From"), _("Until"), _("Told by"), _("Grade"), _("Record")]
    rows = [_member(_, result, member) for member in result.circle]
    caption = _("Who stands behind the applicant, as of {day}", day=_.day(result.as_of))
    told = table(caption, heads, rows, [member.former for member in result.circle])
    return section(_("The circle"), tag("div", told, circle_picture(_, result), class_="beside"), *note)


def _by_extension(_: Texts, result: Check) -> list[Safe]:
    """Relation classes that the purpose keeps closed: the same sentence on every case of that purpose."""
    if not result.by_extension:
        return []
    named = ", ".join(_.word("relation", one) for one in result.by_extension)
    return [tag("p", _("Opened only by a written extension that a second person signs: {classes}.", classes=named))]


def _member(_: Texts, result: Check, member: Member) -> list[object]:
    fact = member.fact
    role = _.word("code", member.role)
    said = _("{role} (former)", role=role) if member.former else role
    told = told_by_authority(_, member.role, fact["authority"], "role", said)
    known = named(_, result.names[member.id].label)
    relation = _.word("relation", member.relation)
    return [
        relation,
        known,
        told,
        member.since,
        member.until,
        teller(fact),
        graded(_, fact),
        join((tag("code", one) for one in member.records), ", "),
    ]
