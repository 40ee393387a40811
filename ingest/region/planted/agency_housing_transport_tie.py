"""Agency, housing and transport of the same workers in one hand (H01: ten workers)."""

from hashlib import sha256

from ingest.region.case import LABOUR, Case

CODE = "H01"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Ten workers of one agency slept at a house that its director lets, and ride with his vans."),
    "near-miss": (False, "Nine workers."),
    "innocent": (False, "A house of a housing company; the vans belong to somebody else."),
    "hidden": (True, "The labour inspection keeps the presences for itself."),
}


def plant(case: Case) -> None:
    house, director = case.place(), case.person()
    agency, vans = case.firm(director), case.firm(case.person() if case.variant == "innocent" else director)
    landlord = case.firm(case.person()) if case.variant == "innocent" else director
    case.tell("service_contract", provider_ref=agency, client_ref=case.applicant, kind="staffing")
    case.tell("service_contract", provider_ref=vans, client_ref=agency, kind="transport")
    case.tell("lease", premises_ref=house, landlord_ref=landlord, tenant_ref=agency)
    for number in range(case.of(10, near_miss=9)):
        sign = sha256(f"{case.variant}/{number}".encode()).hexdigest()
        told = {"pseudonym": sign, "organisation_ref": agency, "date": 100, "slept_there": "yes"}
        case.tell("worker_presence", LABOUR, premises_ref=house, share_with=case.of("", hidden="owner"), **told)
