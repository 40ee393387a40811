"""One person is the only link between two networks with measures (X02: without him they fall apart)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "X02"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "The adviser lends to firms of two groups that have nothing else in common; both had measures."),
    "near-miss": (False, "The two groups also share a landlord: he is not the only link."),
    "innocent": (False, "He is a reviewed accountant."),
    "hidden": (True, "The loans to the second group lie in files of Heerlen."),
}


def plant(case: Case) -> None:
    broker, landlord = case.person(), case.person()
    office = case.firm(broker) if case.variant == "innocent" else broker
    case.tell("party", party_ref=broker, role="adviser")
    if case.variant == "innocent":
        told = {"kind": "accountant", "reviewer": "review desk", "reviewed_on": 90}
        case.tell("provider_list", "euregio-reviewers", organisation_ref=office, **told)
    for number in range(2):
        director = case.person()
        where = HEERLEN if number and case.variant == "hidden" else AT_MAASTRICHT
        for firm in (case.firm(director), case.firm(director)):
            case.tell("loan", where, lender_ref=office, borrower_ref=firm, amount=10_000 + number)
            case.tell("measure", subject_ref=firm, measure_type="fine", date_start=200)
            lets = landlord if case.variant == "near-miss" else case.person()
            case.tell("lease", premises_ref=case.place(), landlord_ref=lets, tenant_ref=firm)
