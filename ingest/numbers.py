"""The official numbers in a row: which name its thing, and which are none."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.resolve.countries import country_code
from graph.resolve.identifiers import SCHEMES, euid, vat_text

WRONG_NUMBER = "not a valid number of its register, loaded without it"
NO_COUNTRY = "no code or name of a country, so the address names no premises"
ADDRESS_IDS = ("NL_BAG_NUM", "NL_BAG_VBO", "BE_BEST", "LU_GEO")


def organisation_numbers(ref: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The official numbers of an organisation, best first: EUID (a Belgian VAT number is one), RSIN, VAT number."""
    found: list[str | None] = []
    if ref.startswith(("euid:", "rsin:")):
        found.append(ref.removeprefix("euid:"))
    if row.get("register") and row.get("register_number"):
        found.append(euid(row["register"], row["register_number"], row.get("register_court", "")))
    vat = vat_text(row.get("vat_number", ""))
    if vat.startswith("BE"):
        found.append(euid("BE_KBO", vat[2:]))
    if row.get("rsin") and (rsin := SCHEMES["NL_RSIN"].normalise(row["rsin"])):
        found.append(f"rsin:{rsin}")
    if vat and not found:
        found.append(f"vat:{vat}")
    return tuple(dict.fromkeys(number for number in found if number))


def address_number(country: str, address_id: str, scheme: str = "") -> str | None:
    """An address id in its one written form; None for what is not one of that type in that country.

    Without a type, any shape that the country's address register writes; Germany has none.
    """
    if not address_id:
        return None
    named = (scheme,) if scheme else ADDRESS_IDS
    read = (
        SCHEMES[name].normalise(address_id) for name in named if name in ADDRESS_IDS and name[:2] == country.upper()
    )
    return next(filter(None, read), None)


def doubts(row: Mapping[str, Any], home: str, typed: bool) -> Iterator[tuple[str, str]]:
    """The columns of an identity row's address that are not what they should be, and why: it is loaded without them.

    `home` is the country of the authority; `typed`: rows of this kind say of which register an address id is.
    """
    scheme = row.get("address_id_type", "none" if typed else "")
    country = country_code(row.get("country", "")) or home
    if (number := row.get("address_id")) and not address_number(country, number, scheme):
        yield "address_id", WRONG_NUMBER
    if row.get("country") and not country_code(row["country"]):
        yield "country", NO_COUNTRY
