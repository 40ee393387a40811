"""National numbers of made-up persons: they pass their check and belong to nobody.

NL: a BSN in the range that numbers.py argues for. BE: a day of birth that no month has (32 to 99), with the check of
births before 2000; real numbers have no day past the 31st. LU: the birth lies a hundred years or more ahead, so that
nobody can have the number yet.
"""

from datetime import date

from stdnum import luhn, verhoeff

from ingest.region.numbers import bsn

SERIALS, FIRST_DAY, DAYS = 997, 32, 68
MONTHS = (("BE_NN", 0), ("BE_NN", 0), ("BE_BIS", 20), ("BE_BIS", 40))
EVERY = {"BE": 4, "LU": 3}
NOBODY = ("none", "")


def national_number(country: str, index: int, born: date) -> tuple[str, str]:
    """Kind and number of the index-th person of a country; one of four Belgians has one, one of three Luxembourgers."""
    if country == "NL":
        return "NL_BSN", bsn(index)
    if country not in EVERY or index % EVERY[country]:
        return NOBODY
    place = index // EVERY[country]
    return _belgian(place, born) if country == "BE" else _luxembourg(place, born)


def _belgian(place: int, born: date) -> tuple[str, str]:
    """No two persons have one: the place gives day, serial and kind; so many as fit have a number."""
    turn, way = divmod(place, len(MONTHS))
    kind, later = MONTHS[way]
    serial, day = turn % SERIALS, turn // SERIALS + (DAYS // 2 if way == 1 else 0)
    if turn // SERIALS >= DAYS // 2:
        return NOBODY
    first = f"{born.year % 100:02d}{born.month + later:02d}{FIRST_DAY + day:02d}{serial + 1:03d}"
    return (kind, f"{first}{97 - int(first) % 97:02d}") if born.year < 2000 else NOBODY


def _luxembourg(place: int, born: date) -> tuple[str, str]:
    century, serial = divmod(place, SERIALS)
    year = born.year + 100 * (century + 1)
    if year > 9_999 or (born.month, born.day) == (2, 29):
        return NOBODY
    first = f"{year}{born:%m%d}{serial + 1:03d}"
    return "LU_NIN", f"{first}{luhn.calc_check_digit(first)}{verhoeff.calc_check_digit(first)}"
