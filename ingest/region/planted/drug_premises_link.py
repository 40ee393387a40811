"""Somebody in the circle rented premises when drugs were found there (D01: overlap, five years)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "D01"
VARIANTS = {
    "positive": (True, "The manager rented the house when it was closed over drugs two years ago."),
    "near-miss": (False, "The closure is six years old."),
    "innocent": (False, "The manager rented it a year after the find."),
    "hidden": (True, "Only Heerlen knows of the lease."),
}


def plant(case: Case) -> None:
    manager, house = case.person(), case.place()
    case.tell("party", party_ref=manager, role="manager")
    found = case.of(730, near_miss=2_200)
    told = {"measure_type": "closure", "legal_ground": "NL_OPIUMWET_13B", "facts_on": found + 3, "date_start": found}
    case.tell("measure", premises_ref=house, **told)
    since, until = case.of((found + 300, found - 20), innocent=(found - 365, 10))
    where = case.other(AT_MAASTRICHT, HEERLEN)
    lease = {"landlord_ref": case.person(), "tenant_ref": manager, "from": since, "to": until}
    case.tell("lease", where, premises_ref=house, **lease, share_with=case.of("", hidden="owner"))
