"""Dutch numbers: trade register, establishment, RSIN, BSN, VAT, address register."""

import re

from stdnum.nl import btw

from graph.resolve.identifiers.scheme import Scheme, digits, eleven_test


def kvk(text: str) -> str | None:
    return digits(text, 8)


def branch(text: str) -> str | None:
    return digits(text, 12)


def citizen(text: str) -> str | None:
    number = digits(text, 9)
    return number if number and eleven_test(number) else None


def vat(text: str) -> str | None:
    """NL123456789B01; since 2020 a sole trader's number is no BSN and has a check sum of its own."""
    bare = re.sub(r"[\s.-]", "", text.upper()).removeprefix("NL")
    return f"NL{bare}" if re.fullmatch(r"\d{9}B\d{2}", bare) and btw.is_valid("NL" + bare) else None


def address(text: str) -> str | None:
    """16 digits: municipality (4), kind of object (01 unit, 20 number), serial number."""
    number = digits(text, 16)
    return number if number and number[4:6] in {"01", "02", "03", "20"} else None


def address_number(text: str) -> str | None:
    """A nummeraanduiding: kind of object 20."""
    number = address(text)
    return number if number and number[4:6] == "20" else None


def address_object(text: str) -> str | None:
    """What has such a number: a unit, a mooring or a pitch (01, 02, 03)."""
    number = address(text)
    return number if number and number[4:6] != "20" else None


SCHEMES = (
    Scheme("NL_KVK", "NL", "number in the trade register, no check digit", kvk),
    Scheme("NL_BRANCH", "NL", "establishment number (vestigingsnummer), no check digit", branch),
    Scheme("NL_RSIN", "NL", "number of a legal person or partnership, 11-test", citizen),
    Scheme("NL_BSN", "NL", "citizen service number, 11-test", citizen),
    Scheme("NL_VAT", "NL", "VAT number", vat),
    Scheme("NL_BAG_NUM", "NL", "number indication in the address register (BAG)", address_number),
    Scheme("NL_BAG_VBO", "NL", "object with an address in the address register (BAG)", address_object),
)
