"""Which rules hold on a day: the profile of the country, the authority's own in its place, neither when it is old."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.access.deployment import deployment
from graph.errors import UsageError
from graph.permits.regime import Regime, read_regime
from graph.permits.sentences import notes
from tests.deployments import deployed

MAASTRICHT = {"profile": "municipality-nl", "host": "nl-gm0935"}
TODAY = date(2026, 12, 1)
CLOCK = {
    "id": "decision",
    "said": {"nl": "Beslissing"},
    "length": "8 weeks",
    "extension": "4 weeks",
    "starts": "application",
}
PAPER = {"said": {"en": "Plan of the terrace", "nl": "Terrasplan"}}


def own(reviewed: str = "2026-02-01", **replaces: Any) -> dict[str, Any]:
    told = {"authority": "nl-gm0935", "permit_type": "alcohol", "article": "Beleidsregel 7", "reviewed": reviewed}
    return told | {"replaces": replaces or {"clocks": [CLOCK], "documents": [PAPER]}}


def regime(today: date = TODAY, authority: str = "nl-gm0935", permit_type: str = "alcohol") -> Regime:
    return read_regime("NL", permit_type, authority, today)


def said(one: Regime) -> list[str]:
    return [template.format_map(values) for template, values in notes(one)]


def test_a_rule_of_its_own_takes_the_place_of_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    national = regime()
    with deployed(tmp_path, **MAASTRICHT, permits=[own()]):
        told = regime()
        assert [(one.id, one.certainty) for one in told.parts.clocks] == [("decision", "own"), ("lbb-advice", "V")]
        assert told.parts.clocks[0].extension == (4, "weeks")
        assert [one.states for one in told.parts.clocks[0].pauses] == [("incomplete",), ("advice_requested",), ()]
        assert [(one.said["nl"], one.source, one.certainty) for one in told.parts.documents] == [
            ("Terrasplan", "Beleidsregel 7", "own")
        ]
        assert told.parts.persons == national.parts.persons
        assert said(told) == ["Own rule of the authority: Beleidsregel 7, reviewed on 2026-02-01."]
        assert regime(authority="nl-gm0917").parts == national.parts
        assert regime(permit_type="event").own is None


def test_a_statement_of_a_rule_of_its_own_may_name_an_article_of_its_own(tmp_path: Path) -> None:
    with deployed(tmp_path, **MAASTRICHT, permits=[own(documents=[PAPER | {"source": "Terrassenregel 2"}])]):
        assert [one.source for one in regime().parts.documents] == ["Terrassenregel 2"]


def test_a_rule_of_its_own_ages_like_an_instrument(tmp_path: Path) -> None:
    with deployed(tmp_path, **MAASTRICHT, permits=[own("2025-11-30")]):
        assert said(regime()) == [
            "Own rule of the authority: Beleidsregel 7, reviewed on 2025-11-30, more than a year ago: review it."
        ]
        assert regime().parts.clocks[0].certainty == "own"
    with deployed(tmp_path, **MAASTRICHT, permits=[own("2024-11-29")]):
        assert "is not used" in said(regime())[0]
        assert regime().parts.clocks[0].certainty == "E"


def test_a_profile_ages_too_and_one_of_two_years_is_not_used() -> None:
    reviewed = regime().profile
    assert reviewed
    assert reviewed.oldest == date(2026, 11, 27)
    assert said(regime(date(2027, 11, 27))) == []
    assert "more than a year ago: review it" in said(regime(date(2027, 11, 28)))[0]
    assert regime(date(2027, 11, 28)).parts.clocks
    assert "The profile is not used: its last review, on 2026-11-27" in said(regime(date(2028, 11, 27)))[0]
    assert regime(date(2028, 11, 27)).parts.clocks == ()


def test_a_calendar_of_two_years_ago_counts_no_days() -> None:
    assert read_regime("BE", "alcohol", "be-nis71016", TODAY).calendar
    assert read_regime("BE", "alcohol", "be-nis71016", date(2028, 11, 27)).calendar is None


@pytest.mark.parametrize(
    ("authority", "languages"), [("be-nis63023", ["de", "nl", "fr"]), ("be-nis62063", ["nl", "fr"]), ("", ["nl", "fr"])]
)
def test_the_official_term_is_told_in_the_languages_of_the_authority(authority: str, languages: list[str]) -> None:
    terms = read_regime("BE", "alcohol", authority, TODAY).terms
    assert list(terms) == languages
    assert terms.get("de", "Schankgenehmigung") == "Schankgenehmigung"
    assert list(read_regime("LU", "alcohol", "lu-economy", TODAY).terms) == ["fr", "de"]


def test_a_type_without_a_profile_says_so_and_has_no_parts() -> None:
    told = regime(permit_type="alcohool")
    assert (told.profile, told.parts.clocks) == (None, ())
    assert said(told) == ["No profile of this type of permit is recorded for this country."]


def test_the_general_profile_holds_for_a_type_without_one_and_is_marked_until_it_is_too_old() -> None:
    told = regime(permit_type="taxi")
    assert {one.id: str(one.length) for one in told.parts.clocks} == {"decision": "8 weeks", "lbb-advice": "8 weeks"}
    assert said(told) == [
        "This type of permit has no profile of its own in this country: what is told here holds there for any permit."
    ]
    assert [one["nl"][:19] for one in told.silences] == ["Geen gelezen bron z"]
    old = regime(date(2028, 11, 27), permit_type="taxi")
    assert (old.silences, len(said(old))) == ((), 1)


def test_a_rule_of_its_own_stands_in_the_general_profile_too(tmp_path: Path) -> None:
    with deployed(tmp_path, **MAASTRICHT, permits=[own() | {"permit_type": "taxi"}]):
        assert [one.certainty for one in regime(permit_type="taxi").parts.clocks] == ["own", "V"]


@pytest.mark.parametrize("country", ["BE", "DE", "LU"])
def test_a_coffee_shop_is_said_not_to_exist_outside_the_netherlands(country: str) -> None:
    told = read_regime(country, "coffeeshop", "", TODAY).parts
    assert "does not exist" in told.trigger[0].said["en"]
    assert told.clocks == ()


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (own() | {"reviewed": ""}, "reviewed"),
        ({name: value for name, value in own().items() if name != "reviewed"}, "reviewed"),
        (own(weather=[PAPER]), "weather\n  Extra inputs are not permitted"),
        (own(clocks=[CLOCK | {"length": "a while"}]), "as in `8 weeks`"),
        (own() | {"authority": "nl-nobody"}, "'nl-nobody' is not in the register"),
        (own() | {"replaces": ["documents"]}, "does not fit"),
        ("alcohol", "does not fit"),
    ],
)
def test_a_rule_of_its_own_that_does_not_fit_is_refused_with_the_file(tmp_path: Path, entry: Any, error: str) -> None:
    with deployed(tmp_path, **MAASTRICHT, permits=[entry]), pytest.raises(UsageError) as refused:
        deployment()
    assert error in str(refused.value)
    assert "under permits" in str(refused.value) or "register" in str(refused.value)
