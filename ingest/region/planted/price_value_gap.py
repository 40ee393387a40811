"""A price far from the value (R02: below 0.6 or above 1.6 of it)."""

from ingest.region.case import LAND, Case

CODE = "R02"
VARIANTS = {
    "positive": (True, "Bought for 150,000 where 300,000 was the value."),
    "near-miss": (False, "Bought for 190,000."),
    "innocent": (False, "Bought for the value."),
    "hidden": (True, "The deed is kept by the land register for itself."),
}


def plant(case: Case) -> None:
    price = case.of(150_000, near_miss=190_000, innocent=300_000)
    told = {"premises_ref": case.site, "buyer_ref": case.applicant, "seller_ref": case.person(), "price": price}
    case.tell("transfer", LAND, **told, assessed_value=300_000, share_with=case.of("", hidden="owner"))
