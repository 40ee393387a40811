"""No case, no reading: choose one of the own open cases, or open one."""

from typing import get_args

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.widgets.markup import section, table, tag
from graph.access.accounts import NO_CONTENT, Role
from graph.access.cases import Case, open_case
from graph.access.legal_bases import legal_bases
from graph.access.purposes import purposes_for
from graph.access.sharing import cases_of

SCREEN = Screen("", "Cases", get_args(Role), 0, needs_case=False)


def show(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h1", _("Cases")))
    if frame.account.role in NO_CONTENT:
        st.html(
            tag(
                "p",
                _(
                    "The role {role} reads no content: there is no case to open here.",
                    role=_.word("role", frame.account.role),
                ),
            )
        )
        return
    _own_cases(frame)
    _open_form(frame)


def _own_cases(frame: Frame) -> None:
    _ = frame.say
    found = [one for one in cases_of(frame.session.store, frame.account, frame.session.today) if not one.closed_on]
    heads = [_("Case"), _("Subject"), _("Purpose"), _("Legal basis"), _("Application"), _("Opened on"), _("Opened by")]
    rows = [_row(frame, one) for one in found]
    empty = tag(
        "p", _("There are no open cases of this authority yet: open one below. Nothing is read without a case.")
    )
    st.html(
        section(
            _("Open cases of the own authority"), table(_("Choose a case to work in"), heads, rows) if rows else empty
        )
    )


def _row(frame: Frame, one: Case) -> list[object]:
    _ = frame.say
    link = tag("a", one.id, href=frame.state.afresh.but(case=one.id, subject=one.subject).link("check"), target="_self")
    return [
        link,
        one.subject,
        _.word("purpose", one.purpose),
        legal_bases()[one.legal_basis].article,
        one.application,
        one.opened_on,
        one.opened_by,
    ]


def _open_form(frame: Frame) -> None:
    """Four fields; account, authority and day are filled in."""
    _ = frame.say
    st.html(tag("h2", _("Open a case")))
    known = {one.purpose: one for one in purposes_for(frame.account)}
    if not known:
        st.html(tag("p", _("The role {role} opens no cases here.", role=_.word("role", frame.account.role))))
        return
    purpose = st.selectbox(_("Purpose"), list(known), format_func=lambda code: _.word("purpose", code))
    bases = {code: legal_bases()[code].article for code in known[purpose].bases}
    with st.form("open-case"):
        subject = st.text_input(
            _("Subject: case number, register number, VAT number, or: Surname, Given names, YYYY-MM-DD")
        )
        basis = st.selectbox(_("Legal basis"), list(bases), format_func=lambda code: bases[code])
        application = st.text_input(_("Application: its case number, if there is one"))
        if st.form_submit_button(_("Open the case")):
            _open(frame, subject, purpose, basis, application)


def _open(frame: Frame, subject: str, purpose: str, basis: str | None, application: str) -> None:
    session = frame.session
    made = open_case(session.store, frame.account, purpose, basis or "", subject, application, session.today)
    session.audit.write(frame.account.id, made.id, "case open", made.subject, {"purpose": purpose, "basis": basis})
    st.query_params.from_dict(frame.state.but(case=made.id, subject=made.subject).query)
    st.rerun()
