"""A VAT number as it may be kept: one that could hold a national number only as its keyed hash.

A Dutch sole trader's number of before 2020 is his citizen service number (BSN) with B and two digits, and by its
digits alone it cannot be told from that of a legal person (RSIN), which passes the same test.
"""

import re

from graph.resolve.country_keys import CountryKeys
from graph.resolve.identifiers import pseudonym, vat_text
from graph.resolve.identifiers.scheme import eleven_test

HOLDS_A_NUMBER = re.compile(r"NL(\d{9})B\d{2}")


def kept_vat(keys: CountryKeys, number: str) -> str:
    """The number in its one written form, or NL and its hash under the Dutch key; what is kept already stays."""
    text = vat_text(number)
    held = HOLDS_A_NUMBER.fullmatch(text)
    if not held or not eleven_test(held[1]):
        return text
    return "NL" + pseudonym(keys.of("NL"), "NL_VAT", text).upper()
