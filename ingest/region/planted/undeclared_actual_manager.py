"""Visits meet the same person in charge, who is on no permit (L08: two within 12 months)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L08"
VARIANTS = {
    "positive": (True, "Met in charge at two visits four months apart, on no permit and in no register."),
    "near-miss": (False, "Met in charge once."),
    "innocent": (False, "Met in charge twice, and named as manager in the permit."),
    "hidden": (True, "The second visit was Heerlen's, at another place, and is not shared."),
}


def plant(case: Case) -> None:
    person = case.person()
    met = {"organisation_ref": case.applicant, "found_in_charge_ref": person}
    case.tell("inspection", premises_ref=case.site, date=60, **met)
    if case.variant != "near-miss":
        where = case.other(AT_MAASTRICHT, HEERLEN)
        shared = case.of("", hidden="owner")
        case.tell("inspection", where, premises_ref=case.site, date=180, share_with=shared, **met)
    if case.variant == "innocent":
        case.tell("party", party_ref=person, role="manager")
