"""How an authority writes persons and firms: each has habits of its own, and each makes slips.

Applied to every identity row of a delivery by contract but the planted ones (refs S…): the answers hang on those.
"""

from dataclasses import dataclass
from functools import cache

from ingest.region import spelling
from ingest.region.dice import Roll
from ingest.region.shapes import Values
from ingest.region.spelling import Way

HOME = {"NL_BSN": "nl", "BE_NN": "be", "BE_BIS": "be", "LU_NIN": "lu"}
KEEPS, NUMBERLESS = 0.85, 0.1  # rows that follow the habit; rows at home without the national number
# of the rows of persons: 1.5 per cent have a wrong birth date
SLIPS: tuple[tuple[float, Way], ...] = (
    (0.015, spelling.wrong_birth), (0.04, spelling.partial_birth), (0.05, spelling.moved),
    (0.02, spelling.swapped_given), (0.06, spelling.second_given), (0.03, spelling.married),
    (0.03, spelling.slip), (0.03, spelling.addition),
)  # fmt: skip
FIRM_SLIPS: tuple[tuple[float, Way], ...] = ((0.03, spelling.slip), (0.04, spelling.moved), (0.05, spelling.addition))


@dataclass(frozen=True)
class Habits:
    """The ways of an authority: for persons, for firms, and for streets of both."""

    person: tuple[Way, ...]
    firm: tuple[Way, ...]
    street: tuple[Way, ...]


@cache
def habits_of(authority: str) -> Habits:
    """They follow from its name, so that it writes alike in every delivery and every region."""
    roll = Roll("habits", authority)
    letters = roll.pick((spelling.as_is, spelling.plain, spelling.umlauts))
    case = roll.pick((spelling.as_is, spelling.as_is, spelling.as_is, spelling.capitals))
    given = roll.pick((spelling.as_is, spelling.as_is, spelling.as_is, spelling.initials))
    prefix = roll.pick((spelling.as_is, spelling.prefix_inside, spelling.prefix_behind))
    form = roll.pick((spelling.as_is, spelling.with_form, spelling.form_in_words))
    street = roll.pick((spelling.as_is, spelling.short_street))
    return Habits((given, prefix, letters, case), (form, letters, case), (street,))


def written(row: Values, authority: str, ref: str) -> Values:
    """The identity row of a person or firm as this authority writes it."""
    roll, habits = Roll("row", authority, ref), habits_of(authority)
    person = "surname" in row
    if roll.chance(KEEPS):
        for way in (*(habits.person if person else habits.firm), *habits.street):
            row = way(row, roll)
    for share, way in SLIPS if person else FIRM_SLIPS:
        if roll.chance(share):
            row = way(row, roll)
    return _number(row, authority, roll) if person else row


def _number(row: Values, authority: str, roll: Roll) -> Values:
    """An authority has the national numbers of its own country, in most of its files."""
    home = HOME.get(str(row["national_id_type"])) == authority.partition("-")[0]
    return row if home and not roll.chance(NUMBERLESS) else {**row, "national_id": "", "national_id_type": "none"}
