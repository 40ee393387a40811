"""Numbers that pass the check of their register and lie in ranges that no register has handed out."""

from stdnum.iso7064 import mod_11_10

from graph.errors import UsageError

RANGE = 1_000_000
PLANTED = 990_000


def _in_range(index: int, limit: int = RANGE) -> int:
    if not 0 <= index < limit:
        raise UsageError(f"The region needs number {index} of a range of {limit}: choose a smaller --scale.")
    return index


def _mod_97(prefix: int) -> str:
    """97 minus the remainder of the first eight digits (KBO open data, cookbook R018)."""
    return f"{prefix}{97 - prefix % 97:02d}"


def enterprise_number(index: int) -> str:
    return _mod_97(19_000_000 + _in_range(index))


def unit_number(index: int) -> str:
    """Belgian establishment number: same check, other first digit."""
    return _mod_97(29_000_000 + _in_range(index))


def kvk_number(index: int) -> str:
    return str(91_000_000 + _in_range(index))


def court_entry(index: int, form: str) -> str:
    """A German entry of seven digits, which no court has reached; it names a firm only together with its court.

    A trader stands in part A of the register, a company in part B.
    """
    return f"{'HRA' if form == 'e.K.' else 'HRB'} {9_000_000 + _in_range(index)}"


def rcs_number(index: int) -> str:
    """Luxembourg trade register: section B and seven digits, which the register has not reached."""
    return f"B{9_000_000 + _in_range(index)}"


def vat_number(country: str, number: str, rsin: str) -> str:
    """The VAT number that goes with a register number; of a Dutch firm it goes with its RSIN.

    Checks: NL the 11-test of the RSIN, BE that of the enterprise, DE ISO 7064 (mod 11, 10), LU remainder by 89.
    """
    if country == "NL":
        return f"NL{rsin}B01"
    if country == "BE":
        return f"BE{number}"
    last = number.rpartition(" ")[2].removeprefix("B")
    if country == "DE":
        return f"DE9{last}{mod_11_10.calc_check_digit('9' + last)}"
    return f"LU{last[1:]}{int(last[1:]) % 89:02d}"


def trade_number(town_code: str, index: int) -> str:
    """The number that a business keeps from one German trade notice to the next: a UUID of its town and index."""
    return f"{_in_range(index):08x}-0000-4000-8000-{town_code.removeprefix('ags'):0>12}"


def vestigingsnummer(index: int) -> str:
    return f"99{_in_range(index, 2 * RANGE):010d}"


def _eleven(prefix: int) -> str:
    """Nine digits that pass the 11-test of BSN and RSIN; the next prefix where no last digit fits."""
    for candidate in (prefix, prefix + 1):
        rest = sum(int(digit) * weight for digit, weight in zip(str(candidate), range(9, 1, -1), strict=True)) % 11
        if rest < 10:
            return f"{candidate}{rest}"
    raise AssertionError("two prefixes in a row never both fail: their sums differ by 2")


def bsn(index: int) -> str:
    return _eleven(90_000_000 + 2 * _in_range(index, 3_500_000))


def rsin(index: int) -> str:
    return _eleven(97_000_000 + 2 * _in_range(index))


def bag_number(town_code: str, index: int) -> str:
    """Nummeraanduiding: municipal code, object type 20, ten digits."""
    return f"{town_code.removeprefix('gm')}209{_in_range(index, 10**9):09d}"
