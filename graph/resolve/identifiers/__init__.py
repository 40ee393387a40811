"""Official numbers: one written form each, check digits, and the keys made from them."""

import hmac
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from graph.resolve.identifiers import across, belgium, germany, luxembourg, netherlands
from graph.resolve.identifiers.across import ANY_VAT, euid, vat_text
from graph.resolve.identifiers.germany import court
from graph.resolve.identifiers.scheme import Scheme

__all__ = ["ANY_VAT", "SCHEMES", "Scheme", "court", "euid", "pseudonym", "vat_text"]

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {scheme.name: scheme for module in (netherlands, belgium, germany, luxembourg, across) for scheme in module.SCHEMES}
)


@lru_cache(maxsize=5_000)
def pseudonym(secret: bytes, scheme: str, number: str) -> str:
    """What stands for a national number or account: HMAC-SHA256 under the country's key, 128 bits in hex."""
    return hmac.digest(secret, f"{scheme}:{number}".encode(), "sha256")[:16].hex()
