"""Deliveries, for stewards: who may deliver, how each source stands, what was refused, and a delivery of one's own."""

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.widgets.deliveries import authorities_table, instruments_table, load_told, loads_table, standings_table
from dashboards.widgets.markup import section, tag
from dashboards.widgets.upload import upload
from graph.access.deployment import deployment
from ingest.stewardship import own_load, own_loads, own_standings, refused_rows, refused_table

SCREEN = Screen("deliveries", "Deliveries", ("steward",), 4, needs_case=False)


def show(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h1", _("Deliveries")))
    here, found = deployment(), own_standings(frame.session, frame.account.id)
    profile = _.word("profile", here.profile.profile)
    lead = _("This store is kept by {host} ({profile}).", host=here.host.name, profile=profile)
    st.html(tag("p", lead, class_="lead"))
    st.html(section(_("How the sources stand"), standings_table(frame, found)))
    if frame.state.load.isdecimal():
        _one_load(frame, int(frame.state.load))
    upload(frame)
    st.html(section(_("Deliveries so far"), loads_table(frame, own_loads(frame.session, frame.account.id))))
    st.html(section(_("Authorities"), authorities_table(frame)))
    st.html(section(_("By which instrument data lie here"), instruments_table(frame)))


def _one_load(frame: Frame, number: int) -> None:
    _ = frame.say
    row = own_load(frame.session, frame.account.id, number)
    rows = refused_rows(frame.session, frame.account.id, number)
    st.html(load_told(frame, row, rows))
    if rows:
        told = refused_table(rows).encode("utf-8-sig")
        label = _("Refused rows as a table (CSV, values masked)")
        st.download_button(label, told, f"refused-{number}.csv", "text/csv")
