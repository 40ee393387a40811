"""The policy: every combination that no row names is denied, and so is an overdue or uncertain one."""

from datetime import date, timedelta

import pytest

from graph.access.accounts import Account, account
from graph.access.authorities import authorities
from graph.access.overdue import overdue_rule
from graph.access.policies import DENIED, Asker, Decision, Rule, overdue_rules, rules
from graph.access.policies import decide as decide_for
from graph.access.review import DENY
from graph.errors import RefusedError, UsageError

TODAY = date(2026, 11, 24)
CATEGORIES = (
    "permit",
    "integrity_file",
    "measure",
    "report",
    "land_register",
    "police",
    "tax",
    "social",
    "criminal_record",
    "possible_victim",
)


def decide(who: Account, purpose: str, deliverer: str, category: str, today: date, *partners: str) -> Decision:
    return decide_for(Asker(who, purpose, frozenset(partners)), deliverer, category, today)


@pytest.mark.parametrize(
    ("who", "deliverer", "category", "gives"),
    [
        ("official-maastricht", "nl-gm0935", "permit", "content"),
        ("official-maastricht", "nl-gm0935", "integrity_file", "content"),
        ("official-maastricht", "nl-gm0917", "permit", "on request"),
        ("official-maastricht", "nl-gm0917", "integrity_file", "none"),
        ("official-maastricht", "be-nis71016", "permit", "on request"),
        ("official-maastricht", "be-nis71016", "integrity_file", "none"),
        ("official-maastricht", "nl-pol-limburg", "police", "none"),
        ("official-maastricht", "be-pol-limburg", "police", "none"),
        ("official-genk", "nl-gm0935", "permit", "on request"),
        ("official-genk", "nl-gm0935", "integrity_file", "none"),
        ("official-genk", "be-kbo", "open", "content"),
        ("analyst-limburg", "nl-gm0935", "integrity_file", "none"),
        ("official-maastricht", "nl-kadaster", "land_register", "content"),
        ("official-genk", "nl-kadaster", "land_register", "content"),
        ("analyst-limburg", "nl-kadaster", "land_register", "content"),
        ("official-genk", "be-cadastre", "land_register", "none"),
        ("official-maastricht", "be-cadastre", "land_register", "none"),
        ("official-maastricht", "de-grundbuch-aachen", "land_register", "none"),
        ("official-maastricht", "lu-cadastre", "land_register", "none"),
    ],
)
def test_what_the_first_policy_gives(who: str, deliverer: str, category: str, gives: str) -> None:
    assert decide(account(who), "permit_screening", deliverer, category, TODAY).gives == gives


def test_no_official_reads_police_data_of_any_authority() -> None:
    for one in authorities().values():
        for who in ("official-maastricht", "official-heerlen", "official-genk"):
            for purpose in ("permit_screening", "integrity_investigation", "supervision", "criminal_investigation"):
                assert decide(account(who), purpose, one.id, "police", TODAY).gives == "none"


def test_only_open_data_cross_a_border_without_asking() -> None:
    for one in authorities().values():
        for category in CATEGORIES:
            if one.country != "NL":
                assert (
                    decide(account("official-maastricht"), "permit_screening", one.id, category, TODAY).gives
                    != "content"
                )


def test_an_unlisted_purpose_is_denied() -> None:
    assert decide(account("official-maastricht"), "curiosity", "nl-gm0935", "permit", TODAY) == DENIED


def test_belgian_data_older_than_five_years_may_not_be_used() -> None:
    assert decide(account("official-genk"), "permit_screening", "be-nis71016", "permit", TODAY).earliest == date(
        2021, 11, 24
    )


def test_safeguard_21_a_rule_past_its_review_warns_then_denies() -> None:
    assert not list(overdue_rules(TODAY))
    assert list(overdue_rules(date(2027, 12, 1))) == list(rules())
    late = date(2028, 12, 1)
    assert decide(account("official-maastricht"), "permit_screening", "nl-gm0935", "permit", late).gives == "none"


OVERDUE = max(rule.reviewed for rule in rules()) + DENY + timedelta(days=1)
LAW = [
    ("official-luxembourg", "permit_screening", "nl-gm0935", "permit", ()),  # "?": not settled
    ("official-maastricht", "permit_screening", "nl-pol-limburg", "police", ()),  # gives none
    ("official-maastricht", "curiosity", "nl-gm0935", "permit", ()),  # unlisted purpose
    ("tax-officer-nl", "permit_screening", "nl-gm0935", "permit", ()),  # unlisted role
    ("analyst-limburg", "permit_screening", "nl-tax", "tax", ()),  # in no case of a partner
    ("analyst-euriec", "permit_screening", "nl-gm0935", "integrity_file", ("nl-gm0935", "be-nis71016")),  # one of two
]


@pytest.mark.parametrize(("who", "purpose", "deliverer", "category", "partners"), LAW)
def test_what_the_law_denies_is_not_overridden(
    who: str, purpose: str, deliverer: str, category: str, partners: tuple[str, ...]
) -> None:
    asker = Asker(account(who), purpose, frozenset(partners), frozenset({(deliverer, category)}))
    for day in (TODAY, OVERDUE):
        assert decide_for(asker, deliverer, category, day).gives == "none"
        with pytest.raises(RefusedError, match="what the law denies is not overridden"):
            overdue_rule(asker, f"{deliverer} {category}", day)


def test_a_rule_that_is_held_on_holds_as_it_did() -> None:
    asker = Asker(account("official-genk"), "integrity_investigation", held=frozenset({("be-nis71016", "permit")}))
    told = decide_for(asker, "be-nis71016", "permit", OVERDUE)
    assert (told.gives, told.earliest) == ("content", OVERDUE.replace(year=OVERDUE.year - 5))
    assert decide_for(asker, "be-nis71016", "integrity_file", OVERDUE).gives == "none"
    assert decide_for(asker, "nl-gm0935", "permit", OVERDUE).gives == "none"
    partners = frozenset({"nl-gm0935", "be-nis71016"})
    centre = Asker(account("analyst-euriec"), "permit_screening", partners, frozenset({("nl-gm0935", "permit")}))
    assert decide_for(centre, "nl-gm0935", "permit", OVERDUE).gives == "on request"  # as the stricter partner


def test_an_override_is_asked_for_from_the_first_day_that_the_review_denies() -> None:
    asker = Asker(account("official-maastricht"), "permit_screening")
    assert overdue_rule(asker, " nl-gm0935  permit ", OVERDUE) == "nl-gm0935 permit"
    with pytest.raises(RefusedError, match="No rule whose review is overdue denies the permit data of nl-gm0935"):
        overdue_rule(asker, "nl-gm0935 permit", OVERDUE - timedelta(days=1))
    for typed in ("nl-gm0935", "nl-gm0935 permit measure"):
        with pytest.raises(UsageError, match="about an authority and a category"):
            overdue_rule(asker, typed, OVERDUE)


def test_every_rule_names_an_article_and_how_sure_it_is() -> None:
    for rule in rules():
        assert rule.article
        assert isinstance(rule, Rule)
        assert rule.gives == "content" or rule.route, f"{rule.categories}: a denial says how to ask instead"


def test_a_centre_reads_only_in_a_case_that_a_partner_shared() -> None:
    who = account("analyst-limburg")
    assert decide(who, "permit_screening", "nl-gm0935", "integrity_file", TODAY).gives == "none"
    assert decide(who, "permit_screening", "nl-gm0935", "integrity_file", TODAY, "nl-gm0917").gives == "none"
    assert decide(who, "permit_screening", "nl-gm0935", "integrity_file", TODAY, "nl-gm0935").gives == "content"
    assert decide(who, "permit_screening", "nl-tax", "tax", TODAY).gives == "none"
    assert decide(who, "permit_screening", "nl-tax", "tax", TODAY, "nl-gm0917").gives == "content"


def test_a_facilitating_centre_sees_what_the_strictest_partner_may_see() -> None:
    who = account("analyst-euriec")
    assert decide(who, "permit_screening", "nl-kvk", "open", TODAY) == DENIED
    assert decide(who, "permit_screening", "nl-kvk", "open", TODAY, "nl-gm0935").gives == "content"
    assert decide(who, "permit_screening", "nl-gm0935", "permit", TODAY, "nl-gm0935").gives == "content"
    both = ("nl-gm0935", "be-nis71016")
    assert decide(who, "permit_screening", "nl-gm0935", "permit", TODAY, *both).gives == "on request"
    assert decide(who, "permit_screening", "nl-gm0935", "integrity_file", TODAY, *both).gives == "none"
    assert decide(who, "permit_screening", "be-nis71016", "permit", TODAY, *both).earliest == date(2021, 11, 24)
