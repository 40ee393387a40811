"""Properties that are worked out from a row when it is loaded: names to search by and keyed hashes."""

from collections.abc import Callable, Mapping
from typing import Any

from graph.resolve.addresses import address_key, street_key
from graph.resolve.identifiers import SCHEMES, pseudonym
from graph.resolve.legal_forms import elf_code
from graph.resolve.names import name_key, organisation_key
from ingest.contract.kind import KindSpec
from ingest.things import ADDRESS, Things


def _person(values: Mapping[str, Any], things: Things) -> dict[str, Any]:
    parts = (values.get("given_names"), values.get("surname_prefix"), values.get("surname"))
    return {
        "name": " ".join(part for part in parts if part) or None,
        "name_key": name_key(values.get("surname", ""), values.get("given_names", "")),
        "national_key": things.national_key(values),
    }


def _organisation(values: Mapping[str, Any], things: Things) -> dict[str, Any]:
    found: dict[str, Any] = {"name_key": organisation_key(values["name"])} if "name" in values else {}
    if "legal_form" in values:
        home = things.country if values.get("country", things.country) == things.country else ""
        found["legal_form_elf"] = elf_code(values["legal_form"], values.get("register", ""), home)
    if "account" in values and (iban := SCHEMES["IBAN"].normalise(values["account"])):
        found |= {
            "account_key": pseudonym(things.keys.of(iban[:2]), "IBAN", iban),
            "account_country": iban[:2],
        }
    return found | _street(values, things)


def _premises(values: Mapping[str, Any], things: Things) -> dict[str, Any]:
    return {"address_key": address_key(*(values.get(column, "") for column in ADDRESS))} | _street(values, things)


def _street(values: Mapping[str, Any], things: Things) -> dict[str, Any]:
    if not values.get("street"):
        return {}
    country, *place = (values.get(column, "") for column in ("country", "postcode", "street", "town"))
    return {"street_key": street_key(country or things.country, *place)}


DERIVED: dict[str, Callable[[Mapping[str, Any], Things], dict[str, Any]]] = {
    "Person": _person,
    "Organisation": _organisation,
    "Premises": _premises,
    "Location": _street,
}


def derived(kind: KindSpec, values: Mapping[str, Any], things: Things) -> dict[str, Any]:
    work_out = DERIVED.get(kind.identity or kind.record)
    found = work_out(values, things) if work_out else {}
    return {name: value for name, value in found.items() if value}
