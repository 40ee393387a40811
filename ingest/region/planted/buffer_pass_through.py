"""A firm passes goods on at once with a thin margin (T03: ten pairs in three months, two days, below 2 per cent)."""

from ingest.region.case import TAX, Case
from ingest.region.firms import Firm

CODE = "T03"
ASKED_BY = "tax"
VARIANTS = {
    "positive": (True, "Ten pairs in ten weeks, passed on the same day for 1 per cent more."),
    "near-miss": (False, "Nine pairs."),
    "innocent": (False, "A broker: ten pairs for 6 per cent more."),
    "hidden": (True, "The purchases are known to the Belgian tax authority only."),
}


def plant(case: Case) -> None:
    firm, seller, buyer = case.applicant, case.firm(case.person()), case.firm(case.person())
    vat = firm.vat if isinstance(firm, Firm) else ""
    for number in range(case.of(10, near_miss=9)):
        day, net = 160 - 7 * number, 50_000 + 100 * number
        invoice = {"period_from": day, "period_to": day}
        where = case.other(TAX, "be-tax")
        case.tell("supply", where, supplier_vat=seller.vat, customer_vat=vat, net=net, **invoice)
        more = net * case.of(101, innocent=106) // 100
        case.tell("supply", TAX, supplier_vat=vat, customer_vat=buyer.vat, net=more, **invoice)
