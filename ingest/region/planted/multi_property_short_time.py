"""A new firm buys several premises in a short time (R06: three in 12 months, founded less than 24 months ago)."""

from ingest.region.case import LAND, Case

CODE = "R06"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Three premises in eight months, by a firm of a year."),
    "near-miss": (False, "Two premises in eight months."),
    "innocent": (False, "Three premises by a developer of seven years."),
    "hidden": (True, "The deeds are kept by the land register for itself."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), days=case.of(360, innocent=2_600))


def plant(case: Case) -> None:
    for number in range(case.of(3, near_miss=2)):
        told = {"buyer_ref": case.applicant, "seller_ref": case.person(), "date": 40 + 90 * number, "price": 210_000}
        case.tell("transfer", LAND, premises_ref=case.place(), **told, share_with=case.of("", hidden="owner"))
