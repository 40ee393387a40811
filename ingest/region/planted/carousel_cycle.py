"""Supplies go round between firms of two countries (T02: three to eight firms, 45 days, amounts within a tenth)."""

from ingest.region.case import TAX, Case
from ingest.region.firms import Firm

CODE = "T02"
ASKED_BY = "tax"
VARIANTS = {
    "positive": (True, "Four invoices in 30 days go round from Maastricht over Genk and back."),
    "near-miss": (False, "The same round in 60 days."),
    "innocent": (False, "A chain of three invoices that does not come back."),
    "hidden": (True, "The last invoice is known to the Belgian tax authority only."),
}


def plant(case: Case) -> None:
    ring = [case.applicant, case.firm(case.person()), case.firm(town="nis71016"), case.firm(case.person())]
    firms = [firm for firm in ring if isinstance(firm, Firm)]
    step = case.of(9, near_miss=19)
    for number, firm in enumerate(firms[: case.of(4, innocent=3)]):
        customer, day = firms[(number + 1) % len(firms)], 200 - number * step
        where = "be-tax" if case.variant == "hidden" and number == 3 else TAX
        told = {"period_from": day, "period_to": day, "net": 90_000 + 1_000 * number}
        crosses = "intra_eu" if {firm.country, customer.country} == {"NL", "BE"} else "domestic"
        case.tell("supply", where, supplier_vat=firm.vat, customer_vat=customer.vat, kind=crosses, **told)
