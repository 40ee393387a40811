"""The same people, without a name, rotate between premises of one controller (H03: three by three in six months)."""

from hashlib import sha256

from ingest.region.case import LABOUR, Case

CODE = "H03"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Three people were seen in turn at three premises that the applicant rents."),
    "near-miss": (False, "Two premises."),
    "innocent": (False, "Three people at three premises of three firms without a tie."),
    "hidden": (True, "The labour inspection keeps the presences for itself."),
}


def plant(case: Case) -> None:
    for site in range(case.of(3, near_miss=2)):
        place = case.place()
        tenant = case.firm(case.person()) if case.variant == "innocent" else case.applicant
        case.tell("lease", premises_ref=place, landlord_ref=case.person(), tenant_ref=tenant)
        for number in range(3):
            sign = sha256(f"rotating {case.variant}/{number}".encode()).hexdigest()
            told = {"pseudonym": sign, "date": 30 + 40 * site + number, "share_with": case.of("", hidden="owner")}
            case.tell("worker_presence", LABOUR, premises_ref=place, **told)
