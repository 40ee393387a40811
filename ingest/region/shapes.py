"""Persons, firms and addresses as rows of the identity kinds (contracts.md, section 2)."""

from ingest.region.firms import Firm
from ingest.region.people import Person
from ingest.region.streets import Address, coordinates

Values = dict[str, object]
WHO = "who"  # whom an identity row is about: goes into the identity key, never into the delivery
SCHEMES = {"NL": "sbi2008", "BE": "nacebel2025", "DE": "wz2008", "LU": "nace_rev2"}


def address_row(address: Address) -> Values:
    return {
        "street": address.street,
        "number": address.number,
        "postcode": address.postcode,
        "town": address.town.local_name,
        "country": address.town.country,
        "address_id": address.bag,
    }


def person_row(ref: str, person: Person) -> Values:
    return {
        "person_ref": ref,
        "surname": person.surname,
        "surname_prefix": person.prefix,
        "given_names": person.given,
        "birth_date": person.born,
        "national_id": person.national[1],
        "national_id_type": person.national[0],
        **address_row(person.home),
        WHO: person,
    }


def organisation_row(ref: str, firm: Firm) -> Values:
    """A firm with its register number, so that all who speak of it speak of one thing."""
    return {
        "organisation_ref": ref,
        "name": firm.name,
        "legal_form": firm.form,
        "register": firm.register,
        "register_number": firm.number,
        "register_court": firm.court,
        "status": firm.status,
        "founded": firm.founded,
        "dissolved": firm.ended,
        "activities": f"{SCHEMES[firm.country]}:{firm.activity}",
        **address_row(firm.seat),
        WHO: firm,
    }


def premises_row(ref: str, address: Address, use: str) -> Values:
    kind, (lat, lon) = "NL_BAG_NUM" if address.bag else "none", coordinates(address)
    return {
        "premises_ref": ref,
        **address_row(address),
        "address_id_type": kind,
        "use": use,
        "lat": f"{lat:.6f}",
        "lon": f"{lon:.6f}",
    }
