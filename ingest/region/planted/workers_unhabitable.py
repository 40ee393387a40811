"""Workers live in commercial space (H02: three people, or one visit at night)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "H02"
VARIANTS = {
    "positive": (True, "A visit found a workshop lived in, with eight sleeping places."),
    "near-miss": (False, "Two people were registered there, and no visit found more."),
    "innocent": (False, "A lodging house: eight sleeping places, as permitted."),
    "hidden": (True, "The visit is kept by Heerlen for itself."),
}


def plant(case: Case) -> None:
    where, place = case.other(AT_MAASTRICHT, HEERLEN), case.place()
    case.plot.ref(where, place, use=case.of("industry", innocent="lodging"))
    case.tell("lease", premises_ref=place, landlord_ref=case.person(), tenant_ref=case.applicant)
    shared = case.of("", hidden="owner")
    if case.variant == "near-miss":
        case.tell("occupancy", premises_ref=place, date=15, registered_persons=2)
    else:
        finding = case.of("lived_in", innocent="persons_present")
        told = {"finding": finding, "persons_found": 8, "sleeping_places": 8, "organisation_ref": case.applicant}
        case.tell("inspection", where, premises_ref=place, share_with=shared, **told)
