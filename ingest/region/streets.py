"""Addresses: real towns and postcodes, invented streets, one number once per street."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from ingest.region.numbers import bag_number
from ingest.region.towns import Town, words

LETTERS = "ABCDEGHJKLMNPRTVWXZ"
PLANTED_STREET = {"nl": "Quezelvoorthof", "fr": "Rue de Quézelvarre-Neuf", "de": "Quezelvarrweg"}


@dataclass(frozen=True, slots=True)
class Address:
    """`use` and `area` (square metres, 0: any) are set for planted ones: what the address register says of them."""

    town: Town
    street: str
    number: str
    postcode: str
    bag: str
    use: str = "retail"
    area: int = 0


def coordinates(address: Address) -> tuple[float, float]:
    """Latitude and longitude: the middle of the town, and up to two kilometres on for street and number."""
    step = crc32(f"{address.street} {address.number}".encode())
    lat, lon = address.town.at
    return round(lat + (step % 401 - 200) * 9e-5, 6), round(lon + (step // 401 % 401 - 200) * 14e-5, 6)


def street_names(town: Town) -> Iterator[str]:
    """All that a town can have, invented ones: an ordinary name would be a real address in a real town."""
    count = len(words(town.language, "street_first")) * len(words(town.language, "street_second"))
    return (_street(town, index) for index in range(count * len(words(town.language, "street_type"))))


def _street(town: Town, index: int) -> str:
    firsts, seconds, kinds = (words(town.language, f"street_{part}") for part in ("first", "second", "type"))
    kind, rest = divmod(index, len(firsts) * len(seconds))
    second, first = divmod(rest, len(firsts))
    kind_word = kinds[kind % len(kinds)]
    if town.language == "fr":
        return " ".join(part for part in (kind_word, "de", firsts[first], seconds[second]) if part)
    return f"{firsts[first]}{seconds[second]}{kind_word}"


def _address(town: Town, street: str, street_index: int, number: int, bag_index: int) -> Address:
    postcode = town.postcodes[street_index % len(town.postcodes)]
    if town.country == "NL":
        postcode += LETTERS[street_index % 19] + LETTERS[(street_index // 19) % 19]
    bag = bag_number(town.code, bag_index) if town.country == "NL" else ""
    return Address(town, street, str(number), postcode, bag)


def address_at(town: Town, index: int, addresses: int) -> Address:
    """The index-th address of a town with so many; each index has its own street and number."""
    firsts, seconds, kinds = (len(words(town.language, f"street_{part}")) for part in ("first", "second", "type"))
    streets = min(firsts * seconds * kinds, addresses // 40 + 1)
    number, street_index = divmod(index, streets)
    return _address(town, _street(town, street_index), street_index, number + 1, index)


def planted_address(town: Town, index: int, use: str = "retail", area: int = 0) -> Address:
    """An address that chance never uses, so that a planted case stands alone."""
    found = _address(town, PLANTED_STREET[town.language], 0, index, 900_000_000 + index)
    return replace(found, use=use, area=area)
