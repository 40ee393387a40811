"""A trade that needs premises is registered at a virtual office only (A07)."""

from ingest.region.case import Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "A07"
VARIANTS = {
    "positive": (True, "A garage whose only address is a virtual office."),
    "near-miss": (False, "Its seat is a business centre with workshops."),
    "innocent": (False, "A consultant at a virtual office."),
    "hidden": (True, "Only the reviewers of another country list the address, for themselves."),
}


def prepare(case: Case) -> None:
    trade = case.of("cars", innocent="consulting")
    case.applicant = case.firm(case.person(), seat=case.site, trade=trade)
    if case.variant != "hidden":
        case.plot.ref(AT_MAASTRICHT, case.site, use=case.of("virtual_office", near_miss="business_centre"))


def plant(case: Case) -> None:
    told = {
        "kind": case.of("address_provider", near_miss="business_centre"),
        "reviewer": "review desk",
        "reviewed_on": 90,
    }
    shared = case.of("", hidden="owner")
    case.tell("provider_list", "euregio-reviewers", premises_ref=case.site, **told, share_with=shared)
    activity = case.of("sbi2008:4520", innocent="sbi2008:7022")
    case.tell("permit", applicant_ref=case.applicant, permit_type="car_trade", activity=activity)
