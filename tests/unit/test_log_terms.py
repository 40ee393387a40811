"""How long the log of each country is kept."""

from datetime import date

import pytest
from pydantic import ValidationError

from graph.access.authorities import authorities
from graph.access.log.terms import terms
from graph.access.term import Term, last_day

TERM = {"country": "BE", "keep": "10 years", "article": "law", "certainty": "V", "reviewed": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("keep", "day", "last"),
    [
        ("10 years", date(2026, 6, 1), date(2036, 6, 1)),
        ("10 years", date(2024, 2, 29), date(2034, 2, 28)),
        ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
        ("1 months", date(2026, 12, 31), date(2027, 1, 31)),
        ("end of the following year", date(2026, 1, 1), date(2027, 12, 31)),
        ("end of the following year", date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_the_last_day_of_a_term(keep: str, day: date, last: date) -> None:
    assert last_day(keep, day) == last


@pytest.mark.parametrize("keep", ["", "ten years", "10", "10 weeks", "-1 years"])
def test_a_text_that_is_no_term_is_refused(keep: str) -> None:
    with pytest.raises(ValidationError, match="is no term"):
        Term.model_validate(TERM | {"keep": keep})


def test_every_country_of_the_deployment_has_a_row_with_article_and_review() -> None:
    assert {one.country for one in authorities().values()} <= set(terms())
    assert all(term.article and term.reviewed for term in terms().values())


def test_law_of_belgium_and_germany() -> None:
    """Law.md, section 2.4."""
    assert (terms()["BE"].keep, terms()["DE"].keep) == ("10 years", "end of the following year")
    assert [country for country, term in terms().items() if term.certainty == "?"] == ["NL", "LU"]


def test_a_term_holds_while_it_is_settled_and_reviewed() -> None:
    told = Term.model_validate(TERM)
    assert told.holds(date(2027, 12, 31))
    assert not told.holds(date(2028, 1, 2))
    assert not told.model_copy(update={"certainty": "?"}).holds(date(2026, 1, 2))
