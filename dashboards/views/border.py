"""Asking other authorities: a look-up that tells one bit at most, a request by letter, and what was answered."""

import time

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.place import reading_waits
from dashboards.widgets.border import answers_table, compared, letter, received_table, requests_table
from dashboards.widgets.failure import show_failure
from dashboards.widgets.markup import section, tag
from graph.access.authorities import authorities
from graph.border.grid import Pace
from graph.border.lookup import asked_of, look_up
from graph.border.received import received_lookups
from graph.border.requests import Asking, make_request, may_be_asked, requests_of
from graph.checks.coverage import COUNTRIES
from graph.errors import EuregraphError

SCREEN = Screen("border", "Other authorities", ("official", "coordinator"), 5)
LANGUAGES = ("", "nl", "fr", "de")


def show(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h1", _("Ask other authorities")))
    lead = _("What may be asked follows from the policy alone. No answer says that there is nothing on somebody.")
    st.html(tag("p", lead, class_="lead"))
    _look_up(frame)
    _request(frame)
    _answered(frame)


def _look_up(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h2", _("Look up")))
    with st.form("look-up"):
        listed = sorted(COUNTRIES, key=lambda code: code != frame.state.asked)
        country = st.selectbox(_("Country to ask"), listed, format_func=lambda code: _.word("country", code))
        typed = st.text_area(
            _("Identifiers of one subject, one per line: number, or Surname, Given names, YYYY-MM-DD"), height=90
        )
        reason = st.text_input(_("Reason; the authority that is asked reads it"))
        skip = st.text_input(_("Why before the check of this case, if it was not made yet"), key="skip look-up")
        if not st.form_submit_button(_("Look up")):
            return
    named = [line for line in typed.splitlines() if line.strip()]
    try:
        with frame.session.refusals(frame.account.id, frame.state.case):
            reply = look_up(frame.view, asked_of("", country), named, reason, skip, Pace(sleep=_wait))
    except EuregraphError as error:
        show_failure(_, error)
        return
    st.html(tag("div", answers_table(_, reply), compared(_, reply), role="status"))


def _wait(seconds: float) -> None:
    """Until the answer may leave; others read meanwhile."""
    with reading_waits():
        time.sleep(seconds)


def _request(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h2", _("Ask by letter")))
    choices = may_be_asked(frame.view)
    if not choices:
        st.html(tag("p", _("On this basis no authority may be asked by letter.")))
        return
    with st.form("request"):
        at, category = st.selectbox(
            _("Whom to ask for what"),
            sorted(choices, key=lambda one: authorities()[one[0]].country != frame.state.asked),
            format_func=lambda one: f"{authorities()[one[0]].name}: {_.word('category', one[1])}",
        )
        about = st.text_input(_("About whom: name and birth date, or name and number"))
        reason = st.text_input(_("Reason, in the language of the receiver"))
        language = st.selectbox(
            _("Language, where the authority may be written to in several"),
            LANGUAGES,
            format_func=lambda code: _.word("letter", code or "receiver"),
        )
        skip = st.text_input(_("Why before the check of this case, if it was not made yet"), key="skip request")
        if not st.form_submit_button(_("Write the letter")):
            return
    try:
        with frame.session.refusals(frame.account.id, frame.state.case):
            made = make_request(frame.view, Asking(at, category, about, reason, language, skip))
    except EuregraphError as error:
        show_failure(_, error)
        return
    st.html(tag("div", letter(_, made), role="status"))


def _answered(frame: Frame) -> None:
    _ = frame.say
    found = requests_of(frame.session.store, frame.account)
    frame.session.audit.write(
        frame.account.id, frame.state.case, "request list", frame.account.authority, {"rows": len(found)}
    )
    nothing = tag("p", _("There are no requests yet."))
    st.html(section(_("Requests made and received"), requests_table(_, found) if found else nothing))
    if frame.account.role == "coordinator":
        rows = received_lookups(frame.session.store, frame.account)
        frame.session.audit.write(
            frame.account.id, frame.state.case, "lookup received", frame.account.authority, {"rows": len(rows)}
        )
        nobody = tag("p", _("Nobody has looked anything up at this authority."))
        st.html(section(_("Looked up at this authority"), received_table(_, rows) if rows else nobody))
