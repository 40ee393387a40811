"""Whether a record may be named as a ground: the first rule that fits, and no when none does."""

import pytest

from graph.access.grounds import NO_RULE, Ground, ground, rules
from ingest.contract.kind import kinds

OWN, OTHER = "nl-gm0935", "be-nis71016"


@pytest.mark.parametrize(
    ("authority", "category", "handling", "usable", "of"),
    [
        (OWN, "permit", "", "yes", ""),
        (OWN, "integrity_file", "", "yes", ""),
        (OWN, "report", "H0", "yes", ""),
        (OWN, "report", "H1", "permission", OWN),
        ("nl-pol-limburg", "police", "H0", "no", ""),
        ("be-kbo", "open", "", "yes", ""),
        (OTHER, "permit", "", "permission", OTHER),
        (OTHER, "integrity_file", "", "no", ""),
        (OWN, "tax", "", "no", ""),
        (OWN, "", "", "no", ""),
    ],
)
def test_who_told_it_and_how_it_may_be_handled_decide(
    authority: str, category: str, handling: str, usable: str, of: str
) -> None:
    found = ground(OWN, authority, category, handling)
    assert (found.usable, found.of) == (usable, of)
    assert found.article


def test_a_category_without_rule_may_not_be_named() -> None:
    assert ground(OWN, OWN, "made up", "") == NO_RULE == Ground("no", "no rule names this category")


def test_every_rule_names_a_category_of_the_contracts() -> None:
    known = {name for kind in kinds().values() for name in kind.categories} | {"any"}
    assert {rule.category for rule in rules()} - known <= {
        "possible_victim",
        "supervision",
        "public_debt",
        "land_register",
    }
