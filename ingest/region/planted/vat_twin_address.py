"""Firms mirror each other across the border (T06: three of director, name, 90 days, mutual supplies)."""

from ingest.region.case import TAX, Case
from ingest.region.firms import Office
from ingest.region.plot import days_ago

CODE = "T06"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "One director, one name, founded 30 days apart in Maastricht and Genk."),
    "near-miss": (False, "One director and one name, founded 200 days apart."),
    "innocent": (False, "A branch in Genk under another name with a director of its own, which it sells to."),
    "hidden": (True, "The firm in Genk is known by its supplies to the Belgian tax authority only."),
}


def prepare(case: Case) -> None:
    director = case.person()
    case.applicant = case.firm(director, days=900)
    other = case.person("nis71016") if case.variant == "innocent" else director
    since = case.of(870, near_miss=700)
    twin = case.firm(
        town="nis71016", name=case.of(case.applicant.name, innocent=""), days=since,
        offices=(Office("director", other, days_ago(since)),) if case.variant != "hidden" else (),
    )  # fmt: skip
    told = {"net": 12_000, "kind": "intra_eu", "period_from": 90, "period_to": 61}
    where = case.other(TAX, "be-tax")
    case.tell("supply", where, supplier_vat=case.applicant.vat, customer_vat=twin.vat, **told)
    if case.variant == "hidden":
        case.tell("supply", where, supplier_vat=twin.vat, customer_vat=case.applicant.vat, **told)


def plant(case: Case) -> None:
    """Everything was told before the application."""
