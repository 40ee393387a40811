"""A grow, chemical or packaging trade shares people with premises closed over drugs (D02: two premises)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "D02"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "The director of a hydroponics shop rented two houses that were closed over drugs."),
    "near-miss": (False, "One house."),
    "innocent": (False, "A garden centre whose director rented no such house."),
    "hidden": (True, "The closures are kept by Heerlen for itself."),
}


def plant(case: Case) -> None:
    director, where = case.person(), case.other(AT_MAASTRICHT, HEERLEN)
    shop = case.firm(director, trade="grow_shop")
    case.tell("permit", applicant_ref=shop, permit_type="other", activity="sbi2008:4776")
    case.tell("party", party_ref=director, role="adviser")
    for number in range(case.of(2, near_miss=1)):
        house = case.place()
        tenant = case.person() if case.variant == "innocent" else director
        days = 300 + 200 * number
        told = {"landlord_ref": case.person(), "tenant_ref": tenant, "from": days + 400, "to": days - 1}
        case.tell("lease", premises_ref=house, **told)
        shared = case.of("", hidden="owner")
        case.tell("measure", where, premises_ref=house, measure_type="closure", date_start=days, share_with=shared)
