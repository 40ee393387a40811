"""Electricity far from what the trade needs (D04: more than five times; only where a named instrument gives it)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "D04"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "A shop used six times what its trade needs at most."),
    "near-miss": (False, "Four times."),
    "innocent": (False, "What its trade needs."),
    "hidden": (True, "The reading is Heerlen's, and shared with nobody."),
}


def plant(case: Case) -> None:
    where = case.other(AT_MAASTRICHT, HEERLEN)
    used = {"value": case.of(60_000, near_miss=40_000, innocent=8_000), "expected_low": 2_000, "expected_high": 10_000}
    told = {"period": "2025", "kind": "electricity", "share_with": case.of("", hidden="owner")}
    case.tell("utility", where, premises_ref=case.site, legal_basis="NL_NAMED_INSTRUMENT", **told, **used)
