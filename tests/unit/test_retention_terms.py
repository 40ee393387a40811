"""Terms of retention and restrictions of data subjects: every country has each; what is not settled erases nothing."""

from datetime import date, timedelta
from typing import get_args

import pytest

from graph.access.policies import rules
from graph.access.term import last_day
from graph.data_subject.restrictions import restrictions
from graph.model.kinds import the_model
from graph.patterns.queries import view_queries
from graph.retention.lists import refused_until
from graph.retention.terms import KeptThing, What, kept_until, terms, unsettled

COUNTRIES = ("NL", "BE", "DE", "LU")
TODAY = date(2026, 11, 27)
OWN_SIGNATURE = {"PrivateTie"}  # read with a signature about the person, which no report has


def test_every_country_has_a_term_for_everything() -> None:
    assert set(terms()) == {(country, what) for country in COUNTRIES for what in get_args(What)}


def test_a_term_ends_on_its_day() -> None:
    assert last_day("5 years", date(2024, 2, 29)) == date(2029, 2, 28)
    assert last_day("90 days", date(2026, 6, 1)) == date(2026, 8, 30)
    with pytest.raises(ValueError, match="is no term"):
        last_day("for ever", TODAY)


def test_what_is_not_settled_or_not_reviewed_erases_nothing() -> None:
    told = KeptThing(country="BE", what="case", keep="5 years", article="a", certainty="V", reviewed=TODAY)
    assert told.holds(TODAY + timedelta(days=730))
    assert not told.holds(TODAY + timedelta(days=731))
    assert not told.model_copy(update={"certainty": "?"}).holds(TODAY)
    assert kept_until("case", "de-ags05334002", TODAY, TODAY) is None
    assert kept_until("case", "nobody", TODAY, TODAY) is None
    assert [one for one in unsettled(TODAY) if "DE" in one] == unsettled(TODAY)


def test_refused_rows_are_kept_no_longer_than_their_shortest_category() -> None:
    row = {"authority": "nl-gm0935", "day": TODAY, "categories": ["permit", "possible_victim"]}
    assert refused_until(row, TODAY) == last_day("90 days", TODAY)
    stale = TODAY + timedelta(days=3_000)  # no term holds: the category still does
    assert refused_until(row, stale) == TODAY.replace(year=TODAY.year + 1)


def test_every_category_that_is_secret_is_restricted_in_every_country() -> None:
    for country in COUNTRIES:
        told = {category for one in restrictions() if one.country == country for category in one.categories}
        assert {"integrity_file", "report", "police", "tax", "criminal_record"} <= told
        assert all("if there" in one.line for one in restrictions())
    known = {category for rule in rules() for category in rule.categories}
    assert {category for one in restrictions() for category in one.categories} <= known


def test_a_report_asks_for_every_line_that_may_name_a_person() -> None:
    asked = " ".join(
        text for name, query in view_queries().items() if name.startswith("held-") for text in query.guarded
    )
    for name, kind in the_model().relationships.items():
        if "Person" in {*kind.ends[0], *kind.ends[1]} and name != "SAME_AS":
            assert f":{name}" in asked or f"|{name}" in asked, name
        acts = (
            set(kind.ends[0]) & set(the_model().records) if "Person" in kind.ends[1] and name != "DESCRIBES" else set()
        )
        assert not [act for act in acts - OWN_SIGNATURE if f":{act} " not in asked], name
