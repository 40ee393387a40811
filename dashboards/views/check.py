"""The check of an applicant, top to bottom: who, circle, indicators, premises, border, what was searched, next."""

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.widgets.candidates import not_them
from dashboards.widgets.circle import circle
from dashboards.widgets.coverage import border, searched
from dashboards.widgets.indicators import indicator_rows
from dashboards.widgets.markup import Safe, bullets, section, tag
from dashboards.widgets.permit import permit_section
from dashboards.widgets.premises import overlapping_numbers, premises_timeline
from dashboards.widgets.subject import who
from dashboards.widgets.told import summary
from graph.checks.candidates import candidates
from graph.checks.check import Check, run_check
from graph.network.neighbourhood import around
from graph.network.network import Network

SCREEN = Screen("check", "Check an applicant", ("official", "coordinator", "analyst"), 1)

ASKERS = ("official", "coordinator")  # who may open the screen on which others are asked


def show(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h1", _("Check an applicant")))
    typed = ask_subject(frame)
    if not typed:
        st.html(tag("p", _("Type who is meant: nothing has been searched yet.")))
        return
    with st.spinner(_("Searching what this case may read …")):
        result = run_check(frame.view, typed)
    st.html(page(frame, result))


def ask_subject(frame: Frame) -> str:
    """The one input; Enter puts it into the address, so that a link opens the same check."""
    _ = frame.say
    st.session_state["subject"] = frame.state.subject or (frame.case.subject if frame.case else "")
    label = _("Case number, register number, VAT number, or: Surname, Given names, YYYY-MM-DD")
    st.text_input(label, key="subject", on_change=_remember)
    return str(st.session_state["subject"]).strip()


def _remember() -> None:
    st.query_params["subject"] = str(st.session_state["subject"])


def page(frame: Frame, result: Check) -> Safe:
    _ = frame.say
    parts = (
        who(_, result, not_them(frame, candidates(frame.view, result.subject), result)),
        circle(_, result),
        indicator_rows(_, result),
        _premises(frame, result),
        permit_section(_, result.permit),
        border(frame, result, ask=frame.account.role in ASKERS),
        searched(_, result),
        _next(frame, result),
    )
    lead = [tag("p", one, class_="lead") for one in summary(_, result)]
    return tag("div", *lead, *parts, lang=_.language)


def _premises(frame: Frame, result: Check) -> Safe:
    found = sorted({str(row["premises"]) for row in result.subject.application if row["premises"]})
    network = around(frame.view, found) if found else Network()
    return premises_timeline(frame.say, network, overlapping_numbers(frame.say, result))


def _next(frame: Frame, result: Check) -> Safe:
    _ = frame.say
    network = tag(
        "a",
        _("Look at the network around the applicant"),
        href=frame.state.afresh.link("network"),
        target="_self",
    )
    decision = _("The decision is yours: this tool proposes no outcome.")
    return section(
        _("Next"),
        bullets([network, _("Letters, the certificate and the dossier are not part of this version."), decision]),
    )
