"""The sum to start with is not explained (M01: a gap of more than a fifth, or of 10,000)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "M01"
VARIANTS = {
    "positive": (True, "Of 100,000 for the takeover, 60,000 are shown."),
    "near-miss": (False, "Of 50,000, 41,000 are shown: a gap of 9,000 and less than a fifth."),
    "innocent": (False, "All of it is shown: savings and a bank loan."),
    "hidden": (True, "The plan that shows the gap lies in a file of Heerlen."),
}


def plant(case: Case) -> None:
    where = case.other(AT_MAASTRICHT, HEERLEN)
    amount, shown = case.of((100_000, 60_000), near_miss=(50_000, 41_000), innocent=(80_000, 80_000))
    told = {"item": "purchase", "paid_from": case.of("cash", innocent="bank"), "payer_ref": case.person()}
    evidence = case.of("partly", innocent="yes")
    case.tell("finance_plan", where, amount=amount, evidenced_amount=shown, evidence=evidence, **told)
