"""Luxembourg numbers: trade register, VAT, national identification number."""

import re
from datetime import date

from stdnum import luhn, verhoeff
from stdnum.lu import tva

from graph.resolve.identifiers.scheme import Scheme, digits


def register(text: str) -> str | None:
    """Section letter and number of the RCS: `B 191.847` as `B191847`."""
    bare = re.sub(r"[\s.]", "", text.upper()).removeprefix("RCS").removeprefix("LUXEMBOURG")
    found = re.fullmatch(r"([A-L])0*([1-9]\d{0,6})", bare)
    return found[1] + found[2] if found else None


def vat(text: str) -> str | None:
    bare = re.sub(r"[\s.-]", "", text.upper())
    return bare if re.fullmatch(r"LU\d{8}", bare) and tva.is_valid(bare) else None


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def national(text: str) -> str | None:
    """13 digits: birth date, serial number, then a Luhn and a Verhoeff digit, both over the first eleven.

    Law of 19 June 2013 on the identification of natural persons.
    """
    number = digits(text, 13)
    if not number or not _is_day(number[:8]):
        return None
    return number if luhn.is_valid(number[:12]) and verhoeff.is_valid(number[:11] + number[12]) else None


def address(text: str) -> str | None:
    """An id_geoportail (formats.md, section 5): capitals and digits. Of fewer than six it is any list's own number."""
    return text.upper() if re.fullmatch(r"(?=.*\d)[A-Za-z\d]{6,24}", text, re.ASCII) else None


SCHEMES = (
    Scheme("LU_RCS", "LU", "number in the Registre de commerce et des sociétés", register),
    Scheme("LU_VAT", "LU", "VAT number", vat),
    Scheme("LU_GEO", "LU", "address in the address register (BD-Adresses)", address),
    Scheme("LU_NIN", "LU", "national identification number of a person", national),
)
