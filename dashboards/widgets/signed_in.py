"""Who is signed in, always in sight, and the way out."""

from dashboards.frame import Frame
from dashboards.widgets.markup import Safe, tag
from graph.access.authorities import authority


def signed_in_as(frame: Frame) -> Safe:
    """Name, role and authority, and a form to this server that ends the session."""
    _, who = frame.say, frame.account
    told = _("{role} of {authority}", role=_.word("role", who.role), authority=authority(who.authority).name)
    button = tag("button", _("Sign out"), type="submit")
    form = tag("form", button, method="post", action=f"/sign-out?lang={_.language}")
    name = tag("p", _("Signed in as"), " ", tag("strong", who.name))
    return tag("div", name, tag("p", told), form, class_="signed-in", role="group", aria_label=_("Account"))
