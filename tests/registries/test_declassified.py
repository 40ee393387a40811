"""What is told on purpose although it is no record of the asker's: each with its reason, article and state."""

from pathlib import Path

import pytest
import yaml

from graph.access import view
from graph.access.policies import rules
from graph.border.lookups import lookup_queries

FILE = Path(view.__file__).with_name("declassified.yaml")
TOLD = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", TOLD)
def test_an_entry_says_what_why_and_by_which_article(name: str) -> None:
    one = TOLD[name]
    assert set(one) == {"tells", "depends_on", "because", "article", "certainty", "state"}
    assert all(one.values())
    assert one["certainty"] in {"V", "E", "G"}
    assert one["state"] in {"built", "planned"}


def test_a_category_that_gives_a_hit_is_looked_up_and_no_other() -> None:
    """A row of the policy that gives `hit` needs its queries in cypher/lookups, or its answer were always nothing."""
    given = {category for rule in rules() if rule.gives == "hit" for category in rule.categories}
    assert {query.front["category"] for query in lookup_queries().values()} == given
    assert TOLD["hit"]["state"] == "built"
