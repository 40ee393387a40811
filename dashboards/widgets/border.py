"""What other authorities answered, in words: one row where several say the same."""

from collections.abc import Iterable
from typing import Any

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, bullets, join, table, tag
from graph.access.authorities import authority
from graph.border.lookup import Answer, Reply, Said
from graph.store.connection import Rows

ORDER: tuple[Said, ...] = ("hit", "nothing", "may be asked", "read", "not asked")


def answers_table(_: Texts, reply: Reply) -> Safe:
    heads = [_("Answer"), _("Authority"), _("Data"), _("By which article"), _("How to ask")]
    rows = [_row(_, group) for group in _groups(reply.answers)]
    return table(_("What was asked, and what was not"), heads, rows)


def _groups(answers: Iterable[Answer]) -> list[list[Answer]]:
    found: dict[tuple[object, ...], list[Answer]] = {}
    for one in sorted(answers, key=lambda each: ORDER.index(each.said)):
        found.setdefault((one.said, one.decision.article, one.decision.route), []).append(one)
    return list(found.values())


def _row(_: Texts, group: list[Answer]) -> list[object]:
    first = group[0]
    names = ", ".join(dict.fromkeys(one.authority.name for one in group))
    what = ", ".join(dict.fromkeys(_.word("category", one.category) for one in group))
    route = first.decision.route
    return [_.word("said", first.said), names, what, _(first.decision.article), _(route) if route else None]


def compared(_: Texts, reply: Reply) -> Safe:
    return bullets(
        _(one.template, **{**one.values, "country": _.word("country", one.values.get("country", ""))})
        for one in reply.compared
    )


def letter(_: Texts, made: dict[str, Any]) -> Safe:
    kept = tag("p", _("Request {id} is kept. Check the letter and send it yourself: {route}", **_sent(_, made)))
    return tag("div", kept, tag("pre", made["letter"], tabindex="0", lang=made["language"]))


def _sent(_: Texts, made: dict[str, Any]) -> dict[str, str]:
    route = made["route"] or authority(made["at"]).name
    return {"id": made["id"], "route": _(route)}


def requests_table(_: Texts, found: Rows) -> Safe:
    heads = [_("Request"), _("Made on"), _("From"), _("To"), _("Data"), _("About"), _("Answer")]
    rows = [
        [
            one["id"],
            one["made_on"],
            authority(one["from_authority"]).name,
            authority(one["at"]).name,
            _.word("category", one["category"]),
            one["about"],
            _answer(_, one),
        ]
        for one in found
    ]
    return table(_("Requests of this authority and to it"), heads, rows)


def _answer(_: Texts, one: dict[str, Any]) -> object:
    told = _.word("request", one["status"])
    if one["status"] != "released":
        return told
    return join([told, _("until {day}", day=one["until"]), *one["records"]], " ")


def received_table(_: Texts, rows: Rows) -> Safe:
    """Who asked, when, why and for which case; of the subject nothing is kept."""
    heads = [_("Day"), _("Authority"), _("Account"), _("Case"), _("Data"), _("Reason"), _("Answer")]
    told = [
        [
            one["day"],
            authority(one["from_authority"]).name,
            one["account"],
            one["case"],
            _.word("category", one["category"]),
            one["reason"],
            _.word("said", one["answer"]),
        ]
        for one in rows
    ]
    return table(_("Who looked something up, when and why"), heads, told)
