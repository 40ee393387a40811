"""Who owns an inscription or holds a function in it: natural persons, and organisations by their number."""

import hashlib
from xml.etree.ElementTree import Element

from graph.resolve.identifiers import SCHEMES
from ingest.sources.nl_kvk_hr.parts import Inscription, address, text

Holder = tuple[str, str, dict[str, str]]  # kind of row, ref, columns

NATURAL = ("natuurlijkPersoon", "naamPersoon")


def _stable(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).casefold().encode()).hexdigest()[:24]


def person(read: Inscription, told: Element) -> Holder:
    """A natural person under a reference of this inscription; a home address is never read."""
    surname = text(told, "geslachtsnaam") or text(told, "volledigeNaam") or text(told, "naam")
    prefix, given = text(told, "voorvoegselGeslachtsnaam"), text(told, "voornamen")
    born = read.partial(told, "geboortedatum")
    ref = f"nl-hr:{_stable(read.number, surname, prefix, given, text(told, 'geboortedatum'))}"
    columns = {
        "person_ref": ref,
        "surname": surname,
        "surname_prefix": prefix,
        "given_names": given,
        "birth_date": born,
        "birth_place": text(told, "geboorteplaats"),
    }
    number = SCHEMES["NL_BSN"].normalise(text(told, "bsn"))
    if number:
        columns |= {"national_id": number, "national_id_type": "NL_BSN"}
    elif text(told, "bsn"):
        read.warn("bsn", "the 11-test fails, the person is loaded without it", text(told, "bsn"))
    return "person", ref, columns


def organisation(read: Inscription, told: Element) -> Holder:
    """Another organisation: by the inscription it owns, else by its RSIN, else by its name."""
    number = SCHEMES["NL_KVK"].normalise(text(told, "isEigenaarVan/maatschappelijkeActiviteit/kvkNummer"))
    tax, name = rsin(read, told), text(told, "volledigeNaam") or text(told, "naamgeving/naam")
    ref = f"nl-hr:{_stable(read.number, name)}"
    if number or tax:
        ref = f"euid:NLNHR.{number}" if number else f"rsin:{tax}"
    columns = {
        "organisation_ref": ref,
        "register": "NL_KVK" if number else "",
        "register_number": number or "",
        "rsin": tax,
        "name": name,
        "legal_form": text(told, "persoonRechtsvorm"),
    }
    return "organisation", ref, columns | address(told.find("bezoekLocatiePersoon"))


def holder(read: Inscription, told: Element) -> Holder:
    return person(read, told) if told.tag in NATURAL else organisation(read, told)


def rsin(read: Inscription, told: Element | None) -> str:
    raw = text(told, "rsin")
    number = SCHEMES["NL_RSIN"].normalise(raw)
    if raw and not number:
        read.warn("rsin", "the 11-test fails, left empty", raw)
    return number or ""
