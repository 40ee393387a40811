"""Tables of the stewards' screen: sources, one load with its refused rows, authorities, instruments."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.frame import Frame
from dashboards.widgets.markup import Safe, bullets, section, table, tag
from dashboards.widgets.told import authority_name
from graph.access.authorities import authorities
from graph.access.deployment import deployment
from ingest.stewardship import Standing, refused_in

MOST = 200


def standings_table(frame: Frame, found: Sequence[Standing]) -> Safe:
    _ = frame.say
    heads = [_("Source"), _("Authority"), _("State"), _("Last delivery"), _("Age in days"), _("Due every (days)")]
    heads += [_("Rows"), _("Refused"), _("Load")]
    rows = [_standing(frame, one) for one in found]
    broken = [
        _(
            "{source}: load {load} was stopped before the first write: {reason}.",
            source=one.source,
            load=one.attempt,
            reason=text,
        )
        for one in found
        if one.state == "stopped"
        for text in one.broken
    ]
    told = table(_("Each source and its last delivery"), heads, rows)
    return tag("div", told, bullets(broken)) if broken else told


def _standing(frame: Frame, one: Standing) -> list[object]:
    _ = frame.say
    named = [one.source, authority_name(one.authority), _.word("stands", one.state)]
    if not one.load:
        return [*named, None, None, one.rhythm, None, None, _linked(frame, one.attempt) if one.attempt else None]
    told = [one.delivery and f"{one.extracted_on} ({one.delivery})", one.age, one.rhythm, one.read, one.refused]
    return [*named, *told, _linked(frame, one.load)]


def loads_table(frame: Frame, loads: Sequence[Mapping[str, Any]]) -> Safe:
    """Every delivery that was loaded, stopped or taken back, the newest first."""
    _ = frame.say
    if not loads:
        return tag("p", _("Nothing was loaded yet."))
    heads = [
        _("Load"),
        _("Source"),
        _("Authority"),
        _("Delivery"),
        _("Of the day"),
        _("State"),
        _("Rows"),
        _("Refused"),
    ]
    caption = _("Deliveries so far, the newest {shown} of {all}", shown=len(loads[:MOST]), all=len(loads))
    return table(caption, heads, [_loaded(frame, row) for row in loads[:MOST]])


def _loaded(frame: Frame, row: Mapping[str, Any]) -> list[object]:
    told, report = [row["source"], authority_name(row["authority"]), row["delivery"]], row["report"]
    state = frame.say.word("load", row["status"])
    return [_linked(frame, row["number"]), *told, row["extracted_on"], state, report.get("read"), refused_in(report)]


def _linked(frame: Frame, number: int) -> Safe:
    return tag("a", number, href=frame.state.but(load=str(number)).link("deliveries"), target="_self")


def load_told(frame: Frame, row: Mapping[str, Any], refused: Sequence[Mapping[str, Any]]) -> Safe:
    _ = frame.say
    report = row["report"]
    heads = [_("File"), _("Read"), _("Used"), _("Refused"), _("Ignored"), _("Expired"), _("Repeated")]
    outcomes = ("read", "used", "refused", "ignored", "expired", "repeated")
    counted = [[file, *(counts.get(one, 0) for one in outcomes)] for file, counts in report.get("lines", {}).items()]
    parts: list[object] = [table(_("What became of the rows of each file"), heads, counted)]
    if because := report.get("accepted_because"):
        parts.append(tag("p", _("It was accepted though it was not as expected: {reason}", reason=because)))
    parts.append(_refused(frame, refused))
    title = _(
        "Load {number}: {delivery} of {authority}",
        number=row["number"],
        delivery=row["delivery"],
        authority=authority_name(row["authority"]),
    )
    return section(title, *parts)


def _refused(frame: Frame, refused: Sequence[Mapping[str, Any]]) -> Safe:
    _ = frame.say
    if not refused:
        return tag("p", _("No row of it was refused."))
    heads = [_("File"), _("Line"), _("Field"), _("Reason"), _("Value, masked")]
    rows = [
        [row["file"], row["line"], row["field"], tag("span", row["reason"], lang="en"), row["value"]]
        for row in refused[:MOST]
    ]
    caption = _("Refused rows and fields, the first {shown} of {all}", shown=len(rows), all=len(refused))
    return table(caption, heads, rows)


def authorities_table(frame: Frame) -> Safe:
    _ = frame.say
    heads = [_("Authority"), _("Id"), _("Country"), _("Kind of authority")]
    rows = [
        [one.name, one.id, _.word("country", one.country), _.word("authority", one.kind)]
        for one in authorities().values()
    ]
    return table(_("Who may deliver, decide or ask"), heads, rows)


def instruments_table(frame: Frame) -> Safe:
    _ = frame.say
    here = deployment()
    if here.profile.made_up:
        return tag("p", _("Only made-up and open data lie here, and those need none."))
    heads = [_("Authority"), _("Categories"), _("Article or agreement"), _("Reviewed on")]
    rows = [
        [
            authority_name(one.authority),
            ", ".join(_.word("category", name) for name in one.categories),
            one.article,
            one.reviewed,
        ]
        for one in here.instruments
    ]
    return table(_("Instruments of this deployment"), heads, rows)
