"""Premises change hands at jumping prices (R01: two sales in 12 months, more than a quarter dearer)."""

from ingest.region.case import LAND, Case

CODE = "R01"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Sold twice in eight months, the second time 40 per cent dearer."),
    "near-miss": (False, "Sold twice in eight months, 20 per cent dearer."),
    "innocent": (False, "Sold twice in six years, 60 per cent dearer."),
    "hidden": (True, "The second deed is kept by the land register for itself."),
}


def plant(case: Case) -> None:
    first, middle = case.person(), case.person()
    told = {"premises_ref": case.site, "price": 300_000}
    case.tell("transfer", LAND, **told, buyer_ref=middle, seller_ref=first, date=case.of(400, innocent=2_400))
    told = {"premises_ref": case.site, "price": case.of(420_000, near_miss=360_000, innocent=480_000)}
    later = {"buyer_ref": case.applicant, "seller_ref": middle, "date": 160, "share_with": case.of("", hidden="owner")}
    case.tell("transfer", LAND, **told, **later)
