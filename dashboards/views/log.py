"""The log, for auditors: what to look at of a day, and counts of the months that have ended; never what was seen."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.widgets.log import morning_table, statistics_table
from dashboards.widgets.markup import section, tag
from graph.access.log.readers import read_morning, read_statistics

SCREEN = Screen("log", "The log", ("auditor",), 5, needs_case=False)


def show(frame: Frame) -> None:
    _ = frame.say
    today = datetime.now(UTC).date()
    st.html(tag("h1", _("The log")))
    st.html(
        tag("p", _("Who looked, when and in which case; never what was seen. Reading it is logged."), class_="lead")
    )
    st.session_state.setdefault("log_day", today - timedelta(days=1))
    day = st.date_input(_("Day (UTC)"), key="log_day", format="YYYY-MM-DD", max_value=today)
    st.html(section(_("To look at"), morning_table(frame, read_morning(frame.session, frame.account.id, day))))
    counted = read_statistics(frame.session, frame.account.id, today)
    st.html(section(_("Use of the log in counts"), statistics_table(frame, counted)))
