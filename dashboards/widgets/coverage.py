"""Across the border, and what was searched: static answers of the policy, the same on every case of this purpose."""

from dashboards.frame import Frame
from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, bullets, join, section, table, tag
from dashboards.widgets.official import register_named
from graph.access.consultations import Consultation
from graph.checks.check import Check
from graph.checks.coverage import COUNTRIES, SEARCHED, Cover, Reach

ORDER: tuple[Reach, ...] = ("searched", "own file", "stale", "not delivered", "on request", "closed")


def border(frame: Frame, result: Check, ask: bool) -> Safe:
    """Per country: searched, on request and how, or not to be asked and by which article; never "clear".

    With `ask` a link to where its authorities are asked.
    """
    _, home = frame.say, frame.account.country
    away = [one for one in result.covers if one.authority.country != home]
    rows: list[list[object]] = [
        [_.word("country", _first(group).authority.country), _names(group), _what(_, group), _answer(_, _first(group))]
        for group in _groups(away)
    ]
    told = {one.authority.country for one in away}
    nobody = _("no authority of this country delivers data here; nothing was asked")
    rows += [[_.word("country", country), None, None, nobody] for country in COUNTRIES if country not in {home, *told}]
    heads = [_("Country"), _("Authority"), _("Data"), _("Answer and how to ask")]
    listed = table(_("What other countries can be asked on this basis"), heads, rows)
    links = bullets(_link(frame, country) for country in COUNTRIES if ask and country in told)
    return section(_("Across the border"), listed, links if ask else "")


def _link(frame: Frame, country: str) -> Safe:
    _ = frame.say
    said = _("Look up or ask by letter: {country}", country=_.word("country", country))
    return tag("a", said, href=frame.state.afresh.but(asked=country).link("border"), target="_self")


def searched(_: Texts, result: Check) -> Safe:
    heads = [_("Reach"), _("Authority"), _("Data"), _("Newest delivery"), _("Reason")]
    rows = [
        [
            _.word("reach", _first(group).reach),
            _names(group),
            _what(_, group),
            _delivered(group),
            _(_first(group).decision.article),
        ]
        for group in _groups(list(result.covers))
    ]
    faded = [_first(group).reach not in SEARCHED for group in _groups(list(result.covers))]
    typed = _("Looked for: “{typed}”. Other spellings were not tried.", typed=result.subject.typed)
    return section(
        _("Searched and not searched"),
        table(_("What was searched, what was not, and why"), heads, rows, faded),
        *(tag("p", _by_hand(_, one)) for one in result.consulted),
        tag("p", typed, class_="note"),
    )


def _by_hand(_: Texts, one: Consultation) -> Safe:
    said = _(
        ", consulted by hand on {day} as “{asked_as}”: {answer}.",
        day=_.day(one.date),
        asked_as=one.asked_as,
        answer=_.word("code", one.answer),
    )
    return join([register_named(_, one.register), said])


def _groups(covers: list[Cover]) -> list[list[Cover]]:
    """Covers that say the same of several authorities or categories, as one row."""
    found: dict[tuple[object, ...], list[Cover]] = {}
    for one in sorted(covers, key=lambda c: ORDER.index(c.reach)):
        key = (
            one.reach,
            one.authority.country,
            one.decision.article,
            one.decision.route,
            one.reach in SEARCHED and one.delivered,
        )
        found.setdefault(key, []).append(one)
    return list(found.values())


def _first(group: list[Cover]) -> Cover:
    return group[0]


def _names(group: list[Cover]) -> str:
    return ", ".join(dict.fromkeys(one.authority.name for one in group))


def _what(_: Texts, group: list[Cover]) -> str:
    return ", ".join(dict.fromkeys(_.word("category", one.category) for one in group))


def _delivered(group: list[Cover]) -> object:
    return group[0].delivered if group[0].reach in {*SEARCHED, "stale"} else None


def _answer(_: Texts, one: Cover) -> str:
    article, route = _(one.decision.article), _(one.decision.route) if one.decision.route else ""
    told = {
        "searched": _("searched ({article})", article=article),
        "own file": _("searched for this application only ({article})", article=article),
        "stale": _("searched, but the data are old ({article})", article=article),
        "not delivered": _("not asked: no data have been delivered here ({article})", article=article),
        "on request": _("not asked: ask this authority itself ({article})", article=article),
        "closed": _("may not be asked on this basis ({article})", article=article),
    }[one.reach]
    return f"{told}; {route}" if route else told
