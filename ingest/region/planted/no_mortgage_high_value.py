"""A small buyer pays much without a mortgage (R03: more than 250,000, equity below 30 per cent)."""

from ingest.region.case import LAND, Case

CODE = "R03"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "A Belgian firm with an equity of 20,000 paid 400,000, mortgage none."),
    "near-miss": (False, "It paid 240,000."),
    "innocent": (False, "It had an equity of 350,000."),
    "hidden": (True, "The deed is kept by the land register for itself."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person("nis71016"), "nis71016", days=500)


def plant(case: Case) -> None:
    told = {"premises_ref": case.site, "buyer_ref": case.applicant, "price": case.of(400_000, near_miss=240_000)}
    case.tell("transfer", LAND, **told, mortgage_amount=0, share_with=case.of("", hidden="owner"))
    books = {"year": 2025, "equity": case.of(20_000, innocent=350_000), "filed_on": 60}
    case.tell("accounts", "be-nbb", organisation_ref=case.applicant, **books)
