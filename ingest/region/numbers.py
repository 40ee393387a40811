"""Numbers that pass the check of their register and that no register has handed out.

Where each lies, and why nobody has it; a register promises none of this, it follows from how numbers are handed out:

- KVK `00……`: a number begins with the chamber that gave it, and no chamber was 00; those given since 2008 went up.
- NL establishment `99…`: twelve digits from 000000000001 upwards, which is far below.
- RSIN `97…`, `98…`: legal persons have one that begins with 8, the oldest with 0. The VAT number is the RSIN and B01.
- BSN `90…` to `96…`: those handed out begin with 0 to 3; a 9 stands before those of test persons.
- KBO `19…`: upwards from 0 and since 2023 from 1.000.000.000, so far below 1.1. The Belgian VAT number is the same.
- BE establishment `29…`: upwards from 2.000.000.000, so far below 2.4.
- HRA, HRB of seven digits beginning with 9: courts have got to six digits. VAT `DE9…`: real ones have 1 to 4, 8.
- RCS `B9……`, seven digits: section B has got to six. Luxembourg VAT: real ones begin with 1 to 3, these with 0.
- BAG `…209…`, `…309…`: ten digits from 0000000001 upwards in each municipality; towns have four, below 4000.
- trade notices: a UUID of version 4 without a drawn digit. Persons of BE and LU: see national.py.
- phone: behind the area code a 0, which begins no subscriber's number in the four countries.
- e-mail: domains below `.example`, which nobody can register (RFC 2606).

Indexes are strewn over their range: a number does not tell a planted firm or person from another.
"""

from stdnum.iso7064 import mod_11_10

from graph.errors import UsageError

RANGE = 1_000_000
PLANTED, PLANTED_PEOPLE = 990_000, 3_300_000
BSN_RANGE = 3_500_000
STEP = 618_033
AREA = {"NL": "+31 43", "BE": "+32 87", "DE": "+49 241", "LU": "+352 26"}


def _in_range(index: int, limit: int = RANGE) -> int:
    if not 0 <= index < limit:
        raise UsageError(f"The region needs number {index} of a range of {limit}: choose a smaller --scale.")
    return index


def _strewn(index: int, limit: int = RANGE) -> int:
    """Another number below the limit for each index; 0 only for the last index, which is never used."""
    return (_in_range(index, limit) + 1) * STEP % limit


def firm_index(number: str) -> int:
    """The index of a firm or establishment from its Dutch or Belgian number, or from that of a trade notice."""
    return (int(number[2:8]) * pow(STEP, -1, RANGE) - 1) % RANGE


def is_planted(number: str) -> bool:
    """Whether such a number is that of a planted firm."""
    return firm_index(number) >= PLANTED


def _mod_97(prefix: int) -> str:
    """97 minus the remainder of the first eight digits (KBO open data, cookbook R018)."""
    return f"{prefix}{97 - prefix % 97:02d}"


def enterprise_number(index: int) -> str:
    return _mod_97(19_000_000 + _strewn(index))


def unit_number(index: int) -> str:
    """Belgian establishment number: same check, other first digit."""
    return _mod_97(29_000_000 + _strewn(index))


def kvk_number(index: int) -> str:
    return f"00{_strewn(index):06d}"


def court_entry(index: int, form: str) -> str:
    """A German entry; it names a firm only together with its court.

    A trader stands in part A of the register, a company in part B.
    """
    return f"{'HRA' if form == 'e.K.' else 'HRB'} {9_000_000 + _strewn(index)}"


def rcs_number(index: int) -> str:
    """Luxembourg trade register, section B: five digits after 90, as the VAT number that follows begins with 0."""
    place = _in_range(index, 90_000) if index < PLANTED else index - PLANTED + 90_000
    return f"B{9_000_000 + _strewn(place, 100_000)}"


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
    return f"00{_strewn(index):06d}-0000-4000-8000-{town_code.removeprefix('ags'):0>12}"


def vestigingsnummer(index: int) -> str:
    return f"99{_strewn(index, 2 * RANGE):010d}"


def _eleven(prefix: int) -> str:
    """Nine digits that pass the 11-test of BSN and RSIN; the next prefix where no last digit fits."""
    for candidate in (prefix, prefix + 1):
        rest = sum(int(digit) * weight for digit, weight in zip(str(candidate), range(9, 1, -1), strict=True)) % 11
        if rest < 10:
            return f"{candidate}{rest}"
    raise AssertionError("two prefixes in a row never both fail: their sums differ by 2")


def bsn(index: int) -> str:
    return _eleven(90_000_000 + 2 * _strewn(index, BSN_RANGE))


def rsin(index: int) -> str:
    return _eleven(97_000_000 + 2 * _strewn(index))


def bag_number(town_code: str, index: int) -> str:
    """Nummeraanduiding: municipal code, object type 20, ten digits."""
    return f"{town_code.removeprefix('gm')}209{_in_range(index, 10**9):09d}"


def street_number(town_code: str, index: int) -> str:
    """Openbare ruimte: municipal code, object type 30, ten digits."""
    return f"{town_code.removeprefix('gm')}309{_in_range(index, 10**9):09d}"


def phone(country: str, index: int) -> str:
    return f"{AREA[country]} 0{_in_range(index):06d}"
