"""Numbers that hold across countries: EUID, VAT, LEI, IBAN."""

import re

from stdnum import iban as iban_number
from stdnum import lei as lei_number

from graph.resolve.identifiers import belgium, germany, luxembourg, netherlands
from graph.resolve.identifiers.scheme import Scheme

READERS = {"NL": netherlands.vat, "BE": belgium.vat, "DE": germany.vat, "LU": luxembourg.vat}
ANY_VAT = re.compile(r"[A-Z]{2}(?=(.*[0-9]){2})[0-9A-Z+*]{2,12}")
GERMAN = re.compile(r"DE([A-Z]\d{4}[A-Z]?)\.(.+)")


def euid(register: str, number: str, court: str = "") -> str | None:
    """The European unique identifier of a company, Reg. (EU) 2021/1042: country, register, number.

    `register` is NL_KVK, BE_KBO, DE_HR (needs the court: a code or a name) or LU_RCS; else None.
    """
    if register == "DE_HR":
        code, entry = germany.court(court), germany.entry(number.strip())
        return f"DE{code}.{entry}" if code and entry else None
    prefix, read = {
        "NL_KVK": ("NLNHR.", netherlands.kvk),
        "BE_KBO": ("BEKBOBCE.", belgium.enterprise),
        "LU_RCS": ("LURCSL.", luxembourg.register),
    }.get(register, ("", lambda _: None))
    bare = read(number.strip())
    return prefix + bare if bare else None


def read_euid(text: str) -> str | None:
    bare = re.sub(r"\s", "", text)
    for prefix, register in (("NLNHR.", "NL_KVK"), ("BEKBOBCE.", "BE_KBO"), ("LURCSL.", "LU_RCS")):
        if bare.upper().startswith(prefix):
            return euid(register, bare[len(prefix) :])
    german = GERMAN.fullmatch(bare.upper())
    return euid("DE_HR", german[2], german[1]) if german else None


def vat(text: str) -> str | None:
    """A VAT number of one of the four countries; its first two letters say which."""
    read = READERS.get(text[:2].upper())
    return read(text) if read else None


def vat_text(text: str) -> str:
    """A VAT number of any country in one written form: as `vat` reads it, else in capitals without signs."""
    return vat(text) or re.sub(r"[\s./-]", "", text).upper()


def any_vat(text: str) -> str | None:
    """A VAT number of any country of the Union; only those of the four countries have their check digits tested."""
    number = vat_text(text)
    return vat(text) if number[:2] in READERS else number if ANY_VAT.fullmatch(number) else None


def lei(text: str) -> str | None:
    bare = re.sub(r"[\s-]", "", text.upper())
    return bare if lei_number.is_valid(bare) else None


def iban(text: str) -> str | None:
    bare = re.sub(r"[\s-]", "", text.upper())
    return bare if iban_number.is_valid(bare) else None


SCHEMES = (
    Scheme("EUID", "", "European unique identifier of a company", read_euid),
    Scheme("VAT", "", "VAT number with its country", vat),
    Scheme("EU_VAT", "", "VAT number of any country of the Union", any_vat),
    Scheme("LEI", "", "legal entity identifier (ISO 17442)", lei),
    Scheme("IBAN", "", "bank account (ISO 13616)", iban),
)
