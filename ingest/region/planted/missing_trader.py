"""A young firm buys untaxed abroad, sells with VAT and pays none (T01: below 18 months, 250,000, contact lost)."""

from ingest.region.case import TAX, Case
from ingest.region.firms import Firm

CODE = "T01"
ASKED_BY = "tax"
VARIANTS = {
    "positive": (True, "Ten months old, bought for 400,000 from Genk, owes the VAT of its sales, number taken away."),
    "near-miss": (False, "Bought for 240,000."),
    "innocent": (False, "A late filer: the VAT was paid."),
    "hidden": (True, "Only the Belgian tax authority knows of the purchases."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), days=300)


def plant(case: Case) -> None:
    firm, seller, buyer = case.applicant, case.firm(town="nis71016"), case.firm(case.person())
    vat = firm.vat if isinstance(firm, Firm) else ""
    months = {"period_from": 200, "period_to": 110}
    bought = {"net": case.of(400_000, near_miss=240_000), "kind": "intra_eu", "origin": "recapitulative_statement"}
    where = case.other(TAX, "be-tax")
    case.tell("supply", where, supplier_vat=seller.vat, customer_vat=vat, **bought, **months)
    case.tell("supply", TAX, supplier_vat=vat, customer_vat=buyer.vat, net=430_000, **months)
    paid = case.of(0, innocent=90_300)
    told = {"turnover": 430_000, "vat_due": 90_300, "vat_paid": paid}
    case.tell("turnover", TAX, organisation_ref=firm, **told, **months)
    state = case.of("deregistered_by_authority", innocent="active")
    case.tell("vat_status", TAX, organisation_ref=firm, vat_number=vat, state=state, from_=60)
