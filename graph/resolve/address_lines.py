"""Street and number, postcode and town, where a register writes them in one line."""

import re

SIGN = r"\s*(?:-|–|/|\+|\b(?:bis|und|u\.|t/m|tot)(?!\w))\s*"
HOUSE = rf"\d+(?:\s*[A-Za-z]\b)?(?:{SIGN}(?:\d+(?:\s*[A-Za-z]\b)?|[A-Za-z]\b))*"
BOX = r"(?:,?\s*(?:bus|bte|boîte|box|app?t?\.?|apt\.?)\s*\w+)?"
BEHIND = re.compile(rf"(?P<street>.*?[^\W\d].*?)[\s,]*?(?<![\w])(?P<number>{HOUSE}{BOX})", re.IGNORECASE)
BEFORE = re.compile(rf"(?P<number>{HOUSE}),?\s+(?P<street>[^\W\d].*)", re.IGNORECASE)
POSTCODES = {"DE": r"\d{5}", "FR": r"\d{5}", "BE": r"\d{4}", "LU": r"\d{4}", "NL": r"\d{4}\s?[A-Z]{2}"}


def read_street(text: str) -> dict[str, str]:
    """`Trierer Straße 5` or `5, rue du Modèle` as street and number; a text without a number as street."""
    bare = " ".join(text.split())
    found = BEHIND.fullmatch(bare) or BEFORE.fullmatch(bare)
    return {name: value.strip(" ,") for name, value in found.groupdict().items()} if found else {"street": bare}


def read_place(text: str, country: str) -> dict[str, str]:
    """`52078 Aachen` or `D-52078 Aachen` as postcode and town, in a country whose postcodes are known; else as town."""
    code = POSTCODES.get(country, r"(?!)")
    found = re.fullmatch(rf"(?:[A-Z]{{1,2}}\s?-?\s?)?(?P<postcode>{code})\s+(?P<town>\S.*)", " ".join(text.split()))
    return {name: str(value) for name, value in found.groupdict().items()} if found else {"town": text}
