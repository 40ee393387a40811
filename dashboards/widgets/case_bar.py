"""The case bar: always on top, so that nobody forgets in which case and on which basis the screen is read."""

from dashboards.frame import Frame
from dashboards.widgets.markup import Safe, tag
from dashboards.widgets.permit import nearest
from graph.access.authorities import authority
from graph.access.deployment import deployment
from graph.access.legal_bases import legal_bases
from graph.checks.permit import permit_of_case

READERS = ("official", "coordinator", "analyst")


def case_bar(frame: Frame) -> Safe:
    _ = frame.say
    made_up = deployment().profile.made_up
    notice = tag("p", _("Demonstration: made-up and open data only."), class_="demo", role="note") if made_up else ""
    if frame.case is None:
        told = tag("p", _("No case: nothing is read. Choose or open a case first."))
        return tag("div", told, notice, class_="casebar", role="region", aria_label=_("Case"))
    case = frame.case
    pairs = [
        (_("Case"), case.id),
        (_("Subject"), _("hidden") if frame.state.veiled else case.subject),
        (_("Purpose"), _.word("purpose", case.purpose)),
        (_("Legal basis"), legal_bases()[case.legal_basis].article),
        (_("Authority"), authority(case.authority).name),
        *_clock(frame),
    ]
    told = tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs))
    return tag("div", told, notice, class_="casebar", role="region", aria_label=_("Case"))


def _clock(frame: Frame) -> list[tuple[str, Safe]]:
    """The nearest term of the case's own application, for those who may read one."""
    _ = frame.say
    permit = permit_of_case(frame.view) if frame.account.role in READERS else None
    return [(_("Nearest term"), nearest(_, permit))] if permit else []
