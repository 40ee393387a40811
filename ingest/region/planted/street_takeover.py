"""Premises of one street pass to one circle (A09: four, or a fifth of the units, in 24 months)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "A09"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Four premises of one street were let to firms of one director in 18 months."),
    "near-miss": (False, "Three premises."),
    "innocent": (False, "A shopping street: its owner lets to four firms with nothing in common."),
    "hidden": (True, "The leases stand in files of Heerlen that are not shared."),
}


def plant(case: Case) -> None:
    where, director = case.other(AT_MAASTRICHT, HEERLEN), case.person()
    case.tell("party", party_ref=director, role="director")
    owner = case.person()
    for number in range(case.of(4, near_miss=3)):
        tenant = case.firm(case.person() if case.variant == "innocent" else director, days=600)
        told = {"landlord_ref": owner, "tenant_ref": tenant, "from": 100 + 130 * number}
        case.tell("lease", where, premises_ref=case.place(), **told, share_with=case.of("", hidden="owner"))
