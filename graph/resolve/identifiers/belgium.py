"""Belgian numbers: enterprise, establishment, VAT, national register."""

import re

from stdnum.be import bis, nn

from graph.resolve.identifiers.scheme import Scheme, digits


def _checked(bare: str | None) -> str | None:
    """The last two digits are 97 - (the first eight mod 97): for establishments as for enterprises."""
    return bare if bare and 97 - int(bare[:8]) % 97 == int(bare[8:]) else None


def enterprise(text: str) -> str | None:
    bare = text.upper().removeprefix("BE").strip()
    number = digits(bare, 10) or digits("0" + bare, 10)  # numbers of before 2008 are still written with nine digits
    return _checked(number) if number and number[0] in "01" else None


def establishment(text: str) -> str | None:
    number = digits(text, 10)
    return _checked(number) if number and number[0] in "2345678" else None


def vat(text: str) -> str | None:
    number = enterprise(text)
    return f"BE{number}" if number else None


def national(text: str) -> str | None:
    number = digits(text, 11)
    return number if number and nn.is_valid(number) else None


def bis_number(text: str) -> str | None:
    number = digits(text, 11)
    return number if number and bis.is_valid(number) else None


def address(text: str) -> str | None:
    """An address_id of BeSt (formats.md, section 2.3): digits. Of fewer than four it is any list's own number."""
    return text if re.fullmatch(r"[1-9]\d{3,9}", text, re.ASCII) else None


SCHEMES = (
    Scheme("BE_KBO", "BE", "enterprise number of the Crossroads Bank for Enterprises", enterprise),
    Scheme("BE_EST", "BE", "establishment number of the Crossroads Bank for Enterprises", establishment),
    Scheme("BE_VAT", "BE", "VAT number, the enterprise number with BE", vat),
    Scheme("BE_NN", "BE", "national register number", national),
    Scheme("BE_BEST", "BE", "address in the address register (BeSt)", address),
    Scheme("BE_BIS", "BE", "bis number of a person who is not in the national register", bis_number),
)
