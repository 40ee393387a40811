"""A delivery of one's own, uploaded as a zip: a look that writes nothing, then the load, both with progress."""

from collections.abc import Sequence
from typing import BinaryIO

import streamlit as st

from dashboards.frame import Frame
from dashboards.place import reading_waits
from dashboards.widgets.failure import show_failure
from dashboards.widgets.markup import Safe, bullets, fold, table, tag
from graph.errors import EuregraphError
from ingest.stewardship import Difference, Look, Report, look, own_sources, take, uploaded

FEW = 20  # rows that may stand open below the counts


def upload(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h2", _("A delivery of your own")))
    chosen = st.selectbox(_("Source"), own_sources(frame.session, frame.account.id))
    given = st.file_uploader(_("The delivery as a zip"), type="zip")
    because = st.text_input(_("Reason, only to load a delivery that is not as expected"))
    first, second = st.columns(2)
    looked = first.button(_("Look at it, nothing is written"), disabled=given is None)
    loaded = second.button(_("Load it"), type="primary", disabled=given is None)
    if given is not None and chosen and (looked or loaded):
        _run(frame, chosen, given, because if loaded else None)


def _run(frame: Frame, source: str, given: BinaryIO, because: str | None) -> None:
    """`because` None: only look. Others may read meanwhile; what they see is the graph before this load."""
    _, who = frame.say, frame.account.id
    try:
        with st.status(_("Reading the delivery"), expanded=False) as shown:

            def told(doing: str, rows: int) -> None:
                shown.update(label=_("{doing}: {rows} rows", doing=_.word("doing", doing), rows=rows))

            with uploaded(frame.session, given.name, given) as path:
                if because is None:
                    found = look(frame.session, who, source, path, told, reading_waits)
                else:
                    found = Look(take(frame.session, who, source, path, because, told, reading_waits))
            shown.update(label=_("Done"), state="complete")
    except EuregraphError as error:
        show_failure(_, error)
        return
    _tell(frame, found.report)
    if found.differences:
        st.html(_differences(frame, found.differences))


def _tell(frame: Frame, report: Report) -> None:
    _ = frame.say
    kinds = [
        _(
            "{kind}: {counts}",
            kind=_.known("kind", kind) or kind,
            counts=", ".join(f"{number} {_.word('outcome', name)}" for name, number in counts.items()),
        )
        for kind, counts in report.as_json()["records"].items()
    ]
    lead = _("{rows} rows were read, {refused} refused.", rows=report.read, refused=report.total("refused"))
    broken = [_("Not as expected: {reason}.", reason=text) for text in report.broken]
    said = {
        "checked": _("Nothing was written."),
        "stopped": _("It was stopped before the first write; give a reason to load it all the same."),
    }.get(report.status, _("It is loaded as number {number}.", number=report.load))
    st.html(tag("div", tag("p", f"{lead} {said}"), bullets([*broken, *kinds]), role="status"))


def _differences(frame: Frame, found: Sequence[Difference]) -> Safe:
    """Which records a load would change, and in which fields; never a value."""
    _ = frame.say
    heads = [_("Record"), _("Would be"), _("File"), _("Line"), _("Fields that differ")]
    rows = [
        [one.record, _.word("outcome", one.outcome), one.file, one.line or None, tag("code", ", ".join(one.fields))]
        for one in found
    ]
    caption = _("What a load would change, the first ten of each kind and outcome")
    return fold(_("Record by record"), table(caption, heads, rows), opened=len(rows) <= FEW)
