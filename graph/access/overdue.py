"""A rule that the house denies because its review is overdue: a second person may let it hold on in one case.

Nothing else is overridden: not what a law denies or leaves open, not roles and purposes, not a partner's own law.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from graph.access.authorities import authorities
from graph.access.policies import Asker, decide
from graph.access.standing import Signed
from graph.errors import RefusedError, UsageError

ACT = "overdue_rule"


def held_on(signed: Iterable[Signed]) -> frozenset[tuple[str, str]]:
    """(authority, category) of the rules that were signed for in a case."""
    told = (one.about.partition(" ") for one in signed if one.act == ACT)
    return frozenset((deliverer, category) for deliverer, _, category in told)


def in_force(asker: Asker, today: date) -> list[str]:
    """Those of them without which the asker would be denied, as they were signed."""
    known = [one for one in sorted(asker.held) if one[0] in authorities()]
    return [" ".join(one) for one in known if rests_on_signature(asker, *one, today)]


def rests_on_signature(asker: Asker, deliverer: str, category: str, today: date) -> bool:
    """Whether it would be decided otherwise if no overdue rule held on."""
    unsigned = replace(asker, held=frozenset())
    return decide(asker, deliverer, category, today) != decide(unsigned, deliverer, category, today)


def overdue_rule(asker: Asker, typed: str, today: date) -> str:
    """What the signature is asked about, "AUTHORITY CATEGORY".

    UsageError where it is not that; RefusedError where anything else than an overdue review denies, or nothing does.
    """
    deliverer, _, category = " ".join(typed.split()).partition(" ")
    if not category or " " in category:
        raise UsageError(f"{ACT} is about an authority and a category: write --about 'AUTHORITY CATEGORY'.")
    signed = replace(asker, held=frozenset({(deliverer, category)}))
    if not rests_on_signature(signed, deliverer, category, today):
        raise RefusedError(
            f"No rule whose review is overdue denies the {category} data of {deliverer} in this case: what the law"
            " denies is not overridden."
        )
    return f"{deliverer} {category}"
