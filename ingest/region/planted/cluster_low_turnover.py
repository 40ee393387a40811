"""Several firms at one address hardly sell anything (A02: four firms, median below 20,000, dear rent, two years)."""

from ingest.region.case import TAX, Case

CODE = "A02"
ASKED_BY = "tax"
VARIANTS = {
    "positive": (True, "Four firms at one address, each below 9,000 a year, at twice the usual rent."),
    "near-miss": (False, "Three firms only."),
    "innocent": (False, "Four firms of a start-up centre at the usual rent."),
    "hidden": (True, "The tax authority keeps the turnovers for itself."),
}


def plant(case: Case) -> None:
    shared = case.of("", hidden="owner")
    for number in range(case.of(4, near_miss=3)):
        firm = case.firm(case.person(), seat=case.site)
        for year in (2024, 2025):
            told = {"period_from": f"{year}-01-01", "period_to": f"{year}-12-31", "turnover": 6_000 + number * 900}
            case.tell("turnover", TAX, organisation_ref=firm, **told, share_with=shared)
        rent = {"rent": case.of(2_000, innocent=1_000), "reference_rent": 1_000, "from": 900 + number}
        case.tell("lease", premises_ref=case.site, landlord_ref=case.person(), tenant_ref=firm, **rent)
