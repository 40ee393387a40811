"""Tables of the auditors' screen."""

from collections.abc import Sequence

from dashboards.frame import Frame
from dashboards.widgets.markup import Safe, table, tag
from graph.access.log.morning import Entry
from graph.access.log.statistics import Row


def morning_table(frame: Frame, found: Sequence[Entry]) -> Safe:
    _ = frame.say
    if not found:
        return tag("p", _("Nothing of that day is on the list."))
    heads = [_("Why it is listed"), _("Account"), _("Case"), _("What was done"), _("When (UTC)")]
    rows = [[_.word("rule", one.rule), one.account, one.case, _done(one), one.at.replace("T", " ")] for one in found]
    return table(_("Look-ups and cases of that day, each with the rule by which it is listed"), heads, rows)


def _done(one: Entry) -> Safe:
    """Actions stand as they are in the log, which is in English."""
    return tag("span", one.action, lang="en")


def statistics_table(frame: Frame, found: Sequence[Row]) -> Safe:
    _ = frame.say
    if not found:
        return tag("p", _("No month of the log has ended yet."))
    actions = [name for name in found[0].cells if any(row.cells[name] != 0 for row in found)]
    heads = [_("Month"), _("Role"), *actions, _("Total")]
    hidden = _("hidden")
    rows: list[list[object]] = []
    for row in found:
        counts = [*(row.cells[name] for name in actions), row.total]
        rows.append([row.month, _.word("role", row.role), *(hidden if one is None else one for one in counts)])
    return table(_("Lines of the log; counts of 1 to 4, and totals that would tell them, are hidden"), heads, rows)
