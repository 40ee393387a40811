"""German numbers: register entry with its court, VAT."""

import re
from functools import cache
from pathlib import Path

import yaml
from anyascii import anyascii
from stdnum.de import vat as german_vat

from graph.resolve.identifiers.scheme import Scheme

KINDS = {kind.upper(): kind for kind in ("HRA", "HRB", "GnR", "PR", "VR", "GsR")}
ENTRY = re.compile(r"(HRA|HRB|GNR|PR|VR|GSR)[\s.-]*(?:NR\b[\s.-]*)?0*([1-9]\d{0,6})\s*([A-Z]{0,4})")
CODE = re.compile(r"[A-Z]\d{4}[A-Z]?")


def entry(text: str) -> str | None:
    """`HRB Nr. 8136` as `HRB8136`; without its kind, or without its court (see `court`), it names no company."""
    found = ENTRY.fullmatch(text.upper())
    return KINDS[found[1]] + found[2] + found[3] if found else None


@cache
def _courts() -> dict[str, str]:
    text = Path(__file__).with_name("courts.yaml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return {_folded(name): code for name, code in table.items()}


def _folded(name: str) -> str:
    bare = re.sub(r"[^a-z]+", " ", re.sub("amtsgericht|registergericht", " ", anyascii(name).lower()))
    return re.sub(r"\bag\b", "", bare).strip()


def court(text: str) -> str | None:
    """The XJustiz code of a register court, from the code itself or from a name in courts.yaml."""
    bare = text.strip()
    return bare.upper() if CODE.fullmatch(bare.upper()) else _courts().get(_folded(bare))


def vat(text: str) -> str | None:
    bare = re.sub(r"[\s.-]", "", text.upper())
    return bare if re.fullmatch(r"DE\d{9}", bare) and german_vat.is_valid(bare) else None


SCHEMES = (
    Scheme("DE_HR", "DE", "register entry with its kind, unique together with its court only", entry),
    Scheme("DE_COURT", "DE", "XJustiz code of a register court", court),
    Scheme("DE_VAT", "DE", "VAT number", vat),
)
