"""An application typed in from its form: it is kept in this case only and erased with it."""

import streamlit as st

from dashboards.frame import Frame, Screen
from dashboards.texts.texts import Texts
from dashboards.widgets.entry import REGISTERS, Entry, Firm, Named, Row
from dashboards.widgets.failure import show_failure
from dashboards.widgets.markup import tag
from graph.errors import UsageError
from ingest.desk import enter_application, permit_types

SCREEN = Screen("application", "Type an application in", ("official", "coordinator"), 3)
ROLES = ("manager", "director", "shareholder", "ubo", "financier", "lender", "guarantor", "landlord", "proxy")
MOST = 12
WRITTEN = ("yes", "no")


def show(frame: Frame) -> None:
    _ = frame.say
    st.html(tag("h1", _("Type an application in")))
    lead = _("It is kept in this case only, guarded like any delivery, and erased when the case is closed.")
    st.html(tag("p", lead, class_="lead"))
    permit, applicant = _permit(frame), _applicant(_)
    people = _people(_)
    entry = Entry(permit, applicant, people, _place(frame), _loan(_, people), _lease(_, people))
    if st.button(_("Keep it in this case"), type="primary"):
        _keep(frame, entry)


def _keep(frame: Frame, entry: Entry) -> None:
    _ = frame.say
    try:
        report = enter_application(frame.session, frame.account.id, frame.state.case, entry.rows())
    except UsageError as error:
        show_failure(_, error)
        return
    told = _("{rows} rows are kept in this case.", rows=report.read)
    link = frame.state.afresh.but(subject=entry.permit["case_number"]).link("check")
    st.html(tag("p", told, " ", tag("a", _("Check the applicant"), href=link, target="_self"), role="status"))


def _permit(frame: Frame) -> Row:
    _ = frame.say
    number, kind, day = st.columns(3)
    case = frame.case
    return {
        "case_number": number.text_input(_("Case number of the application"), case.application if case else ""),
        "permit_type": kind.selectbox(_("Permit"), permit_types(), format_func=lambda code: _.word("code", code)),
        "date_application": day.text_input(_("Day of the application (YYYY-MM-DD)"), frame.session.today.isoformat()),
    }


def _applicant(_: Texts) -> Firm | Named:
    st.html(tag("h2", _("Applicant")))
    firm = st.radio(_("The applicant is"), (True, False), format_func=lambda one: _kind(_, one), horizontal=True)
    if not firm:
        return _person(_, "applicant")
    name, country, number, court = st.columns([3, 1, 2, 2])
    return Firm(
        name.text_input(_("Name of the organisation")),
        country.selectbox(_("Country of its register"), list(REGISTERS)),
        number.text_input(_("Register number, if there is one")),
        court.text_input(_("Register court (Germany)")),
    )


def _kind(_: Texts, firm: bool) -> str:
    return _("an organisation") if firm else _("a person")


def _person(_: Texts, key: str, role: str = "") -> Named:
    surname, given, born = st.columns([3, 3, 2])
    return Named(
        surname.text_input(_("Surname"), key=f"{key} surname"),
        given.text_input(_("Given names"), key=f"{key} given"),
        born.text_input(_("Birth date (YYYY-MM-DD)"), key=f"{key} born"),
        role,
    )


def _people(_: Texts) -> tuple[Named, ...]:
    st.html(tag("h2", _("Persons whom the application names")))
    count = st.columns(4)[0].number_input(_("How many"), 0, MOST, 1)
    found = []
    for index in range(int(count)):
        label = _("As what is person {number} named", number=index + 1)
        what, who = st.columns([3, 8])
        role = what.selectbox(label, ROLES, key=f"role {index}", format_func=lambda code: _.word("code", code))
        with who:
            found.append(_person(_, f"person {index}", role))
    return tuple(found)


def _place(frame: Frame) -> Row:
    _ = frame.say
    st.html(tag("h2", _("Premises")))
    street, number, postcode, town = st.columns([3, 1, 1.5, 2])
    told = {
        "street": street.text_input(_("Street")),
        "number": number.text_input(_("Number")),
        "postcode": postcode.text_input(_("Postcode")),
        "town": town.text_input(_("Town")),
    }
    return {**told, "country": frame.account.country} if told["town"] else {}


def _loan(_: Texts, people: tuple[Named, ...]) -> tuple[int, Row] | None:
    st.html(tag("h2", _("Financing")))
    who, amount, day, written = st.columns([3, 2, 2, 1.5])
    lender = _one_of(_, who, _("Who lends to the applicant"), people)
    told = {
        "amount": amount.text_input(_("Amount lent")),
        "date": day.text_input(_("Day of the loan (YYYY-MM-DD)")),
        "written": written.selectbox(_("Written"), WRITTEN, format_func=lambda code: _.word("code", code)),
    }
    return None if lender is None else (lender, told)


def _lease(_: Texts, people: tuple[Named, ...]) -> tuple[int, Row] | None:
    st.html(tag("h2", _("Lease of the premises")))
    who, rent, since = st.columns([3, 2, 2])
    landlord = _one_of(_, who, _("Who lets to the applicant"), people)
    told = {
        "rent": rent.text_input(_("Rent a month")),
        "per": "month",
        "from": since.text_input(_("First day of the lease (YYYY-MM-DD)")),
    }
    return None if landlord is None else (landlord, told)


def _one_of(_: Texts, place: st.delta_generator.DeltaGenerator, label: str, people: tuple[Named, ...]) -> int | None:
    """One of the persons named above, by its number; nobody is the first choice."""
    names = [f"{index + 1}. {one.surname}" for index, one in enumerate(people)]
    chosen = place.selectbox(
        label, [-1, *range(len(people))], format_func=lambda at: names[at] if at >= 0 else _("nobody")
    )
    return None if chosen < 0 else int(chosen)
